import {readdirSync, rmSync} from "node:fs";
import {basename, join} from "node:path";
import {composedKana} from "../../../schemas/composed-kana.ts";
import type {Contract, Reference} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {japaneseDay} from "../../../schemas/japanese-day.ts";
import {contracts as CONTRACTS} from "../../../schemas/sources.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {statement} from "../../catalog/sql-files.ts";
import {insertRows} from "../../engine/insert-rows.ts";
import type {Warehouse} from "../../engine/open.ts";
import {accountHere} from "../../installation/account.ts";
import {keepInArchive} from "../../installation/archive.ts";
import type {Home} from "../../installation/home.ts";
import {CHANGED_MEANWHILE} from "../../installation/plain-file.ts";
import {staffKeySecret} from "../../installation/staff-key-secret.ts";
import {noteAbsent} from "../../ledger/absent-units.ts";
import {noteContent} from "../../ledger/contents.ts";
import {noteHand} from "../../ledger/hands.ts";
import type {Hold} from "../../ledger/hold.ts";
import {
  type BatchRecord,
  batchOfContent,
  type KnownBatch,
  mayFitNow,
  nextBatchId,
  recordBatch,
} from "../../ledger/ledger.ts";
import {isKnownNone, noteNone} from "../../ledger/none-periods.ts";
import {isAnswered, noteReading, questionsIn} from "../../ledger/readings.ts";
import {noteReplaced} from "../../ledger/replaces.ts";
import {currentRelease} from "../../releases/history.ts";
import type {BadCell} from "../judge/bad-cells.ts";
import {type Beside, besideOthers} from "../judge/compare-batches.ts";
import {intakeLimit, largestBytesOfAll} from "../judge/intake-limits.ts";
import {judge} from "../judge/judge.ts";
import {judgeable} from "../judge/known-references.ts";
import {peopleLeftOut, tellingPeople} from "../judge/left-out.ts";
import {withCodesOfNames} from "../judge/name-codes.ts";
import {type RefusedRows, refuseRows} from "../judge/refuse-rows.ts";
import {type FileBytes, fingerprint, tooLarge} from "../read/decode.ts";
import {stampOf} from "../read/file-stamp.ts";
import {readTable} from "../read/read-table.ts";
import type {TextTable} from "../read/text-table.ts";
import {rejectAsReadAgain} from "./decide.ts";
import {mustAnswer} from "./must-answer.ts";
import {whyRefused} from "./why-refused.ts";

/** What became of one file. */
export type FileOutcome =
  | {kind: "accepted"; fileName: string; batch: BatchRecord; title: string; reading: string; notes: string[]}
  | {
      kind: "held";
      fileName: string;
      batch: BatchRecord;
      title: string;
      reading: string;
      notes: string[];
      holds: Hold[];
      problems: BadCell[];
    }
  | {kind: "known"; fileName: string; batchId: number; state: KnownBatch["state"]}
  | {kind: "refused"; fileName: string; why: string};

export interface IngestOptions {
  home: Home;
  now: Date;
  /** The program's own, unless told. */
  contracts?: Contract[];
  /** The words with which a person answers what files ask; none when left out. */
  answers?: string[];
  /** Looks at what loading has made, inside its transaction; then all of it is taken back, and nothing is kept. */
  trial?: (outcome: FileOutcome) => Promise<void>;
}

/** Loads one file: all of it is accepted or held in one transaction, or it is refused and nothing changes. */
export async function ingestFile(
  ledger: Warehouse,
  path: string,
  options: IngestOptions,
): Promise<FileOutcome> {
  const outcome = await ingestOrPutOff(ledger, path, {...options, isLast: true});
  if (outcome.kind === "put_off") throw new Error("a file was put off although nothing comes after it");
  return outcome;
}

/** The file names bureaus or people that are not known yet; one of the files after it may be the list of them. */
export interface PutOff {
  kind: "put_off";
  source: string;
}

/** As ingestFile, but unless it is the last one a file with unknown references changes nothing and is put off. */
export async function ingestOrPutOff(
  ledger: Warehouse,
  path: string,
  {home, now, isLast, contracts = CONTRACTS, answers = [], trial}: IngestOptions & {isLast: boolean},
): Promise<FileOutcome | PutOff> {
  const fileName = visibleLine(composedKana(basename(path)));
  const scratchFile = join(home.scratch, `reading-${process.pid}.csv`);
  try {
    const stamp = stampOf(path);
    const bytes = fingerprint(path, largestBytesOfAll());
    const known = await batchOfContent(ledger, bytes.sha256);
    const isAnsweredAnew = known !== undefined && !isReadAs(known, answers);
    if (known && !isAnsweredAnew && !known.isNone && !(await mayFitNow(ledger, known)))
      return {kind: "known", fileName, batchId: known.batchId, state: known.state};
    const readAs = answers.length > 0 ? answers : (known?.readAs ?? []);
    const table = readTable(path, bytes, {contracts, scratchFile, fileName, answers: readAs});
    mustNotBeLarger(bytes, table);
    if (known?.isNone && (await isKnownNone(ledger, bytes.sha256, table)))
      return {kind: "known", fileName, batchId: known.batchId, state: known.state};
    const references = await judgeable(ledger, table.contract);
    const isMissing = references.length < (table.contract.references ?? []).length;
    if (isMissing && !isLast) return {kind: "put_off", source: table.contract.source};
    return await ledger.transaction(async () => {
      if (isAnsweredAnew && known.state === "held")
        await rejectAsReadAgain(ledger, known.batchId, {by: null, reason: answersText(answers), now});
      const again = isAnsweredAnew || known?.isNone ? undefined : known;
      const file = {path, fileName, stamp, bytes, table, references};
      const isTrial = trial !== undefined;
      const outcome = await load(ledger, file, {home, now, isLast, readAs, known: again, isTrial});
      if (!trial) return outcome;
      await trial(outcome);
      throw new NothingLoaded(outcome);
    });
  } catch (error) {
    if (error instanceof NothingLoaded) return error.outcome;
    const why = whyRefused(error, path, {home, now});
    if (why === undefined) throw error;
    return {kind: "refused", fileName, why};
  } finally {
    for (const name of readdirSync(home.scratch).filter((file) => file.startsWith(basename(scratchFile))))
      rmSync(join(home.scratch, name), {force: true});
  }
}

/** Takes the transaction back. */
class NothingLoaded extends Error {
  readonly outcome: FileOutcome | PutOff;
  constructor(outcome: FileOutcome | PutOff) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/** Why a batch is read again. */
function answersText(answers: string[]): string {
  return answers.map((word) => `--as ${word}`).join(" ");
}

/** A file that was sent before is another one where a person now says how it is to be read. */
function isReadAs({readAs}: KnownBatch, answers: string[]): boolean {
  return answers.length === 0 || answers.toSorted().join() === readAs.toSorted().join();
}

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
  /** Nothing is kept outside the transaction. */
  isTrial: boolean;
}

/** Loads a table that was read. Runs inside the caller's transaction. UserError where a word answers nothing that is asked. */
export async function load(
  ledger: Warehouse,
  {path, fileName, stamp, bytes, table, references}: ReadFile,
  {home, now, isLast, readAs, known, isTrial}: LoadOptions,
): Promise<FileOutcome> {
  const {contract} = table;
  const batchId = await nextBatchId(ledger);
  const judging = {batchId, secret: staffKeySecret(home)};
  const counts = await judge(ledger, table, judging);
  const {acceptedCount} = counts;
  const refusing = {...judging, references, acceptedCount, isBeforeRules: false};
  const refused = await refuseRows(ledger, table, refusing);
  if (!isLast && refused.unknownCount > 0)
    throw new NothingLoaded({kind: "put_off", source: contract.source});
  const isNone = table.none.length > 0;
  if (counts.acceptedCount + counts.quarantinedCount === 0 && !isNone)
    throw new UserError(
      `「${contract.title}」の見出しはありますが、データの行がありません。出し直してください。`,
    );
  const periods = isNone ? table.none : await periodsOf(ledger, {source: contract.source, batchId});
  const beside = await besideOthers(ledger, {
    contract,
    batchId,
    fileName,
    periods,
    saidYears: table.saidYears,
    readAs,
    today: japaneseDay(now),
    hasRelease: currentRelease(home) !== undefined,
  });
  const ofRows = badRowHolds(counts.quarantinedCount, refused);
  const missing = ofRows.length > 0 ? await peopleLeftOut(ledger, {contract, batchId}, counts.people()) : 0;
  const reasons = [...tellingPeople(ofRows, missing), ...counts.questions, ...table.holds, ...beside.holds];
  const questions = questionsIn(reasons);
  mustAnswer(fileName, readAs, questions);
  const holds = reasons.filter((hold) => hold.kind !== "question" || !isAnswered(hold, readAs));
  if (known && holds.length > 0)
    throw new NothingLoaded({kind: "known", fileName, batchId: known.batchId, state: known.state});
  const badCells = [...(await withCodesOfNames(ledger, contract, counts.badCells)), ...refused.badCells];
  const batch: BatchRecord = {
    batchId,
    source: contract.source,
    fileName,
    sha256: bytes.sha256,
    byteCount: bytes.byteCount,
    encoding: table.encoding,
    receivedAt: now.toISOString(),
    rowCount: counts.rowCount,
    acceptedCount: counts.acceptedCount - refused.rowCount,
    quarantinedCount: counts.quarantinedCount + refused.rowCount,
    ignoredCount: counts.ignoredCount,
    state: holds.length === 0 ? "accepted" : "held",
    isSample: fileName.includes("見本"),
  };
  await recordBatch(ledger, batch, holds);
  const reading = [...(readAs.length > 0 ? [answersText(readAs)] : []), ...table.reading].join("、");
  if (isNone) await noteNone(ledger, batch, periods);
  await noteReplaced(ledger, batchId, beside.replaced);
  await noteAbsent(ledger, batchId, beside.absent);
  await noteReading(ledger, {batchId, readAs, reading}, questions);
  await noteHand(ledger, batchId, {act: "load", account: accountHere()});
  await quarantine(ledger, batchId, badCells);
  await noteContent(ledger, batchId);
  if (!isTrial)
    keepInArchive(home, {from: path, sha256: bytes.sha256, check: () => mustBeAsRead(path, stamp)});
  const {title} = contract;
  const notes = [...table.notes, ...counts.notes, ...fallenOutNotes(beside, batch)];
  if (batch.state === "accepted") return {kind: "accepted", fileName, batch, title, reading, notes};
  return {kind: "held", fileName, batch, title, reading, notes, holds, problems: badCells};
}

/** What the file takes the place of is told when it comes, also where it waits for a person. */
function fallenOutNotes({fallenOut}: Beside, {state}: BatchRecord): string[] {
  if (fallenOut === "") return [];
  const when = state === "accepted" ? "" : "受け付けると、";
  return [`${when}前に受け付けた${fallenOut}は、このファイルにないので使わなくなります`];
}

/** Periods that the loaded rows cover. */
async function periodsOf(ledger: Warehouse, batch: {source: string; batchId: number}): Promise<string[]> {
  const rows = await ledger.rows(statement("ledger.loaded_periods_of_batch"), {
    source: batch.source,
    batch_id: batch.batchId,
  });
  return rows.map(({period}) => String(period));
}

const UNKNOWN: Record<RefusedRows["unknownTargets"][number], string> = {
  bureau_code: "局区コードが、局区一覧",
  bureau_name: "局区名が、局区一覧（別名を含む）",
  staff_number: "職員が、職員名簿",
};

function badRowHolds(
  badCount: number,
  {duplicateCount, contradictoryCount, unknownCount, unknownTargets}: RefusedRows,
): Hold[] {
  const count = (value: number) => value.toLocaleString("ja-JP");
  const holds: [rows: number, hold: Hold][] = [
    [badCount, {kind: "bad_rows", text: `${count(badCount)}行が読めません`}],
    [duplicateCount, {kind: "duplicates", text: `${count(duplicateCount)}行が重なっています`}],
    [
      contradictoryCount,
      {
        kind: "contradictory_rows",
        text: `${count(contradictoryCount)}行は、同じ行の日付が互いに食い違っています`,
      },
    ],
    [
      unknownCount,
      {
        kind: "unknown_references",
        text: `${count(unknownCount)}行の${unknownTargets.map((to) => UNKNOWN[to]).join("と、")}にありません`,
      },
    ],
  ];
  return holds.filter(([rows]) => rows > 0).map(([, hold]) => hold);
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

function mustNotBeLarger({byteCount}: FileBytes, {contract}: TextTable): void {
  const {largestBytes} = intakeLimit(contract.source);
  if (byteCount > largestBytes) throw tooLarge(largestBytes);
}

/** UserError when the file changed since its stamp was taken. */
function mustBeAsRead(path: string, stamp: string): void {
  if (stampOf(path) !== stamp) throw new UserError(CHANGED_MEANWHILE);
}
