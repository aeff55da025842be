import {execFileSync} from "node:child_process";
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
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
