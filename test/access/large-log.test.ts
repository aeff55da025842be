import {closeSync, ftruncateSync, openSync, statSync, writeFileSync, writeSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {examineLog} from "../../pipelines/access/examine.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {renewLog} from "../../pipelines/access/renew.ts";
import {anchorsOf, headsIn} from "../../pipelines/keep/access-anchors.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {anchorOf, homeWith, kinds, NOW, read, wordsOf} from "./small-log.ts";

/** Longer than any text that Node can hold. */
const LARGE_BYTES = 0x2000_0000;
const LINE_BYTES = 0x200_0000;

/** Adds lines of nothing, as a file system keeps them without room. */
function enlarge(file: string): void {
  const {size} = statSync(file);
  const handle = openSync(file, "r+");
  for (let end = LINE_BYTES; end <= LARGE_BYTES; end += LINE_BYTES) writeSync(handle, "\n", size + end - 1);
  closeSync(handle);
}

test("a log larger than any text is examined, listed and left for a new one", () => {
  const home = homeWith("kpi", "export");
  const stood = anchorOf(home);
  enlarge(home.accessLog);
  expect(() => recordAccess(home, read("docs"), NOW)).toThrow("access --renew");
  const found = renewLog(home, {anchors: [stood], by: null, reason: "調べた", now: NOW});
  expect(found).toEqual([expect.stringContaining("書換え: 4行目")]);
  expect(kinds(home, [stood])).toEqual([]);
  const listed = kaikaku(home.root, ["access", "--last", "2", "--json"]);
  expect(JSON.parse(listed.stdout)).toMatchObject([{number: 1}, {number: 2, what: 'access {"last":2}'}]);
});

test("what was left of a line, longer than any, is no half line that may be cut off", () => {
  const home = homeWith("kpi");
  const {size} = statSync(home.accessLog);
  const handle = openSync(home.accessLog, "r+");
  ftruncateSync(handle, size + LARGE_BYTES);
  closeSync(handle);
  expect(() => recordAccess(home, read("export"), NOW)).toThrow("access --renew");
  expect(statSync(home.accessLog).size).toBe(size + LARGE_BYTES);
});

test("the last lines are listed alone, and an anchor of any size tells", () => {
  const home = homeWith("kpi", "export", "docs");
  expect(wordsOf(home).map(({number}) => number)).toEqual([1, 2, 3, 4]);
  const {stdout} = kaikaku(home.root, ["access", "--last", "1"]);
  expect(stdout.trim().split("\n").at(-1)).toContain('access {"last":1}');
  const anchor = join(temporaryFolder(), "anchor.jsonl");
  writeFileSync(anchor, `${JSON.stringify({...anchorOf(home), number: 2, place: undefined})}\n`);
  enlarge(anchor);
  expect(examineLog(home, headsIn(anchor, "錨")).faults).toEqual([{kind: "rewritten", line: 2, place: "錨"}]);
  expect([...anchorsOf(home)]).toEqual([]);
});
