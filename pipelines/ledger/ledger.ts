import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import type {Contract} from "../../schemas/contract.ts";
import {contractsOf} from "../catalog/contracts-of.ts";
import {functionDefinitions, statement} from "../catalog/sql-files.ts";
import {closedOnFailure} from "../engine/closed-on-failure.ts";
import {insertRows} from "../engine/insert-rows.ts";
import {openWritable, type Warehouse} from "../engine/open.ts";
import {inWords} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {besideLedger, putInPlace} from "./beside.ts";
import {
  bringUpToDate,
  deservesCopy,
  isCurrent,
  pendingName,
  pendingOf,
  pendingTexts,
} from "./bring-up-to-date.ts";
import {mayComeByMonth} from "./by-month.ts";
import {mustBeAsWritten} from "./changed-contents.ts";
import {isCountedOtherwise, noteAllContents} from "./contents.ts";
import type {Hold} from "./hold.ts";
import {copiesNoted, copyName, keepCopy, keptCopy} from "./kept-copies.ts";
import {recordedFiles} from "./recorded-files.ts";
import {turnToWrite} from "./turns.ts";

export interface LedgerOptions {
  /** In the words of the installation's city, unless told. */
  contracts?: readonly Contract[];
  /** Is told when the ledger had to be brought up to date. */
  log?: Pick<Log, "info">;
}

/**
 * The ledger remembers: raw rows, batches, what was quarantined, and what every release said. One process writes it at a
 * time. One of an earlier program is brought up to date where it lies, and a copy of before is kept. UserError for one of
 * a later program, where the contracts cannot be brought together with its rows, and where somebody else changed its rows.
 */
export async function openLedger(home: Home, options: LedgerOptions = {}): Promise<Warehouse> {
  const ledger = await openUpToDate(home, options);
  await closedOnFailure(ledger, async () => {
    await ledger.run(functionDefinitions());
    await holdToWritten(ledger, options);
  });
  return ledger;
}

/** An engine that counts otherwise cannot tell what was changed before: it notes what is there. */
async function holdToWritten(ledger: Warehouse, {log}: LedgerOptions): Promise<void> {
  if (!(await isCountedOtherwise(ledger))) return mustBeAsWritten(ledger);
  await ledger.transaction(() => noteAllContents(ledger));
  log?.info(
    "台帳  新しいデータベースに合わせて、中身の検査の数を取り直しました（書換えは、ここから先を見つけます）",
  );
}

async function openUpToDate(
  home: Home,
  {contracts = contractsOf(home.city), log = {info: () => {}}}: LedgerOptions,
): Promise<Warehouse> {
  if (!existsSync(home.ledger)) await layLedger(home, contracts);
  const ledger = await openLedgerFile(home);
  const pending = await closedOnFailure(ledger, () => pendingOf(ledger, contracts));
  if (isCurrent(pending)) return ledger;
  if (!deservesCopy(pending)) {
    await closedOnFailure(ledger, () => bringUpToDate(ledger, pending, null));
    return ledger;
  }
  const name = copyName(pendingName(pending), await closedOnFailure(ledger, () => copiesNoted(ledger)));
  // Closed, all of it is in the one file that is copied.
  ledger.close();
  keepCopy(home, name);
  const upgraded = await openLedgerFile(home);
  await closedOnFailure(upgraded, () => bringUpToDate(upgraded, pending, name));
  for (const text of pendingTexts(pending)) log.info(`台帳  新しいプログラムに合わせました: ${text}`);
  log.info(`        前の台帳の写し: ${keptCopy(home, name)}（戻すには npx kaikaku upgrade --back）`);
  return upgraded;
}

/** A new ledger gets its name once it has its tables: a process that dies before leaves none, and no reader finds half of one. */
async function layLedger(home: Home, contracts: readonly Contract[]): Promise<void> {
  await besideLedger(home, null, async (beside) => {
    const ledger = await openLedgerFile(beside);
    await closedOnFailure(ledger, async () =>
      bringUpToDate(ledger, await pendingOf(ledger, contracts), null),
    );
    ledger.close();
    putInPlace(home, beside);
  });
}

/** The file as it lies, of whatever version; those who read it have their turn before and after. */
export async function openLedgerFile(home: Home): Promise<Warehouse> {
  const options = {...ENGINE_OPTIONS, temp_directory: home.scratch};
  const turn = await turnToWrite(home);
  return openWritable(home.ledger, options, turn.release).catch((cause: unknown) => {
    turn.release();
    throw inWords(cause, `台帳（${home.ledger}）`);
  });
}

/**
 * One checkpoint when the ledger closes instead of one every few files, and one thread: a file is some twenty small statements,
 * which more threads only hand to each other (262 files: 26.1 s with two, 22.0 s with one).
 */
const ENGINE_OPTIONS = {memory_limit: "1GB", checkpoint_threshold: "1GB", threads: "1"};

export interface BatchRecord {
  batchId: number;
  source: string;
  fileName: string;
  sha256: string;
  byteCount: number;
  encoding: string;
  receivedAt: string;
  rowCount: number;
  acceptedCount: number;
  quarantinedCount: number;
  ignoredCount: number;
  /** What loading found; people's decisions stand beside it. */
  state: "accepted" | "held";
  isSample: boolean;
}

export async function nextBatchId(ledger: Warehouse): Promise<number> {
  return (await recordedFiles(ledger)).lastBatchId + 1;
}

/** The latest batch that holds these very bytes, if they were loaded before. */
export async function batchOfContent(ledger: Warehouse, sha256: string): Promise<KnownBatch | undefined> {
  if (!(await recordedFiles(ledger)).contents.has(sha256)) return undefined;
  const [row] = await ledger.rows(statement("ledger.batches_of_content"), {sha256});
  return (
    row && {
      batchId: Number(row.batch_id),
      state: row.state as KnownBatch["state"],
      readAs: row.read_as as string[],
      isNone: Boolean(row.is_none),
    }
  );
}

export interface KnownBatch {
  batchId: number;
  state: "accepted" | "held" | "rejected";
  /** The words with which it was read. */
  readAs: string[];
  /** It says that its periods have no rows: the same bytes under another name say so of others. */
  isNone: boolean;
}

/** Whether the batch was held for such a reason. */
export async function wasHeldFor(ledger: Warehouse, batchId: number, kind: Hold["kind"]): Promise<boolean> {
  const kinds = await ledger.rows(statement("ledger.hold_kinds_of_batch"), {batch_id: batchId});
  return kinds.some((each) => each.kind === kind);
}

/** A file that was held because it names bureaus or people nobody knew may be right since: it is worth another look. */
export async function mayFitNow(ledger: Warehouse, {batchId, state}: KnownBatch): Promise<boolean> {
  if (state !== "held") return false;
  return wasHeldFor(ledger, batchId, "unknown_references");
}

/** A period that a batch's rows cover, and how many of them, which begin there, the raw table of its source has. */
export interface StoredPeriod {
  period: string;
  rowCount: number;
}

type NumberedBatch = Pick<BatchRecord, "source" | "batchId">;

export async function storedPeriods(
  ledger: Warehouse,
  {source, batchId}: NumberedBatch,
): Promise<StoredPeriod[]> {
  const periods = mayComeByMonth(source)
    ? statement("ledger.stored_months_of_batch")
    : statement("ledger.stored_periods_of_batch");
  const rows = await ledger.rows(periods, {source, batch_id: batchId});
  return rows.map(({period, rowCount}) => ({period: String(period), rowCount: Number(rowCount)}));
}

export async function notePeriods(
  ledger: Warehouse,
  {source, batchId}: NumberedBatch,
  stored: StoredPeriod[],
): Promise<void> {
  const periods = JSON.stringify(stored.map(({period}) => period));
  await ledger.run(statement("ledger.insert_batch_periods"), {source, batch_id: batchId, periods});
}

/** Writes the batch, the periods its rows cover and why it is held. An error when other rows are there than were accepted. */
export async function recordBatch(
  ledger: Warehouse,
  batch: BatchRecord,
  {holds, stored}: {holds: Hold[]; stored: StoredPeriod[]},
): Promise<void> {
  mustBeStored(batch, stored);
  await ledger.run(statement("ledger.insert_batch"), Object.values(batch));
  await notePeriods(ledger, batch, stored);
  await insertRows(ledger, {
    table: "intake.hold_reasons",
    columns: {batch_id: "integer", kind: "varchar", reason: "varchar"},
    rows: holds.map(({kind, text}) => ({batch_id: batch.batchId, kind, reason: text})),
  });
}

/** The accounting is held against the rows that are really there: nothing of another file may count as this one's. */
function mustBeStored({acceptedCount, fileName}: BatchRecord, stored: StoredPeriod[]): void {
  const storedCount = stored.reduce((sum, {rowCount}) => sum + rowCount, 0);
  if (storedCount !== acceptedCount)
    throw new Error(`${fileName}: ${acceptedCount} rows were accepted, ${storedCount} are stored`);
}

/** A name for all the accepted contents that figures rest on: it changes exactly when they do. Undefined while there are none. */
export async function contentOfLedger(ledger: Warehouse): Promise<string | undefined> {
  const rows = await ledger.rows(statement("ledger.contents_in_force"));
  if (rows.length === 0) return undefined;
  const parts = await ledger.rows(statement("ledger.parts_in_force"));
  const lines = [
    ...rows.map(({sha256, accepted_count, words}) => [sha256, accepted_count, words].join(" ").trimEnd()),
    ...parts.map(({source, period, files}) => `${source} ${period} ${files}`),
  ];
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}
