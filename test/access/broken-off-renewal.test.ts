import {spawnSync} from "node:child_process";
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {headFile} from "../../pipelines/access/head.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {renewLog} from "../../pipelines/access/renew.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {FAILING} from "../torture/act-in.ts";
import {homeWith, kinds, linesOf, NOW, read} from "./small-log.ts";

const RENEWING = `
  import {openHome} from ${JSON.stringify(new URL("../../pipelines/installation/home.ts", import.meta.url))};
  import {renewLog} from ${JSON.stringify(new URL("../../pipelines/access/renew.ts", import.meta.url))};
  import {strikeAt} from ${JSON.stringify(new URL("../torture/failing-calls.ts", import.meta.url))};
  const home = openHome(process.argv[1]);
  strikeAt(home.root, Number(process.argv[2]));
  renewLog(home, {anchors: [], by: null, reason: "調べた", now: new Date(0)});`;

/** Begins a log anew in a process of which one call to the disk fails, or none. */
function renew(root: string, {call = 0, calls = ""}: {call?: number; calls?: string}): void {
  const flags = ["--import", FAILING, "--input-type=module", "--eval", RENEWING, root, String(call)];
  spawnSync(process.execPath, flags, {env: {...process.env, KAIKAKU_FAULT_CALLS: calls}});
}

/** Numbers of the calls that change something on the disk. */
function changingCalls(): number[] {
  const calls = join(temporaryFolder(), "calls.txt");
  renew(homeWith("kpi").root, {calls});
  const lines = readFileSync(calls, "utf8").trimEnd().split("\n");
  return lines.flatMap((line, index) =>
    /^(write|ftruncate|fsync|rename|rm)\t/.test(line) ? [index + 1] : [],
  );
}

test("whichever write fails while a log is begun anew, the old one or the new one is gone on with", () => {
  const numbers = changingCalls();
  expect(numbers.length).toBeGreaterThan(5);
  for (const call of numbers) {
    const home = homeWith("kpi", "export");
    const before = linesOf(home).length;
    renew(home.root, {call});
    expect([call, kinds(home)]).toEqual([call, []]);
    recordAccess(home, read("docs"), NOW);
    expect([before + 1, 2]).toContain(linesOf(home).length);
  }
}, 300_000);

test("killed before it was noted where the new log stands, it is gone on with", () => {
  const home = homeWith("kpi", "export");
  const noteOfBefore = readFileSync(headFile(home));
  renewLog(home, {anchors: [], by: null, reason: "調べた", now: NOW});
  writeFileSync(headFile(home), noteOfBefore);
  expect(kinds(home)).toEqual([]);
  recordAccess(home, read("docs"), NOW);
  expect(kinds(home)).toEqual([]);
  expect(linesOf(home)).toHaveLength(2);
});
