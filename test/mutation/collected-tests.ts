/**
 * Takes the place of "vitest" while models are changed: test files say what they always say, and their tests can be run
 * again and again in one process, without a start of vitest for each change.
 */
import {format} from "node:util";

export {expect} from "vitest";

type Work = () => unknown;

export interface CollectedTest {
  title: string;
  run: Work;
}

interface TestFile {
  file: string;
  tests: CollectedTest[];
  before: Work[];
}

const files: TestFile[] = [];
const titles: string[] = [];

export function beginFile(file: string): TestFile {
  const begun = {file, tests: [], before: []};
  files.push(begun);
  return begun;
}

function current(): TestFile {
  const file = files.at(-1);
  if (!file) throw new Error("no test file is being read");
  return file;
}

export function describe(title: string, body: () => void): void {
  titles.push(title);
  body();
  titles.pop();
}

export function test(title: string, run: Work): void {
  current().tests.push({title: [...titles, title].join(" › "), run});
}

test.each =
  (rows: readonly unknown[]) =>
  (title: string, run: (...row: unknown[]) => unknown): void => {
    for (const row of rows) {
      const values = Array.isArray(row) ? row : [row];
      test(format(title, ...values).replace(/ \S*\[object.*$/s, ""), () => run(...values));
    }
  };

export function beforeAll(run: Work): void {
  current().before.push(run);
}

/** What a file would clean up is kept for the next change. */
export function afterAll(_: Work): void {}
