import {readdirSync, rmSync} from "node:fs";
import {basename, join} from "node:path";
import {UserError} from "../../../schemas/errors.ts";
import {contracts} from "../../../schemas/sources.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Row, Warehouse} from "../../engine/open.ts";
import {type Home, staffKeySecret} from "../../installation/home.ts";
import {holdToKey} from "../../ledger/hold-to-key.ts";
import {judge} from "../judge/judge.ts";
import {refuseRows} from "../judge/refuse-rows.ts";
import {fingerprint} from "../read/decode.ts";
import {readTable} from "../read/read-table.ts";
import {archivedFile, cannotComeBack} from "./compact-batches.ts";

/**
 * Loads the rows of compacted batches that are in force again, from the archive; returns the names of their files. Runs
 * inside the transaction of the decision that put them in force. UserError, which takes that decision back, when a file
 * is gone or does not give the rows that were counted when it came.
 */
export async function reloadBatches(ledger: Warehouse, home: Home): Promise<string[]> {
  const batches = await ledger.rows(statement("ledger.compacted_batches_in_force"));
  if (batches.length > 0) await holdToKey(ledger, home);
  for (const batch of batches) await reload(ledger, home, batch);
  return batches.map(({file_name}) => String(file_name));
}

async function reload(
  ledger: Warehouse,
  home: Home,
  {batch_id, file_name, sha256, accepted_count}: Row,
): Promise<void> {
  const [batchId, fileName] = [Number(batch_id), String(file_name)];
  const path = archivedFile(home, String(sha256));
  if (!path) throw cannotComeBack(fileName, "保管ファイルがありません");
  const count = await rowsAgain(ledger, home, {batchId, path, sha256: String(sha256)}).catch(
    (error: unknown) => {
      throw error instanceof UserError ? cannotComeBack(fileName, error.message) : error;
    },
  );
  if (count !== Number(accepted_count))
    throw cannotComeBack(fileName, `受け付けたときは${accepted_count}行、いまは${count}行です`);
  await ledger.run(statement("ledger.delete_compacted_batch"), {batch_id: batchId});
}

/** Rows that the file gives today. */
async function rowsAgain(
  ledger: Warehouse,
  home: Home,
  {batchId, path, sha256}: {batchId: number; path: string; sha256: string},
): Promise<number> {
  const scratchFile = join(home.scratch, `reading-${process.pid}.csv`);
  try {
    const bytes = fingerprint(path);
    if (bytes.sha256 !== sha256) throw new UserError("保管ファイルが壊れています");
    const table = readTable(path, bytes, {contracts, scratchFile});
    const judging = {batchId, secret: staffKeySecret(home)};
    const {acceptedCount} = await judge(ledger, table, judging);
    const refused = await refuseRows(ledger, table, judging);
    return acceptedCount - refused.rowCount;
  } finally {
    for (const name of readdirSync(home.scratch).filter((file) => file.startsWith(basename(scratchFile))))
      rmSync(join(home.scratch, name), {force: true});
  }
}
