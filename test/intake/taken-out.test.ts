import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import {join, relative} from "node:path";
import {expect, test} from "vitest";
import {keepInArchive} from "../../pipelines/installation/archive.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {hasNothingYet} from "../../pipelines/intake/load/has-nothing-yet.ts";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import {isKept, putBack, takeOut} from "../../pipelines/intake/load/take-out.ts";
import {stampOf} from "../../pipelines/intake/read/file-stamp.ts";
import {BUREAUS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {GOOD, homeWithGoodFile, inLedger, loadInbox, NOT_A_TABLE, quiet} from "./inbox-home.ts";

/** A home with one file in the inbox, as it was when it was judged. */
function judged() {
  const home = sampleHome(temporaryFolder());
  const path = join(home.inbox, GOOD);
  writeFileSync(path, "judged");
  return {home, path, stamp: stampOf(path)};
}

function remove(home: Home, stamp: string): void {
  takeOut(home, {name: GOOD, work: (place) => rmSync(place)}, (place) => isKept(home, place, stamp));
}

function lying(home: Home): Record<string, string> {
  return Object.fromEntries(
    readdirSync(home.inbox).map((name) => [name, readFileSync(join(home.inbox, name), "utf8")]),
  );
}

test("the file that was judged is removed", () => {
  const {home, stamp} = judged();
  remove(home, stamp);
  expect(lying(home)).toEqual({});
});

test("a file that was put in its place since is not removed in its stead: it waits for the next run", () => {
  const {home, path, stamp} = judged();
  writeFileSync(join(home.inbox, "next"), "not judged");
  renameSync(join(home.inbox, "next"), path);
  remove(home, stamp);
  expect(lying(home)).toEqual({[GOOD]: "not judged"});
});

test("one that was written to since is not removed", () => {
  const {home, path, stamp} = judged();
  writeFileSync(path, "Judged");
  remove(home, stamp);
  expect(lying(home)).toEqual({[GOOD]: "Judged"});
});

test("where a file system numbers files anew, what the archive holds may go", () => {
  const {home, path} = judged();
  keepInArchive(home, {from: path, sha256: fingerprintOf(path).sha256, check: () => {}});
  remove(home, "0 6 0 0");
  expect(lying(home)).toEqual({});
});

test("what cannot be removed lies in the inbox again, beside what came meanwhile", () => {
  const {home, path} = judged();
  const work = () => {
    writeFileSync(path, "came meanwhile");
    throw new Error("no");
  };
  expect(() => takeOut(home, {name: GOOD, work}, () => true)).toThrow("no");
  expect(Object.values(lying(home)).toSorted()).toEqual(["came meanwhile", "judged"]);
  expect(lying(home)[GOOD]).toBe("came meanwhile");
});

test("what a process left on its way out is loaded by the next run, under any name", async () => {
  const home = homeWithGoodFile();
  const folder = join(home.inbox, ".leaving");
  mkdirSync(folder);
  renameSync(join(home.inbox, GOOD), join(folder, GOOD));
  const notText = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from("9045", "hex")]);
  writeFileSync(notText, NOT_A_TABLE);
  expect(hasNothingYet(home)).toBe(false);
  const {outcomes} = await loadInbox(home);
  expect(outcomes.map(({kind}) => kind).toSorted()).toEqual(["accepted", "refused"]);
  expect(readdirSync(home.inbox)).toEqual([]);
});

test("a link under the name of that folder leads nothing out of the inbox", async () => {
  const home = homeWithGoodFile();
  const outside = temporaryFolder();
  symlinkSync(outside, join(home.inbox, ".leaving"));
  const {outcomes, warnings} = await loadInbox(home);
  expect(outcomes).toMatchObject([{kind: "accepted"}]);
  expect([warnings, putBack(home)]).toEqual([[], []]);
  expect([existsSync(join(home.inbox, GOOD)), readdirSync(outside)]).toEqual([false, []]);
});

test("a file under the name of that folder is in no other's way", async () => {
  const home = homeWithGoodFile();
  writeFileSync(join(home.inbox, ".leaving"), "");
  const {warnings} = await loadInbox(home);
  expect([warnings, readdirSync(home.inbox)]).toEqual([[], [".leaving"]]);
});

test("a file with a second name elsewhere keeps that one", async () => {
  const home = homeWithGoodFile();
  const other = join(home.root, "copy.csv");
  linkSync(join(home.inbox, GOOD), other);
  await loadInbox(home);
  expect([readdirSync(home.inbox), readFileSync(other, "utf8")]).toEqual([[], BUREAUS]);
});

test("made-up data are not mixed with what came, as long as anything ever came", async () => {
  const home = homeWithGoodFile();
  expect(hasNothingYet(sampleHome(temporaryFolder()))).toBe(true);
  await loadInbox(home);
  expect([readdirSync(home.inbox), hasNothingYet(home)]).toEqual([[], false]);
});

test("a file of the inbox that is named from another folder leaves it, too", async () => {
  const home = homeWithGoodFile();
  const named = relative(process.cwd(), join(home.inbox, GOOD));
  await inLedger(home, (ledger) => ingestFiles(ledger, [named], quiet(home)));
  expect(readdirSync(home.inbox)).toEqual([]);
});
