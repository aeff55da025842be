import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

/** Whether a held file names bureaus or people that no list had, and a list was taken since: read again, it may be whole. */
export async function isListedSince(ledger: Warehouse, batchId: number): Promise<boolean> {
  const [row] = await ledger.rows(statement("ledger.listed_since"), {batch_id: batchId});
  return row?.is_listed_since === true;
}
