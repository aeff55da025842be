import {existsSync, readdirSync, rmSync} from "node:fs";
import {basename, extname, join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {contracts} from "../../schemas/sources.ts";
import {copyDurably} from "../durable.ts";
import {type Home, staffKeySecret} from "../home.ts";
import {suspicions} from "../intake/compare-batches.ts";
import type {Hold} from "../intake/hold.ts";
import {type BatchRecord, batchOfContent, type KnownBatch, nextBatchId, recordBatch} from "../ledger.ts";
import {insertRows} from "../warehouse/insert-rows.ts";
import type {Warehouse} from "../warehouse/open.ts";
import type {BadCell} from "./bad-cells.ts";
import {type FileBytes, fingerprint} from "./decode.ts";
import {stampOf} from "./file-stamp.ts";
import {judge} from "./judge.ts";
import {readTable} from "./read-table.ts";
import type {TextTable} from "./text-table.ts";

/** What became of one file. */
export type FileOutcome =
  | {kind: "accepted"; fileName: string; batch: BatchRecord; title: string; notes: string[]}
  | {
      kind: "held";
      fileName: string;
      batch: BatchRecord;
      title: string;
      notes: string[];
      holds: Hold[];
      problems: Problem[];
    }
  | {kind: "known"; fileName: string; batchId: number; state: KnownBatch["state"]}
  | {kind: "refused"; fileName: string; why: string};

/** One thing to mend in a file, with its place. */
interface Problem {
  place: string;
  heading: string;
  reason: string;
}

export interface IngestOptions {
  home: Home;
  now: Date;
}

/** Loads one file: all of it is accepted or held in one transaction, or it is refused and nothing changes. */
export async function ingestFile(
  ledger: Warehouse,
  path: string,
  {home, now}: IngestOptions,
): Promise<FileOutcome> {
  const fileName = basename(path);
  const scratchFile = join(home.scratch, `reading-${process.pid}.csv`);
  try {
    const stamp = stampOf(path);
    const bytes = fingerprint(path);
    const known = await batchOfContent(ledger, bytes.sha256);
    if (known) return {kind: "known", fileName, ...known};
    const table = readTable(path, bytes, {contracts, scratchFile});
    return await ledger.transaction(() => load(ledger, {path, stamp, bytes, table}, {home, now}));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {kind: "refused", fileName, why: error.message};
  } finally {
    for (const name of readdirSync(home.scratch).filter((file) => file.startsWith(basename(scratchFile))))
      rmSync(join(home.scratch, name), {force: true});
  }
}

interface ReadFile {
  path: string;
  /** The file as it was before the first byte was read. */
  stamp: string;
  bytes: FileBytes;
  table: TextTable;
}

async function load(
  ledger: Warehouse,
  {path, stamp, bytes, table}: ReadFile,
  {home, now}: IngestOptions,
): Promise<FileOutcome> {
  const {contract} = table;
  const fileName = basename(path);
  const batchId = await nextBatchId(ledger);
  const {badCells, ...counts} = await judge(ledger, table, {batchId, secret: staffKeySecret(home)});
  if (counts.acceptedCount + counts.quarantinedCount === 0)
    throw new UserError(
      `「${contract.title}」の見出しはありますが、データの行がありません。出し直してください。`,
    );
  const holds = [
    ...badRowHolds(counts.quarantinedCount),
    ...table.holds,
    ...(await suspicions(ledger, {contract, batchId, fileName})),
  ];
  const batch: BatchRecord = {
    batchId,
    source: contract.source,
    fileName,
    sha256: bytes.sha256,
    byteCount: bytes.byteCount,
    encoding: table.encoding,
    receivedAt: now.toISOString(),
    rowCount: counts.rowCount,
    acceptedCount: counts.acceptedCount,
    quarantinedCount: counts.quarantinedCount,
    ignoredCount: counts.ignoredCount,
    state: holds.length === 0 ? "accepted" : "held",
    isSample: fileName.includes("見本"),
  };
  await recordBatch(ledger, batch, holds);
  await quarantine(ledger, batchId, badCells);
  keepInArchive(path, {stamp, target: join(home.archive, `${bytes.sha256}${extname(path).toLowerCase()}`)});
  const {title} = contract;
  const notes = [...table.notes, ...counts.notes];
  if (batch.state === "accepted") return {kind: "accepted", fileName, batch, title, notes};
  return {kind: "held", fileName, batch, title, notes, holds, problems: badCells};
}

function badRowHolds(rowCount: number): Hold[] {
  if (rowCount === 0) return [];
  return [{kind: "bad_rows", text: `${rowCount.toLocaleString("ja-JP")}行が読めません`}];
}

async function quarantine(ledger: Warehouse, batchId: number, badCells: BadCell[]): Promise<void> {
  await insertRows(ledger, {
    table: "intake.quarantined_cells",
    columns: {
      batch_id: "integer",
      row_index: "integer",
      place: "varchar",
      heading: "varchar",
      cell: "varchar",
      reason: "varchar",
    },
    rows: badCells.map(({rowIndex, ...bad}) => ({
      batch_id: batchId,
      row_index: rowIndex,
      ...bad,
    })),
  });
}

/** A name in the archive always stands for whole content. UserError when the file changed since its stamp was taken. */
function keepInArchive(path: string, {stamp, target}: {stamp: string; target: string}): void {
  const mustBeSame = () => {
    if (stampOf(path) !== stamp)
      throw new UserError(
        "読んでいる間に中身が変わりました（コピーの途中のようです）。次の回にもう一度読みます。",
      );
  };
  if (existsSync(target)) mustBeSame();
  else copyDurably(path, target, mustBeSame);
}
