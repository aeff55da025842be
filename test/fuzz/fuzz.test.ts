import {expect, test} from "vitest";
import {temporaryFolder} from "../temporary-folder.ts";
import {fuzz} from "./fuzz-run.ts";
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
