import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {createRandom} from "../../sample/random.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {fuzz} from "./fuzz-run.ts";
import {fuzzHabits, habitualDraft} from "./habits/habits-run.ts";
import {readWritten} from "./habits/read-written.ts";
import {writeDraft} from "./habits/write-draft.ts";
import {forget} from "./ledger-content.ts";
import {fuzzSequences} from "./sequences.ts";

test("damaged files: never a crash, never a wrong row, always exact accounting", async () => {
  const {outcomes, faults} = await fuzz({folder: temporaryFolder(), seed: 20241008, runs: 80});
  expect(faults).toEqual([]);
  expect(Object.keys(outcomes).sort()).toEqual(["accepted", "held", "refused"]);
}, 120_000);

test("a refused file leaves nothing behind for the files after it", async () => {
  const {outcomes, faults} = await fuzzSequences({folder: temporaryFolder(), seed: 20241008, runs: 12});
  expect(faults).toEqual([]);
  expect(Object.keys(outcomes)).toEqual(expect.arrayContaining(["accepted", "held", "refused"]));
}, 120_000);

test("good tables with the habits of offices around them: what is accepted is what was meant", async () => {
  const {outcomes, faults} = await fuzzHabits({folder: temporaryFolder(), seed: 20241008, runs: 250});
  expect(faults).toEqual([]);
  // A table without any habit is taken, so that "held" says something.
  expect(outcomes["plain: accepted"]).toBeGreaterThan(20);
  expect(outcomes["plain: held"] ?? 0).toBeLessThan(3);
}, 120_000);

test("the habits are judged without a ledger as they are with one", async () => {
  const folder = temporaryFolder();
  const home = sampleHome(join(folder, "home"));
  const told: [string, string][] = [];
  await withLedger(home, async (ledger) => {
    for (let run = 0; run < 16; run += 1) {
      const random = createRandom(`as in a ledger ${run}`);
      const {name, bytes} = await writeDraft(habitualDraft(random).draft, random);
      const read = await readWritten({folder, name, bytes, bureaus: {has: () => true}});
      writeFileSync(join(folder, name), bytes);
      const {kind} = await ingestFile(ledger, join(folder, name), {home, now: new Date("2026-06-01")});
      told.push([read.kind, kind]);
      await forget(ledger);
    }
  });
  expect(told.map(([read]) => read)).toEqual(told.map(([, ingested]) => ingested));
  expect(new Set(told.flat())).toContain("accepted");
}, 120_000);
