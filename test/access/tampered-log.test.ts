import {appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {linked, readWritten} from "../../pipelines/access/chain.ts";
import {examineLog} from "../../pipelines/access/examine.ts";
import {headFile, headOf} from "../../pipelines/access/head.ts";
import {chainKey, keyFile} from "../../pipelines/access/key-folder.ts";
import {foundBefore} from "../../pipelines/access/left-logs.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {renewLog} from "../../pipelines/access/renew.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {anchorOf, change, homeWith, kinds, linesOf, NOW, read} from "./small-log.ts";

/** What somebody who knows how the log is made, and not its key, can do. */
function forged(lines: string[]): string[] {
  const key = Buffer.alloc(32);
  let previous = readWritten(String(lines[0]))?.previous ?? "";
  return lines.map((line) => {
    const {mac: _, previous: __, ...content} = JSON.parse(line.replace('"kpi"', '"docs"'));
    const made = linked(content, {key, previous});
    previous = made.mac;
    return JSON.stringify(made);
  });
}

test("a log as it was written is whole, with its anchors and without", () => {
  const home = homeWith("kpi", "x".repeat(9000));
  const earlier = anchorOf(home);
  recordAccess(home, read("export"), NOW);
  expect(examineLog(home, [earlier, anchorOf(home)])).toMatchObject({lineCount: 4, faults: []});
  expect(examineLog(homeWith(), [])).toEqual({lineCount: 0, faults: [], beginning: undefined});
});

describe("what somebody does to it behind the program's back has its own name", () => {
  const DONE: [string, (home: Home) => void, string][] = [
    [
      "a changed word",
      (home) => change(home, (lines) => lines.map((line) => line.replace('"kpi"', '"sql"'))),
      "edited",
    ],
    [
      "a word put before one of the same name, which only other readers see",
      (home) =>
        change(home, (lines) => lines.map((line) => line.replace('"command"', '"command":"due","command"'))),
      "edited",
    ],
    ["blanks in a line", (home) => change(home, ([a = "", ...rest]) => [`${a} `, ...rest]), "edited"],
    ["a chain made anew without the key", (home) => change(home, forged), "edited"],
    ["a line that is none", (home) => change(home, (lines) => [...lines, "x"]), "edited"],
    ["a line taken out", (home) => change(home, (lines) => lines.toSpliced(2, 1)), "removed"],
    [
      "lines in another order",
      (home) => change(home, ([a = "", b = "", c = "", d = ""]) => [a, c, b, d]),
      "removed",
    ],
    ["the end cut off", (home) => change(home, (lines) => lines.slice(0, -1)), "cut"],
    ["nothing left in it", (home) => change(home, () => []), "deleted"],
    ["no file any more", (home) => rmSync(home.accessLog), "deleted"],
    ["no key any more", (home) => rmSync(keyFile(home)), "key_missing"],
    ["another key", (home) => writeFileSync(keyFile(home), "ab".repeat(32)), "key_other"],
    ["no note of the end", (home) => rmSync(headFile(home)), "note_missing"],
    [
      "all but its beginning cut off, and no note of the end",
      (home) => {
        change(home, (lines) => lines.slice(0, 2));
        rmSync(headFile(home));
      },
      "note_missing",
    ],
  ];

  test.each(DONE)("%s", (_, act, kind) => {
    const home = homeWith("kpi", "export", "docs");
    act(home);
    expect(kinds(home)).toEqual([kind]);
    // Nothing is read while it is so, and a new log says what was found of the old one.
    if (kind !== "removed" && !(kind === "edited" && linesOf(home).length === 4))
      expect(() => recordAccess(home, read("sql"), NOW)).toThrow("access --renew");
    const found = renewLog(home, {anchors: [], by: "課長", reason: "調べた", now: NOW});
    expect(found).toHaveLength(1);
    expect(kinds(home)).toEqual([]);
    recordAccess(home, read("sql"), NOW);
    expect(kinds(home)).toEqual([]);
  });

  test("cut and gone on with: the anchor of before tells", () => {
    const home = homeWith("kpi", "export", "docs");
    const anchor = anchorOf(home);
    change(home, (lines) => lines.slice(0, -1));
    const [last = ""] = linesOf(home).slice(-1);
    const {number, mac} = readWritten(last) ?? {};
    writeFileSync(headFile(home), JSON.stringify({log: anchor.log, number, mac}));
    expect(kinds(home)).toEqual([]);
    expect(kinds(home, [anchor])).toEqual(["cut"]);
    recordAccess(home, read("sql"), NOW);
    expect(kinds(home)).toEqual([]);
    expect(kinds(home, [anchor])).toEqual(["rewritten"]);
  });

  test("all of it deleted and begun anew, key and notes too: the anchor of before tells", () => {
    const home = homeWith("kpi", "export");
    const anchor = anchorOf(home);
    for (const file of [home.accessLog, headFile(home), home.accessKeys]) rmSync(file, {recursive: true});
    expect(kinds(home, [anchor])).toEqual(["deleted"]);
    recordAccess(home, read("kpi"), NOW);
    expect(kinds(home)).toEqual([]);
    expect(kinds(home, [anchor])).toEqual(["restarted"]);
    renewLog(home, {anchors: [anchor], by: null, reason: "調べた", now: NOW});
    expect(kinds(home, [anchor])).toEqual([]);
  });

  test("another log in its place", () => {
    const [home, other] = [homeWith("kpi", "export"), homeWith("kpi", "docs")];
    copyFileSync(other.accessLog, home.accessLog);
    expect(kinds(home)).toContain("key_other");
    copyFileSync(keyFile(other), keyFile(home));
    expect(kinds(home)).toEqual(["restarted", "people_unreadable"]);
    expect(() => recordAccess(home, read("sql"), NOW)).toThrow("別のものに替わって");
  });

  test("made anew by somebody who has the key: the anchor of before tells", () => {
    const home = homeWith("kpi", "export");
    const [anchor, key] = [anchorOf(home), chainKey(home) ?? Buffer.alloc(0)];
    let previous = readWritten(linesOf(home)[0] ?? "")?.previous ?? "";
    change(home, (lines) =>
      lines.map((line) => {
        const {mac: _, previous: __, ...content} = JSON.parse(line.replace('"kpi"', '"docs"'));
        const made = linked(content, {key, previous});
        previous = made.mac;
        return JSON.stringify(made);
      }),
    );
    writeFileSync(headFile(home), JSON.stringify({...anchor, mac: previous, place: undefined}));
    expect(kinds(home)).toEqual([]);
    expect(kinds(home, [anchor])).toEqual(["rewritten"]);
  });

  test("made to follow a log that is gone, by somebody who has the key: the anchor of before tells", () => {
    const home = homeWith("kpi", "export");
    const [anchor, key] = [anchorOf(home), chainKey(home) ?? Buffer.alloc(0)];
    renewLog(home, {anchors: [], by: null, reason: "試し", now: NOW});
    expect(kinds(home, [anchor])).toEqual([]);
    rmSync(join(home.root, `access-log.before-1-${anchor.log}.jsonl`));
    expect(kinds(home, [anchor])).toEqual(["carried_changed"]);
    change(home, (lines) =>
      lines.map((line) => {
        const {mac: _, previous, ...content} = JSON.parse(line);
        return JSON.stringify(linked({...content, carried: []}, {key, previous}));
      }),
    );
    writeFileSync(headFile(home), JSON.stringify(headOf(home)));
    expect(kinds(home)).toEqual([]);
    expect(kinds(home, [anchor])).toEqual(["left_lost"]);
  });

  test("a later line that says nothing any more, by somebody who has the key", () => {
    const home = homeWith("kpi", "export");
    const key = chainKey(home) ?? Buffer.alloc(0);
    change(home, (lines) => [
      ...lines.slice(0, -1),
      ...lines.slice(-1).map((line) => {
        const {mac: _, previous, ...content} = JSON.parse(line);
        return JSON.stringify(
          linked({...content, sealed: Buffer.alloc(90).toString("base64")}, {key, previous}),
        );
      }),
    ]);
    writeFileSync(headFile(home), JSON.stringify(headOf(home)));
    expect(kinds(home)).toEqual(["people_unreadable"]);
  });

  test("a log that came from elsewhere, and of which none here says anything, is left like the others", () => {
    const [home, other] = [homeWith("kpi"), homeWith("kpi", "docs")];
    const anchor = anchorOf(other);
    copyFileSync(other.accessLog, join(home.root, `access-log.before-1-${anchor.log}.jsonl`));
    renewLog(home, {anchors: [], by: null, reason: "控えから戻した", now: NOW});
    expect(kinds(home, [anchor])).toEqual([]);
  });

  test("what was found of a log stays told, however often a new one is begun", () => {
    const home = homeWith("kpi");
    change(home, (lines) => lines.map((line) => line.replace('"kpi"', '"docs"')));
    for (const reason of ["調べた", "もう一度", "三度目"])
      renewLog(home, {anchors: [], by: null, reason, now: NOW});
    const {beginning} = examineLog(home, []);
    expect(beginning && foundBefore(home, beginning)).toEqual([expect.stringContaining("書換え")]);
  });

  test("cut, and passed off as one that was just begun by the note of the log before it", () => {
    const home = homeWith("kpi", "export");
    const noteOfBefore = readFileSync(headFile(home));
    renewLog(home, {anchors: [], by: null, reason: "試し", now: NOW});
    for (const command of ["kpi", "export", "docs"]) recordAccess(home, read(command), NOW);
    change(home, (lines) => lines.slice(0, -1));
    writeFileSync(headFile(home), noteOfBefore);
    expect(kinds(home)).toEqual(["restarted"]);
    expect(() => recordAccess(home, read("export"), NOW)).toThrow("別のものに替わっています");
  });

  test("a log that was left and is changed afterwards", () => {
    const home = homeWith("kpi");
    const {log} = anchorOf(home);
    renewLog(home, {anchors: [], by: null, reason: "試し", now: NOW});
    appendFileSync(join(home.root, `access-log.before-1-${log}.jsonl`), "x\n");
    expect(kinds(home)).toEqual(["carried_changed"]);
  });
});
