/** `npm test`: every rule and every test; the last line is "N passed, M failed", with ", K skipped" for what the machine cannot offer. */
import {spawnSync} from "node:child_process";
import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {brokenRules, RULES} from "./check.ts";
import type {TestTally} from "./tally-reporter.ts";

const REPORTER = fileURLToPath(new URL("./tally-reporter.ts", import.meta.url));

function main(): void {
  const broken = brokenRules().length;
  const tests = runTests();
  for (const {name, reason} of tests.notRun) process.stdout.write(`not run: ${name} (${reason})\n`);
  const passed = RULES.length - broken + tests.passed;
  const failed = broken + tests.failed;
  const skipped = tests.notRun.length === 0 ? "" : `, ${tests.notRun.length} skipped`;
  process.stdout.write(`\n${passed} passed, ${failed} failed${skipped}\n`);
  process.exitCode = failed === 0 ? 0 : 1;
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
