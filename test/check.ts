/** `npm run check`: types, lint, arrows, unused code; what fails is told as it is found and named at the end. */
import {spawnSync} from "node:child_process";
import {join} from "node:path";

type Rule = [name: string, command: string, args: string[]];

export const RULES: Rule[] = [
  ["types", "tsc", []],
  ["lint and format", "biome", ["check", "--error-on-warnings", "."]],
  [
    "import rules",
    "depcruise",
    [
      "schemas",
      "pipelines",
      "reports",
      "sample",
      "web",
      "commands",
      "test",
      "cli.ts",
      "--output-type",
      "err",
    ],
  ],
  ["unused code", "knip", ["--no-progress", "--no-config-hints"]],
];

/** Names of the rules that are broken; what each tool says of it goes to standard output. */
export function brokenRules(): string[] {
  return RULES.filter((rule) => !holds(rule)).map(([name]) => name);
}

function holds([name, command, args]: Rule): boolean {
  const {status, stdout, stderr} = spawnSync(join("node_modules", ".bin", command), args, {encoding: "utf8"});
  process.stdout.write(`${status === 0 ? "✓" : "✗"} ${name}\n`);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
  return status === 0;
}

if (import.meta.main) {
  const broken = brokenRules();
  process.stdout.write(broken.length === 0 ? "all rules hold\n" : `broken: ${broken.join(", ")}\n`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}
