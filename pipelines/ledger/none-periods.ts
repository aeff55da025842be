import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

/** Notes the periods of which a file without rows says that there is nothing. Runs inside the transaction that loads it. */
export async function noteNone(
  ledger: Warehouse,
  {batchId, source}: {batchId: number; source: string},
  periods: string[],
): Promise<void> {
  await ledger.run(statement("ledger.insert_none_periods"), {
    source,
    batch_id: batchId,
    periods: JSON.stringify(periods),
  });
}

/** Whether these very bytes said so of these periods already. */
export async function isKnownNone(
  ledger: Warehouse,
  sha256: string,
  {none}: {none: string[]},
): Promise<boolean> {
  const rows = await ledger.rows(statement("ledger.periods_of_content"), {sha256});
  const known = new Set(rows.map(({period}) => String(period)));
  return none.length > 0 && none.every((period) => known.has(period));
}
