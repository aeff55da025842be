import {UserError} from "../../../schemas/errors.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Row, Warehouse} from "../../engine/open.ts";
import type {Home} from "../../installation/home.ts";
import type {Log} from "../../installation/log.ts";
import {noteAllContents} from "../../ledger/contents.ts";
import {holdToKey} from "../../ledger/hold-to-key.ts";
import {notePeriods, storedPeriods} from "../../ledger/ledger.ts";
import {dropRows} from "./compact-batches.ts";
import {rowsFromArchive} from "./rows-from-archive.ts";

/**
 * Fills a new ledger as the one that is attached to it as `before` was filled: every file of the archive is read again in the
 * order in which it came, each decision is taken when it was taken, so that every file meets the same rosters and lists.
 * Names, numbers and decisions are as they were noted; rows are the files'. UserError when a file is gone, damaged, or
 * gives another number of rows.
 */
export async function replayArchive(
  ledger: Warehouse,
  home: Home,
  log: Pick<Log, "progress">,
): Promise<void> {
  await ledger.run(statement("ledger.copy_lasting"));
  await holdToKey(ledger, home);
  const batches = await ledger.rows(statement("ledger.batches_to_replay"));
  for (const [index, batch] of batches.entries()) {
    await ledger.transaction(() => replay(ledger, home, batch));
    log.progress("台帳の作り直し", index + 1, batches.length);
  }
  await ledger.transaction(async () => {
    await ledger.run(statement("ledger.copy_decisions"), {moment: null});
    await noteAllContents(ledger);
    await ledger.run(statement("ledger.copy_compacted_batches"));
    for (const {batch_id, source} of await ledger.rows(statement("ledger.compacted_batches")))
      await dropRows(ledger, {batchId: Number(batch_id), source: String(source)});
  });
}

async function replay(ledger: Warehouse, home: Home, {received_at, ...batch}: Row): Promise<void> {
  const batch_id = Number(batch.batch_id);
  await ledger.run(statement("ledger.copy_decisions"), {moment: String(received_at)});
  await ledger.run(statement("ledger.copy_hold_reasons"), {batch_id});
  await loadRows(ledger, home, batch);
  await ledger.run(statement("ledger.copy_batch"), {batch_id});
  const stored = {source: String(batch.source), batchId: batch_id};
  await notePeriods(ledger, stored, await storedPeriods(ledger, stored));
  await ledger.run(statement("ledger.copy_none_periods"), {batch_id});
  await ledger.run(statement("ledger.copy_quarantined_cells"), {batch_id});
}

async function loadRows(
  ledger: Warehouse,
  home: Home,
  {batch_id, source, file_name, sha256, accepted_count, read_as}: Row,
): Promise<void> {
  const batch = {
    batchId: Number(batch_id),
    source: String(source),
    fileName: String(file_name),
    sha256: String(sha256),
    readAs: read_as as string[],
  };
  const cannot = (why: string) =>
    new UserError(
      `受付番号${batch_id}（${file_name}）を保管ファイルから読み直せないので、台帳は何も変えていません: ${why}。台帳に異常がなければ（npx kaikaku doctor で確かめられます）、作り直さなくて構いません。異常があれば、控えから戻してください（npx kaikaku restore）。`,
    );
  const count = await rowsFromArchive(ledger, home, {batch, contracts: shippedContracts}).catch(
    (error: unknown) => {
      throw error instanceof UserError ? cannot(error.message) : error;
    },
  );
  if (count !== Number(accepted_count))
    throw cannot(`受け付けたときは${accepted_count}行、いまのプログラムで読むと${count}行です`);
}
