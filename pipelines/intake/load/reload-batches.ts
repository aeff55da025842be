import {readdirSync, rmSync} from "node:fs";
import {basename, join} from "node:path";
import {type Contract, withoutFields} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {contracts as CONTRACTS} from "../../../schemas/sources.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Row, Warehouse} from "../../engine/open.ts";
import {archivedFile, readingArchived} from "../../installation/archive.ts";
import type {Home} from "../../installation/home.ts";
import {staffKeySecret} from "../../installation/staff-key-secret.ts";
import {fillStated} from "../../ledger/apply-changes.ts";
import {differences} from "../../ledger/changed-contents.ts";
import {countedContents, noteContent, notedContents} from "../../ledger/contents.ts";
import {holdToKey} from "../../ledger/hold-to-key.ts";
import {type JudgedField, judgedFields} from "../../ledger/stored-columns.ts";
import {laterColumns} from "../../ledger/stored-tables.ts";
import {judge} from "../judge/judge.ts";
import {refuseRows} from "../judge/refuse-rows.ts";
import {fingerprint} from "../read/decode.ts";
import {readTable} from "../read/read-table.ts";
import {cannotComeBack} from "./compact-batches.ts";

/**
 * Loads the rows of compacted batches that are in force again, from the archive; returns the names of their files. Runs
 * inside the transaction of the decision that put them in force. UserError, which takes that decision back, when a file
 * is gone or does not give the rows that were counted when it came.
 */
export async function reloadBatches(
  ledger: Warehouse,
  home: Home,
  contracts: readonly Contract[] = CONTRACTS,
): Promise<string[]> {
  const batches = await ledger.rows(statement("ledger.compacted_batches_in_force"));
  if (batches.length > 0) await holdToKey(ledger, home);
  for (const batch of batches) {
    const forms = await formsOf(ledger, batch, contracts);
    await reload(ledger, home, {batch, forms});
  }
  return batches.map(({file_name}) => String(file_name));
}

/** How the source is asked for today, and how it was when the batch came: without the columns it has learnt since. */
interface Forms {
  today: Contract;
  former: Contract;
  later: JudgedField[];
}

async function formsOf(
  ledger: Warehouse,
  {batch_id, source, file_name}: Row,
  contracts: readonly Contract[],
): Promise<Forms> {
  const today = contracts.find((contract) => contract.source === source);
  if (!today) throw cannotComeBack(String(file_name), "この種類のファイルは、もう扱っていません");
  const since = await laterColumns(ledger, today.source);
  const later = judgedFields(today).filter(({storedName}) => (since.get(storedName) ?? 0) > Number(batch_id));
  const former = withoutFields(
    today,
    later.map(({name}) => name),
  );
  return {today, former, later};
}

async function reload(
  ledger: Warehouse,
  home: Home,
  {batch: {batch_id, file_name, sha256, accepted_count}, forms}: {batch: Row; forms: Forms},
): Promise<void> {
  const [batchId, fileName] = [Number(batch_id), String(file_name)];
  const path = archivedFile(home, String(sha256));
  if (!path) throw cannotComeBack(fileName, "保管ファイルがありません");
  const count = await readingArchived(home, path, (readable) =>
    rowsAgain(ledger, home, {batchId, path: readable, sha256: String(sha256), forms}),
  ).catch((error: unknown) => {
    throw error instanceof UserError ? cannotComeBack(fileName, error.message) : error;
  });
  if (count !== Number(accepted_count))
    throw cannotComeBack(fileName, `受け付けたときは${accepted_count}行、いまは${count}行です`);
  await ledger.run(statement("ledger.delete_compacted_batch"), {batch_id: batchId});
  if (await isOtherThanBefore(ledger, batchId))
    throw cannotComeBack(fileName, "行の数は同じですが、読んだ値が受け付けたときと違います");
  await noteContent(ledger, batchId);
}

/** Only rows that are noted can be told; what a program noted anew when they were gone is not. */
async function isOtherThanBefore(ledger: Warehouse, batchId: number): Promise<boolean> {
  const before = (await notedContents(ledger)).filter(
    ({batch_id, relation}) => batch_id === batchId && relation.startsWith("raw."),
  );
  return (
    before.length > 0 &&
    differences(before, await countedContents(ledger, batchId)).some(({relation}) =>
      relation.startsWith("raw."),
    )
  );
}

/** Rows that the file gives today. */
async function rowsAgain(
  ledger: Warehouse,
  home: Home,
  {batchId, path, sha256, forms}: {batchId: number; path: string; sha256: string; forms: Forms},
): Promise<number> {
  const scratchFile = join(home.scratch, `reading-${process.pid}.csv`);
  try {
    const bytes = fingerprint(path);
    if (bytes.sha256 !== sha256) throw new UserError("保管ファイルが壊れています");
    const table = readTable(path, bytes, {contracts: [forms.today, forms.former], scratchFile});
    const judging = {batchId, secret: staffKeySecret(home)};
    const {acceptedCount} = await judge(ledger, table, judging);
    if (table.contract === forms.former)
      await fillStated(ledger, forms.today, {batchId, fields: forms.later});
    const refused = await refuseRows(ledger, table, judging);
    return acceptedCount - refused.rowCount;
  } finally {
    for (const name of readdirSync(home.scratch).filter((file) => file.startsWith(basename(scratchFile))))
      rmSync(join(home.scratch, name), {force: true});
  }
}
