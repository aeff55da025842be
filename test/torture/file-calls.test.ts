import {expect, test} from "vitest";
import {kindsOf} from "./file-calls.ts";

const CALLS = [
  "open\t/city/a.yaml\tplain-file.ts:1",
  "open\t/city/b.yaml\tplain-file.ts:1",
  "open\t/city/b.yaml\tother.ts:1",
  "open\t/city/b.csv\tplain-file.ts:1",
  "stat\t/city/b.csv\tplain-file.ts:1",
  "open\t/releases/2025-06-02-1a2b3c/x.parquet\tplain-file.ts:1",
  "open\t/releases/2025-06-03-4d5e6f/x.parquet\tplain-file.ts:1",
  "write\t/ledger\tplain-file.ts:2",
  "open\t/city/a.yaml\tplain-file.ts:1",
];

test("calls are of one kind that ask the same of like files from one place, with nothing changed between them", () => {
  const chosen = kindsOf(CALLS.map((what, index) => ({at: index + 1, what})));
  expect(chosen.map(({at}) => at)).toEqual([1, 3, 4, 5, 6, 8, 9]);
});
