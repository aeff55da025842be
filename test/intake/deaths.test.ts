import {spawnSync} from "node:child_process";
import {readdirSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {sweep} from "../../pipelines/installation/sweep.ts";
import {deathsOf} from "../../pipelines/intake/load/deaths.ts";
import {stampOf} from "../../pipelines/intake/read/file-stamp.ts";
import {BUREAUS, HEADINGS} from "../models/tiny-city.ts";
import {GOOD, homeWithGoodFile, loadInbox} from "./inbox-home.ts";

const DEADLY = "あ_時間外.csv";
const TEXT = `${HEADINGS.overtime}\n000001,2022-04,平日時間外,通常,1:00\n`;

function homeWithDeadlyFile(): Home {
  const home = homeWithGoodFile();
  writeFileSync(join(home.inbox, DEADLY), TEXT);
  return home;
}

/** Another process loads the inbox and ends, as one whose memory is full, when it comes to a file of overtime. */
function die(home: Home): void {
  const script = fileURLToPath(new URL("./load-inbox.ts", import.meta.url));
  expect(spawnSync(process.execPath, [script, home.root, "die"]).signal).toBe("SIGKILL");
}

function noteOf(home: Home): string {
  return join(home.scratch, "being-read.json");
}

test("a file with which the process dies again and again is put aside with that reason", async () => {
  const home = homeWithDeadlyFile();
  die(home);
  expect([readdirSync(home.inbox), deathsOf(home, join(home.inbox, DEADLY))]).toEqual([[DEADLY], 1]);
  die(home);
  expect(deathsOf(home, join(home.inbox, DEADLY))).toBe(2);
  const note = readFileSync(noteOf(home), "utf8");
  writeFileSync(noteOf(home), note.replace(`"starts":2`, `"starts":5`));
  const {outcomes, warnings} = await loadInbox(home);
  expect(outcomes).toMatchObject([
    {kind: "refused", fileName: DEADLY, why: expect.stringContaining("プログラムが5回続けて止まりました")},
  ]);
  expect(warnings).toEqual([expect.stringContaining(`${DEADLY}を読んでいる途中で`)]);
  expect([readdirSync(home.inbox), readdirSync(home.refused).length]).toEqual([[], 2]);
  const aside = readdirSync(home.refused).find((name) => name.endsWith(".csv")) ?? "";
  renameSync(join(home.refused, aside), join(home.inbox, DEADLY));
  expect((await loadInbox(home)).outcomes).toMatchObject([{kind: "accepted"}]);
  // As every command does that changes something, first of all.
  sweep(home);
  expect(readdirSync(home.scratch)).toEqual([]);
});

test("another file of that name is read, and so is one whose reading ended in words", async () => {
  const home = homeWithDeadlyFile();
  die(home);
  writeFileSync(join(home.inbox, DEADLY), TEXT.replace("1:00", "2:00"));
  expect(deathsOf(home, join(home.inbox, DEADLY))).toBe(0);
  writeFileSync(noteOf(home), "[{");
  expect((await loadInbox(home)).outcomes).toMatchObject([{kind: "accepted"}]);
});

test("a file with which a process died is read after the others", async () => {
  const home = homeWithGoodFile();
  const [first, second] = [join(home.inbox, "a.csv"), join(home.inbox, "b.csv")];
  renameSync(join(home.inbox, GOOD), first);
  writeFileSync(second, `${BUREAUS}\n3010,新局,市長事務部局,1972-04-01,,,,9\n`);
  writeFileSync(noteOf(home), JSON.stringify([{name: "a.csv", stamp: stampOf(first), starts: 1}]));
  const {outcomes, warnings} = await loadInbox(home);
  expect(outcomes.map(({fileName}) => fileName)).toEqual(["b.csv", "a.csv"]);
  expect(warnings).toEqual([expect.stringContaining("前にa.csvを読んでいる途中で")]);
});
