import {writeFileSync} from "node:fs";
import type {Reporter, TestModule} from "vitest/node";

/** What `npm test` counts; a test that the machine cannot offer says why it was not run. */
export interface TestTally {
  passed: number;
  failed: number;
  notRun: {name: string; reason: string}[];
}

/** Writes the tally into the file that TALLY_FILE names. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const tally: TestTally = {
      passed: inState("passed").length,
      failed: inState("failed").length,
      notRun: inState("skipped").map((test) => ({name: test.fullName, reason: reasonOf(test)})),
    };
    writeFileSync(process.env.TALLY_FILE ?? "", JSON.stringify(tally));
  }
}

function reasonOf(test: {result(): {state: string; note?: string | undefined}}): string {
  return test.result().note ?? "no reason given";
}
