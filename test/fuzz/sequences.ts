import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setFlagsFromString} from "node:v8";
import {runInNewContext} from "node:vm";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import type {FileOutcome} from "../../pipelines/intake/load/outcome.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {createRandom, type Random} from "../../sample/random.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {sampleHome} from "../sample-city.ts";
import {damageBytes, damageGrid} from "./damage.ts";
import type {FuzzOptions, FuzzReport} from "./fuzz-run.ts";
import {goodTable} from "./good-rows.ts";
import {contentLines, forget} from "./ledger-content.ts";
import {asText, asWorkbook} from "./write-grid.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Between two files: what the engine's objects do when they are collected happens while the next file is loaded. */
const log = {info: () => {}, warn: () => {}, progress: collectGarbage};
const NOW = new Date("2024-10-08");
const lists = contracts.filter(({layout}) => layout.kind === "list");

/**
 * Sends files of one kind in a row, good ones and ones that fail in different ways and places, to two ledgers: one gets
 * all of them, its twin only those that were not refused. What they hold must be the same, and each file's outcome too:
 * a refused file leaves nothing behind.
 */
export async function fuzzSequences({folder, seed, runs, onFile}: FuzzOptions): Promise<FuzzReport> {
  const report: FuzzReport = {outcomes: {}, faults: []};
  const [home, twinHome] = [sampleHome(join(folder, "home")), sampleHome(join(folder, "twin"))];
  writeFileSync(twinHome.secret, SECRET, {mode: 0o600});
  writeFileSync(home.secret, SECRET, {mode: 0o600});
  await withLedger(home, (ledger) =>
    withLedger(twinHome, async (twin) => {
      for (let run = 0; run < runs; run += 1) {
        const paths = writeSequence(
          join(folder, "files", `${seed}-${run}`),
          createRandom(`sequence ${seed} ${run}`),
        );
        const outcomes = await ingestFiles(ledger, paths, {home, now: NOW, log, loaded: []});
        const taken = paths.filter((_, index) => outcomes[index]?.kind !== "refused");
        const twinOutcomes = await ingestFiles(twin, taken, {home: twinHome, now: NOW, log, loaded: []});
        for (const {kind} of outcomes) report.outcomes[kind] = (report.outcomes[kind] ?? 0) + 1;
        const faults = [...unlikeOutcomes(outcomes, twinOutcomes), ...(await unlikeContent(ledger, twin))];
        const name = `sequence, seed ${seed}, run ${run}`;
        report.faults.push(...faults.map((what) => ({name, path: paths.join(" "), what})));
        for (const each of [ledger, twin]) await forget(each);
        onFile?.(run + 1);
      }
    }),
  );
  return report;
}

/** Both ledgers know people by the same keys. */
const SECRET = "5".repeat(64);

function unlikeOutcomes(all: FileOutcome[], twin: FileOutcome[]): string[] {
  const taken = all.filter(({kind}) => kind !== "refused").map(told);
  const unlike = taken.flatMap((line, index) => {
    const other = twin[index] ? told(twin[index]) : "nothing";
    return line === other ? [] : [`${line}, without the refused files: ${other}`];
  });
  return unlike.slice(0, 1);
}

function told(outcome: FileOutcome): string {
  const counts = "batch" in outcome ? [outcome.batch.rowCount, outcome.batch.acceptedCount] : [];
  return [outcome.fileName, outcome.kind, ...counts].join(" ");
}

async function unlikeContent(ledger: Warehouse, twin: Warehouse): Promise<string[]> {
  const [mine, others] = [await contentLines(ledger), new Set(await contentLines(twin))];
  const extra = mine.find((line) => !others.has(line));
  if (extra) return [`a row that no accepted file has: ${extra}`];
  return mine.length === others.size ? [] : [`${mine.length} rows, the twin has ${others.size}`];
}

function writeSequence(folder: string, random: Random): string[] {
  mkdirSync(folder, {recursive: true});
  const contract = random.pick(lists);
  return Array.from({length: random.between(2, 6)}, (_, index) => {
    const {headings, rows} = goodTable(contract, random, random.pick([3, 40, 600, 3000]));
    const {ending, bytes} = random.pick(SENDERS)([headings, ...rows], random);
    const path = join(folder, `${index}.${ending}`);
    writeFileSync(path, bytes);
    return path;
  });
}

interface Sent {
  ending: string;
  bytes: Buffer;
}

/** Good files, and every way to fail: early, late, in the bytes, in the rows, in the package. */
const SENDERS: ((grid: string[][], random: Random) => Sent)[] = [
  (grid, random) => ({ending: "csv", bytes: asText(grid, random)}),
  (grid, random) => ({ending: "csv", bytes: asText(grid, random)}),
  (grid, random) => ({ending: "csv", bytes: asText(grid, random)}),
  (grid, random) => ({ending: "csv", bytes: asText(grid, random)}),
  (grid, random) => ({ending: "xlsx", bytes: asWorkbook(grid.slice(0, 100), random)}),
  (grid, random) => ({ending: "csv", bytes: cutNearTheEnd(asText(grid, random), random)}),
  (grid, random) => ({ending: "csv", bytes: Buffer.concat([asText(grid, random), Buffer.from([0x81])])}),
  (grid, random) => ({ending: "csv", bytes: Buffer.concat([asText(grid, random), Buffer.from('","x\n')])}),
  (grid, random) => ({ending: "csv", bytes: damageBytes(asText(grid, random), random)}),
  (grid, random) => ({ending: "csv", bytes: asText(damageGrid(grid, random), random)}),
  (grid, random) => ({ending: "csv", bytes: asText([...grid, ...grid.slice(1)], random)}),
  (grid, random) => ({
    ending: "csv",
    bytes: asText(
      grid.map((row) => row.map(() => "x")),
      random,
    ),
  }),
  (grid, random) => ({ending: "xlsx", bytes: cutNearTheEnd(asWorkbook(grid.slice(0, 100), random), random)}),
  (grid, random) => ({ending: "csv", bytes: asText(grid.slice(0, 1), random)}),
];

function cutNearTheEnd(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, bytes.length - random.between(1, Math.ceil(bytes.length / 8)));
}
