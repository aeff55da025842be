/** `npm test`: every rule and every test; the last line is "N passed, M failed". */
import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

interface Tally {
  passed: number;
  failed: number;
}

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
  const tallies = [...RULES.map(checkRule), runTests()];
  const total = tallies.reduce((sum, {passed, failed}) => ({
    passed: sum.passed + passed,
    failed: sum.failed + failed,
  }));
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

function checkRule([name, command, args]: (typeof RULES)[number]): Tally {
  const {status, stdout, stderr} = spawnSync(join("node_modules", ".bin", command), args, {encoding: "utf8"});
  process.stdout.write(`${status === 0 ? "✓" : "✗"} ${name}\n`);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}`);
  return status === 0 ? {passed: 1, failed: 0} : {passed: 0, failed: 1};
}

/** Vitest tells its counts in a file; a run that ends without one counts as a failure. */
function runTests(): Tally {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-test-"));
  const file = join(folder, "result.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const {status} = spawnSync(join("node_modules", ".bin", "vitest"), ["run", ...reporters], {
    stdio: "inherit",
  });
  const tally = tallyOf(file);
  rmSync(folder, {recursive: true});
  return status === 0 || tally.failed > 0 ? tally : {...tally, failed: 1};
}

function tallyOf(file: string): Tally {
  try {
    const {numPassedTests, numFailedTests} = JSON.parse(readFileSync(file, "utf8"));
    return {passed: numPassedTests, failed: numFailedTests};
  } catch {
    return {passed: 0, failed: 1};
  }
}

main();
