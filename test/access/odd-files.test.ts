import {execFileSync} from "node:child_process";
import {existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {headFile} from "../../pipelines/access/head.ts";
import {keyFile, peopleFile} from "../../pipelines/access/key-folder.ts";
import {recordAccess} from "../../pipelines/access/record.ts";
import {renewLog} from "../../pipelines/access/renew.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {homeWith, kinds, NOW, read} from "./small-log.ts";

const FILES: Record<string, (home: Home) => string> = {
  "the log": ({accessLog}) => accessLog,
  "the note of its end": headFile,
  "its key": keyFile,
  "the keys of people": peopleFile,
};

/** Whoever waited for one of them would do it with the log's lock, and everybody would wait for him. */
test.each(Object.entries(FILES))("%s is no file: that is told, and nobody waits for it", (name, fileOf) => {
  for (const make of [(file: string) => execFileSync("mkfifo", [file]), (file: string) => mkdirSync(file)]) {
    const home = homeWith("kpi");
    rmSync(fileOf(home));
    make(fileOf(home));
    expect(() => recordAccess(home, read("export"), NOW)).toThrow(
      name === "the keys of people" ? "people.json" : "access --renew",
    );
    expect(kinds(home)).toHaveLength(1);
    if (name === "the keys of people" || name === "its key") continue;
    renewLog(home, {anchors: [], by: null, reason: "調べた", now: NOW});
    recordAccess(home, read("export"), NOW);
    expect(kinds(home)).toEqual([]);
  }
});

test.each(["the note of its end", "its key"])(
  "%s is far too long: it counts as none, and there is a way on",
  (name) => {
    const home = homeWith("kpi");
    truncateSync(FILES[name]?.(home) ?? "", 3_000_000_000);
    expect(() => recordAccess(home, read("export"), NOW)).toThrow("access --renew");
    if (name === "its key") return;
    renewLog(home, {anchors: [], by: null, reason: "調べた", now: NOW});
    recordAccess(home, read("export"), NOW);
  },
);

test("keys of people that are none are told by the file's name, and how to go on without them", () => {
  const home = homeWith("kpi");
  const text = readFileSync(peopleFile(home), "utf8");
  writeFileSync(peopleFile(home), text.replace(/"key": "[0-9a-f]+"/, '"key": "ab"'));
  expect(() => recordAccess(home, read("export"), NOW)).toThrow(
    /people\.json」が壊れています.*別の所に移して/s,
  );
  rmSync(peopleFile(home));
  recordAccess(home, read("export"), NOW);
});

test("a folder in the way of what is written is told by its name, and stays", () => {
  const home = homeWith("kpi");
  const inTheWay = `${headFile(home)}.next`;
  mkdirSync(inTheWay);
  expect(() => recordAccess(home, read("export"), NOW)).toThrow(`「${inTheWay}」はフォルダーです`);
  expect(existsSync(inTheWay)).toBe(true);
  rmSync(inTheWay, {recursive: true});
  recordAccess(home, read("export"), NOW);
});

test("an anchor that is a pipe which nobody reads, or something of the installation, is told, too", () => {
  const home = homeWith("kpi");
  const anchor = join(temporaryFolder(), "anchor");
  execFileSync("mkfifo", [anchor]);
  writeFileSync(join(home.root, "settings.yaml"), `access_log: {anchor: ${anchor}}\n`);
  expect(() => recordAccess(home, read("export"), NOW)).toThrow("書けないので、実行しません");
  writeFileSync(join(home.root, "settings.yaml"), `access_log: {anchor: ${home.ledger}}\n`);
  expect(() => recordAccess(home, read("export"), NOW)).toThrow("設備の中");
  expect(existsSync(home.ledger)).toBe(false);
});

test("an anchor is added to only where it is one: settings can name anybody's file", () => {
  const home = homeWith("kpi");
  const file = join(temporaryFolder(), "diary.txt");
  writeFileSync(join(home.root, "settings.yaml"), `access_log: {anchor: ${file}}\n`);
  for (const theirs of ["dear diary\n", "{}\n"]) {
    writeFileSync(file, theirs);
    expect(() => recordAccess(home, read("export"), NOW)).toThrow("錨ではありません");
    expect(readFileSync(file, "utf8")).toBe(theirs);
  }
  for (const ours of ["", '{"lo', '{"log":"x","number":1,"mac":"y"}\n']) {
    writeFileSync(file, ours);
    recordAccess(home, read("export"), NOW);
    expect(readFileSync(file, "utf8")).toContain(`${ours}{"log":`);
  }
});
