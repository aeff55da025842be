import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Warehouse} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {staffKeySecret} from "../../pipelines/installation/staff-key-secret.ts";
import {ingestFiles} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {judgedFields} from "../../pipelines/ledger/stored-columns.ts";
import {createRandom, type Random} from "../../sample/random.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";
import {sampleHome} from "../sample-city.ts";
import {damageBytes, damageGrid} from "./damage.ts";
import {goodTable} from "./good-rows.ts";
import {count, forget, tables} from "./ledger-content.ts";
import {type Acceptable, acceptableOfGrid, acceptableOfText, rowKey} from "./oracle.ts";
import {asText, asWorkbook} from "./write-grid.ts";

export interface FuzzOptions {
  folder: string;
  seed: number;
  runs: number;
  /** Called after each file. */
  onFile?: (done: number) => void;
}

export interface FuzzReport {
  /** Outcome → how many files. */
  outcomes: Record<string, number>;
  faults: {name: string; path: string; what: string}[];
}

interface DamagedFile {
  name: string;
  bytes: Buffer;
  acceptable: Acceptable;
}

const silent = {info: () => {}, warn: () => {}, progress: () => {}};
const NOW = new Date("2024-10-08");

/**
 * Damages good files and loads them through the public door. For each file: no crash, accounting exact, no row accepted
 * that the contract's schema does not accept from the very same text, and a ledger that does not change on refusal.
 */
export async function fuzz({folder, seed, runs, onFile}: FuzzOptions): Promise<FuzzReport> {
  const home = sampleHome(join(folder, "home"));
  const files = join(folder, "files");
  mkdirSync(files, {recursive: true});
  const ledger = await openLedger(home);
  const report: FuzzReport = {outcomes: {}, faults: []};
  const secret = staffKeySecret(home);
  try {
    for (let run = 0; run < runs; run += 1) {
      const file = damagedFile(createRandom(`fuzz ${seed} ${run}`), secret);
      const path = join(files, `${seed}-${run}-${file.name}`);
      writeFileSync(path, file.bytes);
      const {kind, faults} = await tryFile(ledger, {path, home, file});
      report.outcomes[kind] = (report.outcomes[kind] ?? 0) + 1;
      report.faults.push(...faults.map((what) => ({name: `seed ${seed}, run ${run}`, path, what})));
      await forget(ledger);
      onFile?.(run + 1);
    }
  } finally {
    ledger.close();
  }
  return report;
}

/** The last line of defence is the accounting of what stands in the tables, not what the outcome says. */
async function tryFile(
  ledger: Warehouse,
  {path, home, file}: {path: string; home: Home; file: DamagedFile},
): Promise<{kind: string; faults: string[]}> {
  try {
    const [outcome] = await ingestFiles(ledger, [path], {home, now: NOW, log: silent, loaded: []});
    if (!outcome) return {kind: "none", faults: ["no outcome"]};
    if (outcome.kind === "refused")
      return {kind: "refused", faults: [...(await leftovers(ledger)), ...isMute(outcome.why)]};
    return {
      kind: outcome.kind,
      faults: [...(await misaccounted(ledger)), ...(await wronglyAccepted(ledger, file.acceptable))],
    };
  } catch (error) {
    return {kind: "crashed", faults: [String((error as Error).stack)]};
  }
}

function isMute(why: string): string[] {
  return /[ぁ-ん]/.test(why) ? [] : [`the refusal is no Japanese sentence: ${why}`];
}

async function leftovers(ledger: Warehouse): Promise<string[]> {
  const counts = await Promise.all((await tables(ledger)).map((table) => count(ledger, table)));
  return counts.some((rows) => rows > 0) ? ["refused, but the ledger holds rows"] : [];
}

async function misaccounted(ledger: Warehouse): Promise<string[]> {
  const [batch] = await ledger.rows("select * from intake.batches");
  if (!batch) return ["loaded, but no batch is on record"];
  const stored = await count(ledger, `raw.${batch.source}`);
  const [bad] = await ledger.rows(
    "select count(distinct row_index)::integer as rows from intake.quarantined_cells",
  );
  const sum = Number(batch.accepted_count) + Number(batch.quarantined_count) + Number(batch.ignored_count);
  const faults: string[] = [];
  if (sum !== Number(batch.row_count)) faults.push(`${batch.row_count} rows, ${sum} accounted for`);
  if (stored !== Number(batch.accepted_count))
    faults.push(`${stored} rows stored, ${batch.accepted_count} accepted`);
  if (Number(bad?.rows) > Number(batch.quarantined_count))
    faults.push("more rows explained than quarantined");
  return faults;
}

async function wronglyAccepted(ledger: Warehouse, acceptable: Acceptable): Promise<string[]> {
  const [batch] = await ledger.rows("select source from intake.batches");
  const contract = contracts.find(({source}) => source === batch?.source);
  if (!contract) return ["unknown source"];
  const names = judgedFields(contract).map(({storedName}) => `${storedName}::varchar`);
  const {rows} = await ledger.table(`select ${names.join(", ")} from raw.${contract.source}`);
  const left = new Map(acceptable);
  return rows.flatMap((row) => {
    const key = rowKey(contract.source, row as (string | null)[]);
    const times = left.get(key) ?? 0;
    left.set(key, times - 1);
    return times > 0 ? [] : [`accepted, but the file does not say so: ${key}`];
  });
}

const lists = contracts.filter(({layout}) => layout.kind === "list");

function damagedFile(random: Random, secret: Buffer): DamagedFile {
  const {headings, rows} = goodTable(random.pick(lists), random);
  const titles = random.chance(0.2) ? [["令和4年度", ...headings.slice(1).map(() => "")]] : [];
  const good = [...titles, headings, ...rows];
  const bytesAreDamaged = random.chance(0.4);
  const grid = bytesAreDamaged ? good : several(good, random, damageGrid);
  if (random.chance(0.6)) {
    const text = asText(grid, random);
    const bytes = bytesAreDamaged ? several(text, random, damageBytes) : text;
    return {name: "file.csv", bytes, acceptable: acceptableOfText(bytes, lists, secret)};
  }
  const workbook = asWorkbook(grid, random);
  const bytes = bytesAreDamaged ? several(workbook, random, damageBytes) : workbook;
  return {name: "file.xlsx", bytes, acceptable: acceptableOfGrid(grid, lists, secret)};
}

/** Zero to three wrong things: an undamaged file must come through as well. */
function several<Thing>(
  thing: Thing,
  random: Random,
  damage: (thing: Thing, random: Random) => Thing,
): Thing {
  const times = random.below(4);
  return Array.from({length: times}).reduce<Thing>((damaged) => damage(damaged, random), thing);
}
