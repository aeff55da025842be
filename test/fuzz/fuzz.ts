/**
 * `npm run fuzz [-- --seed N --runs N --sequences --habits]`: thousands of damaged files, sequences of good and bad ones, or
 * good tables with the habits of offices around them; the same seed gives the same files on every machine.
 */
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {commandOptions} from "../command-options.ts";
import {fuzz} from "./fuzz-run.ts";
import {fuzzHabits} from "./habits/habits-run.ts";
import {fuzzSequences} from "./sequences.ts";

const HELP = `npm run fuzz -- [options]: loads damaged files and compares what became of them with an oracle

  --seed N      same seed, same files (1)
  --runs N      how many files or sequences (5000)
  --sequences   sequences of good and bad files, each beside a twin that never saw the bad ones
  --habits      good tables with units, years, totals, forecasts and notes around them: what is accepted is what was meant`;

const {values} = commandOptions(HELP, {
  seed: {type: "string", default: "1"},
  runs: {type: "string", default: "5000"},
  sequences: {type: "boolean", default: false},
  habits: {type: "boolean", default: false},
});
const folder = mkdtempSync(join(tmpdir(), "kaikaku-fuzz-"));
const {outcomes, faults} = await (values.habits ? fuzzHabits : values.sequences ? fuzzSequences : fuzz)({
  folder,
  seed: Number(values.seed),
  runs: Number(values.runs),
  onFile: (done) => done % 500 === 0 && process.stdout.write(`${done}\n`),
});
for (const [outcome, count] of Object.entries(outcomes).sort())
  process.stdout.write(`${outcome}: ${count}\n`);
for (const {name, path, what} of faults) process.stdout.write(`✗ ${name}: ${what}\n  ${path}\n`);
if (faults.length === 0) rmSync(folder, {recursive: true});
process.exitCode = faults.length === 0 ? 0 : 1;
