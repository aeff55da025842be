/**
 * `npm run fuzz [-- --seed N --runs N --sequences]`: thousands of damaged files, or sequences of good and bad ones; the same
 * seed gives the same files on every machine.
 */
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {commandOptions} from "../command-options.ts";
import {fuzz} from "./fuzz-run.ts";
import {fuzzSequences} from "./sequences.ts";

const HELP = `npm run fuzz -- [options]: loads damaged files and compares what became of them with an oracle

  --seed N      same seed, same files (1)
  --runs N      how many files or sequences (5000)
  --sequences   sequences of good and bad files, each beside a twin that never saw the bad ones`;

const {values} = commandOptions(HELP, {
  seed: {type: "string", default: "1"},
  runs: {type: "string", default: "5000"},
  sequences: {type: "boolean", default: false},
});
const folder = mkdtempSync(join(tmpdir(), "kaikaku-fuzz-"));
const {outcomes, faults} = await (values.sequences ? fuzzSequences : fuzz)({
  folder,
  seed: Number(values.seed),
  runs: Number(values.runs),
  onFile: (done) => done % 500 === 0 && process.stdout.write(`${done}\n`),
});
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
for (const {name, path, what} of faults) process.stdout.write(`✗ ${name}: ${what}\n  ${path}\n`);
if (faults.length === 0) rmSync(folder, {recursive: true});
process.exitCode = faults.length === 0 ? 0 : 1;
