import type {Contract} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Row, Warehouse} from "../../engine/open.ts";
import type {Home} from "../../installation/home.ts";
import {differences} from "../../ledger/changed-contents.ts";
import {countedContents, noteContent, notedContents} from "../../ledger/contents.ts";
import {holdToKey} from "../../ledger/hold-to-key.ts";
import {cannotComeBack} from "./compact-batches.ts";
import {rowsFromArchive} from "./rows-from-archive.ts";

/**
 * Loads the rows of compacted batches that are in force again, from the archive; returns the names of their files. Runs
 * inside the transaction of the decision that put them in force. UserError, which takes that decision back, when a file
 * is gone or does not give the rows that were there when it came.
 */
export async function reloadBatches(
  ledger: Warehouse,
  home: Home,
  contracts: readonly Contract[] = shippedContracts,
): Promise<string[]> {
  const batches = await ledger.rows(statement("ledger.compacted_batches_in_force"));
  if (batches.length > 0) await holdToKey(ledger, home);
  for (const batch of batches) await reload(ledger, home, {batch, contracts});
  return batches.map(({file_name}) => String(file_name));
}

async function reload(
  ledger: Warehouse,
  home: Home,
  {
    batch: {batch_id, source, file_name, sha256, accepted_count, read_as},
    contracts,
  }: {batch: Row; contracts: readonly Contract[]},
): Promise<void> {
  const [batchId, fileName] = [Number(batch_id), String(file_name)];
  const readAs = read_as as string[];
  const batch = {batchId, fileName, source: String(source), sha256: String(sha256), readAs};
  const again = await rowsFromArchive(ledger, home, {batch, contracts}).catch((error: unknown) => {
    throw error instanceof UserError ? cannotComeBack(fileName, error.message) : error;
  });
  if (again.kind === "refused") throw cannotComeBack(fileName, again.why);
  if (again.count !== Number(accepted_count))
    throw cannotComeBack(fileName, `受け付けたときは${accepted_count}行、いまは${again.count}行です`);
  await ledger.run(statement("ledger.delete_compacted_batch"), {batch_id: batchId});
  if (await isOtherThanBefore(ledger, batchId))
    throw cannotComeBack(fileName, "行の数は同じですが、読んだ値が受け付けたときと違います");
  await noteContent(ledger, batchId);
}

/** Only rows that are noted can be told; what a program noted anew when they were gone is not. */
async function isOtherThanBefore(ledger: Warehouse, batchId: number): Promise<boolean> {
  const isRows = ({relation}: {relation: string}) => relation.startsWith("raw.");
  const before = (await notedContents(ledger)).filter((each) => each.batch_id === batchId && isRows(each));
  if (before.length === 0) return false;
  return differences(before, await countedContents(ledger, batchId)).some(isRows);
}
