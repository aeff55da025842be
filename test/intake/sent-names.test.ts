import {mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {noteNothingNew, nothingNewSince} from "../../pipelines/build/nothing-new.ts";
import {archivedNames, isWhole} from "../../pipelines/installation/archive.ts";
import {sweep} from "../../pipelines/installation/sweep.ts";
import {intakeStatus} from "../../pipelines/intake/clerk/intake-status.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {BUREAUS} from "../models/tiny-city.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const NOW = new Date("2024-10-08T00:00:00Z");
const LOG = {info: () => {}, warn: () => {}, progress: () => {}};

/** Puts files (name → text) into the inbox of a new home and loads them. */
async function loaded(files: Record<string, string>) {
  const home = sampleHome(temporaryFolder());
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home.inbox, name), text);
  const outcomes = await withLedger(home, (ledger) =>
    ingestInbox(ledger, {home, now: NOW, log: LOG, loaded: []}),
  );
  return {home, kinds: outcomes.map(({kind}) => kind)};
}

test("an ending that is too long, or means something to this program, does no harm to the kept file", async () => {
  const endings = [
    ".partial",
    ".next",
    ".sealed",
    ".SEALED",
    ".c\nsv",
    `.${"y".repeat(250)}`,
    ".",
    ".XLS",
    "",
  ];
  const files = endings.map((ending, index) => [
    `n${ending}`,
    `${BUREAUS}\n30${index}0,新局${index},市長事務部局,1972-04-01,,,,9\n`,
  ]);
  const {home, kinds} = await loaded(Object.fromEntries(files));
  expect(kinds).toEqual(["accepted", ...endings.slice(1).map(() => "held")]); // each names one bureau alone
  sweep(home);
  const kept = archivedNames(home);
  expect(kept.length).toBe(endings.length);
  for (const name of kept) expect(isWhole(home, join(home.archive, name))).toBe(true);
});

test("a refused file with the name of a reason is kept as a file, with a reason of its own", async () => {
  const {home} = await loaded({"x.csv.理由.txt": "理由でない\n", "x.csv": "表でない\n", "y.partial": "z\n"});
  const {refused} = await intakeStatus(home);
  expect(refused.map(({why}) => why)).toEqual([1, 2, 3].map(() => expect.stringContaining("見出し")));
  expect(refused.map(({file}) => readFileSync(join(home.refused, file), "utf8")).sort()).toEqual(
    ["理由でない\n", "表でない\n", "z\n"].sort(),
  );
  expect(refused.some(({why}) => why.includes("元の名前: x.csv.理由.txt"))).toBe(true);
  sweep(home);
  expect(readdirSync(home.refused).length).toBe(6);
});

test("a link in the inbox that leads in a circle, or out of it, is not followed to see whether anything is new", () => {
  const home = sampleHome(temporaryFolder());
  symlinkSync(".", join(home.inbox, "circle"));
  symlinkSync("/", join(home.inbox, "out"));
  symlinkSync("self", join(home.inbox, "self"));
  mkdirSync(join(home.inbox, "folder"));
  const ended = {release: {releaseId: "x", inputHash: "y"}, printed: join(home.output, "x.pdf"), now: NOW};
  noteNothingNew(home, ended);
  expect(nothingNewSince(home, NOW)).toMatchObject({release: ended.release});
  writeFileSync(join(home.inbox, "新.csv"), BUREAUS);
  expect(nothingNewSince(home, NOW)).toBeUndefined();
});
