import {UserError} from "../../../schemas/errors.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Row, Warehouse} from "../../engine/open.ts";
import {identifier} from "../../engine/quoted.ts";
import type {Home} from "../../installation/home.ts";
import type {Log} from "../../installation/log.ts";
import {differences} from "../../ledger/changed-contents.ts";
import {type Content, countedContents, noteAllContents} from "../../ledger/contents.ts";
import {holdToKey} from "../../ledger/hold-to-key.ts";
import {notePeriods, storedPeriods} from "../../ledger/ledger.ts";
import {dropRows} from "./compact-batches.ts";
import {rowsFromArchive} from "./rows-from-archive.ts";

/** What is known of the ledger of before: what was noted of its rows, and whether a batch's rows are still so. */
export interface Former {
  noted: Content[];
  isAsNoted: (batchId: number) => boolean;
}

/** A batch whose rows were taken from the ledger of before, because today's program reads its file otherwise. */
export interface KeptBatch {
  batchId: number;
  fileName: string;
  why: string;
}

/**
 * Fills a new ledger as the one that is attached to it as `before` was filled: every file of the archive is read again in the
 * order in which it came, each decision is taken when it was taken, so that every file meets the same rosters and lists.
 * Names, numbers and decisions are as they were noted; rows are the files'. What was accepted once stays accepted: where
 * today's program refuses a file or reads it otherwise, its rows are those of before, if they are as they were noted; those
 * batches are returned. UserError when a file is gone or damaged, or when neither the file nor the ledger of before gives the rows.
 */
export async function replayArchive(
  ledger: Warehouse,
  home: Home,
  {former, log}: {former: Former; log: Pick<Log, "progress">},
): Promise<KeptBatch[]> {
  await ledger.run(statement("ledger.copy_lasting"));
  await holdToKey(ledger, home);
  const batches = await ledger.rows(statement("ledger.batches_to_replay"));
  const kept: KeptBatch[] = [];
  for (const [index, batch] of batches.entries()) {
    const why = await ledger.transaction(() => replay(ledger, home, {batch, former}));
    if (why !== undefined)
      kept.push({batchId: Number(batch.batch_id), fileName: String(batch.file_name), why});
    log.progress("台帳の作り直し", index + 1, batches.length);
  }
  await ledger.transaction(async () => {
    await ledger.run(statement("ledger.copy_decisions"), {moment: null});
    await noteAllContents(ledger);
    await ledger.run(statement("ledger.copy_compacted_batches"));
    for (const {batch_id, source} of await ledger.rows(statement("ledger.compacted_batches")))
      await dropRows(ledger, {batchId: Number(batch_id), source: String(source)});
  });
  return kept;
}

/** Why the rows are those of before; undefined where they are the file's. */
async function replay(
  ledger: Warehouse,
  home: Home,
  {batch: {received_at, ...batch}, former}: {batch: Row; former: Former},
): Promise<string | undefined> {
  const batch_id = Number(batch.batch_id);
  await ledger.run(statement("ledger.copy_decisions"), {moment: String(received_at)});
  await ledger.run(statement("ledger.copy_hold_reasons"), {batch_id});
  const fault = await loadRows(ledger, home, batch);
  await ledger.run(statement("ledger.copy_batch"), {batch_id});
  const stored = {source: String(batch.source), batchId: batch_id};
  const why = fault ?? (await readOtherwise(ledger, batch_id, former));
  if (why === undefined) await notePeriods(ledger, stored, await storedPeriods(ledger, stored));
  else if (former.isAsNoted(batch_id)) await takeRowsOfBefore(ledger, stored);
  else throw cannotRead(batch, why);
  await ledger.run(statement("ledger.copy_none_periods"), {batch_id});
  await ledger.run(statement("ledger.copy_quarantined_cells"), {batch_id});
  return why;
}

/** Why today's program does not give the rows that were accepted; undefined where it gives as many. */
async function loadRows(ledger: Warehouse, home: Home, row: Row): Promise<string | undefined> {
  const {batch_id, source, file_name, sha256, accepted_count, read_as} = row;
  const batch = {
    batchId: Number(batch_id),
    source: String(source),
    fileName: String(file_name),
    sha256: String(sha256),
    readAs: read_as as string[],
  };
  const again = await rowsFromArchive(ledger, home, {batch, contracts: shippedContracts}).catch(
    (error: unknown) => {
      throw error instanceof UserError ? cannotRead(row, error.message) : error;
    },
  );
  if (again.kind === "refused") return again.why;
  if (again.count === Number(accepted_count)) return undefined;
  return `受け付けたときは${accepted_count}行、いまのプログラムで読むと${again.count}行です`;
}

async function readOtherwise(
  ledger: Warehouse,
  batchId: number,
  {noted}: Former,
): Promise<string | undefined> {
  const isRows = ({batch_id, relation}: Content) => batch_id === batchId && relation.startsWith("raw.");
  const before = noted.filter(isRows);
  if (before.length === 0) return undefined;
  const now = (await countedContents(ledger, batchId)).filter(isRows);
  return differences(before, now).length === 0
    ? undefined
    : "行の数は同じですが、いまのプログラムで読むと、受け付けたときと値が違います";
}

/** What a stricter or better program reads of a file changes nothing of what was accepted. */
async function takeRowsOfBefore(
  ledger: Warehouse,
  {source, batchId}: {source: string; batchId: number},
): Promise<void> {
  await dropRows(ledger, {batchId, source});
  await ledger.run(
    `insert into raw.${identifier(source)} by name select * from before.raw.${identifier(source)} where batch_id = $1`,
    [batchId],
  );
  await ledger.run(statement("ledger.copy_periods"), {batch_id: batchId});
}

function cannotRead({batch_id, file_name}: Row, why: string): UserError {
  return new UserError(
    `受付番号${batch_id}（${file_name}）を保管ファイルから読み直せないので、台帳は何も変えていません: ${why}。台帳に異常がなければ（npx kaikaku doctor で確かめられます）、作り直さなくて構いません。異常があれば、控えから戻してください（npx kaikaku restore）。`,
  );
}
