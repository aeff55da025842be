import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

/** A batch that another one takes the place of in a period, wherever that one is accepted. */
export interface Replaced {
  period: string;
  replaced_id: number;
}

/** Notes what a batch takes the place of. Runs inside the transaction that loads it. */
export async function noteReplaced(ledger: Warehouse, batchId: number, replaced: Replaced[]): Promise<void> {
  if (replaced.length === 0) return;
  await ledger.run(statement("ledger.insert_replaces"), {
    batch_id: batchId,
    replaced: JSON.stringify(replaced),
  });
}

/** The batches in force that a recorded batch takes, or would take, the place of. */
export async function replacedInForce(ledger: Warehouse, batchId: number): Promise<Replaced[]> {
  const rows = await ledger.rows(statement("ledger.replaced_in_force"), {batch_id: batchId});
  return rows.map(({period, replaced_id}) => ({period: String(period), replaced_id: Number(replaced_id)}));
}
