import type {Contract, Reference} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {japaneseDay} from "../../../schemas/japanese-day.ts";
import {insertRows} from "../../engine/insert-rows.ts";
import type {Warehouse} from "../../engine/open.ts";
import {accountHere} from "../../installation/account.ts";
import {keepInArchive} from "../../installation/archive.ts";
import type {Home} from "../../installation/home.ts";
import {CHANGED_MEANWHILE} from "../../installation/plain-file.ts";
import {staffKeySecret} from "../../installation/staff-key-secret.ts";
import {noteAbsent} from "../../ledger/absent-units.ts";
import {noteNewContent} from "../../ledger/contents.ts";
import {carryHands, noteHand} from "../../ledger/hands.ts";
import type {Hold, Question} from "../../ledger/hold.ts";
import {
  type BatchRecord,
  type KnownBatch,
  nextBatchId,
  recordBatch,
  type StoredPeriod,
} from "../../ledger/ledger.ts";
import {noteNone} from "../../ledger/none-periods.ts";
import {isAnswered, noteReading, questionsIn} from "../../ledger/readings.ts";
import {oneMoreInForce, type RecordedPeriod} from "../../ledger/recorded-files.ts";
import {noteReplaced} from "../../ledger/replaces.ts";
import {noteWords} from "../../ledger/words.ts";
import {currentRelease} from "../../releases/history.ts";
import type {BadCell} from "../judge/bad-cells.ts";
import {type Beside, besideOthers} from "../judge/compare-batches.ts";
import {intakeLimit} from "../judge/intake-limits.ts";
import {judge} from "../judge/judge.ts";
import {peopleLeftOut, tellingPeople} from "../judge/left-out.ts";
import {withCodesOfNames} from "../judge/name-codes.ts";
import {periodsOfBatch} from "../judge/periods-of-batch.ts";
import {refuseRows} from "../judge/refuse-rows.ts";
import type {FileBytes} from "../read/decode.ts";
import {stampOf} from "../read/file-stamp.ts";
import type {TextTable} from "../read/text-table.ts";
import {mustAnswer} from "./must-answer.ts";
import {type FileOutcome, NothingLoaded} from "./outcome.ts";
import {badRowHolds} from "./row-holds.ts";

export interface ReadFile {
  path: string;
  fileName: string;
  /** The file as it was before the first byte was read. */
  stamp: string;
  bytes: FileBytes;
  table: TextTable;
  /** Those that can be judged by what is loaded. */
  references: Reference[];
}

interface LoadOptions {
  home: Home;
  now: Date;
  isLast: boolean;
  /** The words with which the table was read. */
  readAs: string[];
  /** The batch of these very bytes that may fit now; loading it again changes nothing while it does not. */
  known: KnownBatch | undefined;
  /** The batch of these very bytes that is read anew. */
  readBefore: number | undefined;
  /** Nothing is kept outside the transaction. */
  isTrial: boolean;
}

/** Loads a table that was read. Runs inside the caller's transaction. UserError where a word answers nothing that is asked. */
export async function load(ledger: Warehouse, file: ReadFile, options: LoadOptions): Promise<FileOutcome> {
  const batchId = await nextBatchId(ledger);
  const judged = await judgeRows(ledger, file, {batchId, ...options});
  const {fileName, table} = file;
  const {home, now, readAs, known, readBefore} = options;
  const beside = await besideOthers(
    ledger,
    {
      contract: table.contract,
      batchId,
      fileName,
      periods: judged.periods,
      isNone: judged.isNone,
      saidPeriods: table.saidPeriods,
      readAs,
      today: japaneseDay(now),
      hasRelease: currentRelease(home) !== undefined,
    },
    intakeLimit(home.city, table.contract.source),
  );
  const reasons = [...judged.holds, ...table.holds, ...beside.holds];
  const questions = questionsIn(reasons);
  mustAnswer(fileName, readAs, questions);
  const holds = reasons.filter((hold) => hold.kind !== "question" || !isAnswered(hold, readAs));
  if (known && holds.length > 0)
    throw new NothingLoaded({kind: "known", fileName, batchId: known.batchId, state: known.state});
  const batch = batchOf(file, judged, {batchId, now, state: holds.length === 0 ? "accepted" : "held"});
  const reading = [...(readAs.length > 0 ? [answersText(readAs)] : []), ...table.reading].join("、");
  const {contract} = table;
  await record(ledger, {batch, contract, holds, judged, beside, reading, readAs, readBefore, questions});
  if (!options.isTrial) keepOriginal(home, file);
  const notes = [...table.notes, ...judged.notes, ...beside.notes, ...fallenOutNotes(beside, batch)];
  const told = {fileName, batch, title: contract.title, reading, notes};
  if (batch.state === "accepted") return {kind: "accepted", ...told};
  return {kind: "held", ...told, holds, problems: judged.badCells};
}

/** The rows of a file by themselves and beside the lists that are loaded. */
interface JudgedRows
  extends Pick<BatchRecord, "rowCount" | "acceptedCount" | "quarantinedCount" | "ignoredCount"> {
  badCells: BadCell[];
  holds: Hold[];
  notes: string[];
  stored: StoredPeriod[];
  periods: string[];
  isNone: boolean;
}

async function judgeRows(
  ledger: Warehouse,
  {table, references}: ReadFile,
  {home, batchId, isLast}: LoadOptions & {batchId: number},
): Promise<JudgedRows> {
  const {contract} = table;
  const {source} = contract;
  const judging = {batchId, secret: staffKeySecret(home)};
  const counts = await judge(ledger, table, judging);
  const {acceptedCount} = counts;
  const refusing = {...judging, references, acceptedCount, isBeforeRules: false};
  const refused = await refuseRows(ledger, table, refusing);
  if (!isLast && refused.unknownCount > 0) throw new NothingLoaded({kind: "put_off", source});
  const isNone = table.none.length > 0;
  const stored = await periodsOfBatch(ledger, {source, batchId});
  if (acceptedCount + counts.quarantinedCount === 0 && !isNone)
    throw new UserError(
      `「${contract.title}」の見出しはありますが、データの行がありません。出し直してください。`,
    );
  const ofRows = badRowHolds(counts.quarantinedCount, refused);
  const missing = ofRows.length > 0 ? await peopleLeftOut(ledger, {contract, batchId}, counts.people()) : 0;
  return {
    rowCount: counts.rowCount,
    acceptedCount: acceptedCount - refused.rowCount,
    quarantinedCount: counts.quarantinedCount + refused.rowCount,
    ignoredCount: counts.ignoredCount,
    badCells: [...(await withCodesOfNames(ledger, contract, counts.badCells)), ...refused.badCells],
    holds: [...tellingPeople(ofRows, missing), ...counts.questions],
    notes: counts.notes,
    stored,
    periods: isNone ? table.none : stored.map(({period}) => period),
    isNone,
  };
}

function batchOf(
  {fileName, bytes, table}: ReadFile,
  {rowCount, acceptedCount, quarantinedCount, ignoredCount}: JudgedRows,
  {batchId, now, state}: {batchId: number; now: Date; state: BatchRecord["state"]},
): BatchRecord {
  return {
    batchId,
    source: table.contract.source,
    fileName,
    sha256: bytes.sha256,
    byteCount: bytes.byteCount,
    encoding: table.encoding,
    receivedAt: now.toISOString(),
    rowCount,
    acceptedCount,
    quarantinedCount,
    ignoredCount,
    state,
    isSample: fileName.includes("見本"),
  };
}

interface Recorded {
  batch: BatchRecord;
  contract: Contract;
  holds: Hold[];
  judged: JudgedRows;
  beside: Beside;
  reading: string;
  readAs: string[];
  readBefore: number | undefined;
  questions: Question[];
}

/** Everything that the ledger keeps of a file; the count of its content is the last. */
async function record(
  ledger: Warehouse,
  {batch, contract, holds, judged, beside, reading, readAs, readBefore, questions}: Recorded,
): Promise<void> {
  const {batchId} = batch;
  await recordBatch(ledger, batch, {holds, stored: judged.stored});
  if (judged.isNone) await noteNone(ledger, batch, judged.periods);
  await noteReplaced(ledger, batchId, beside.replaced);
  await noteAbsent(ledger, batchId, beside.absent);
  await noteWords(ledger, batchId, contract);
  await noteReading(ledger, {batchId, readAs, reading}, questions);
  await noteHand(ledger, batchId, {act: "load", account: accountHere()});
  if (readBefore !== undefined) await carryHands(ledger, {from: readBefore, to: batchId, act: "load"});
  await quarantine(ledger, batchId, judged.badCells);
  await noteNewContent(ledger, batch);
  if (batch.state === "accepted" && !judged.isNone && beside.replaced.length === 0)
    oneMoreInForce(ledger, batch.sha256, recordedPeriods(batch, judged.stored));
}

function recordedPeriods(
  {source, batchId, fileName, acceptedCount}: BatchRecord,
  stored: StoredPeriod[],
): RecordedPeriod[] {
  const file = {source, batchId, fileName, acceptedCount, isInForce: true, isCompacted: false};
  return stored.map(({period}) => ({...file, period}));
}

/** UserError when the file changed since its stamp was taken. */
function keepOriginal(home: Home, {path, stamp, bytes: {sha256}}: ReadFile): void {
  const check = () => {
    if (stampOf(path) !== stamp) throw new UserError(CHANGED_MEANWHILE);
  };
  keepInArchive(home, {from: path, sha256, check});
}

/** What the file takes the place of is told when it comes, also where it waits for a person. */
function fallenOutNotes({fallenOut}: Beside, {state}: BatchRecord): string[] {
  if (fallenOut === "") return [];
  const when = state === "accepted" ? "" : "受け付けると、";
  return [`${when}前に受け付けた${fallenOut}は、このファイルにないので使わなくなります`];
}

/** Why a batch is read again. */
export function answersText(answers: string[]): string {
  return answers.map((word) => `--as ${word}`).join(" ");
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
