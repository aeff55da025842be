/** `npm test`: every rule and every test; the last line is "N passed, M failed", with ", K skipped" for what the machine cannot offer. */
import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import type {TestTally} from "./tally-reporter.ts";

const REPORTER = fileURLToPath(new URL("./tally-reporter.ts", import.meta.url));

const RULES: [name: string, command: string, args: string[]][] = [
  ["types", "tsc", []],
  ["lint and format", "biome", ["check", "--error-on-warnings", "."]],
  [
    "import rules",
    "depcruise",
    ["schemas", "pipelines", "reports", "sample", "commands", "test", "cli.ts", "--output-type", "err"],
  ],
  ["unused code", "knip", ["--no-progress", "--no-config-hints"]],
];

function main(): void {
  const brokenRules = RULES.filter((rule) => !holds(rule)).length;
  const tests = runTests();
  for (const {name, reason} of tests.notRun) process.stdout.write(`not run: ${name} (${reason})\n`);
  const passed = RULES.length - brokenRules + tests.passed;
  const failed = brokenRules + tests.failed;
  const skipped = tests.notRun.length === 0 ? "" : `, ${tests.notRun.length} skipped`;
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function holds([name, command, args]: (typeof RULES)[number]): boolean {
  const {status, stdout, stderr} = spawnSync(join("node_modules", ".bin", command), args, {encoding: "utf8"});
  process.stdout.write(`${status === 0 ? "✓" : "✗"} ${name}\n`);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
  return status === 0;
}

/** Vitest tells its counts in a file; a run that ends without one counts as a failure. */
function runTests(): TestTally {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-test-"));
  const file = join(folder, "tally.json");
  const args = ["run", "--reporter=default", `--reporter=${REPORTER}`];
  const env = {...process.env, TALLY_FILE: file};
  const {status} = spawnSync(join("node_modules", ".bin", "vitest"), args, {stdio: "inherit", env});
  const tally = tallyOf(file);
  rmSync(folder, {recursive: true});
  return status === 0 || tally.failed > 0 ? tally : {...tally, failed: 1};
}

function tallyOf(file: string): TestTally {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {passed: 0, failed: 1, notRun: []};
  }
}

main();
