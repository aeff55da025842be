import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import type {NewBatch} from "./earlier-batches.ts";

/** So many periods before are looked at, and no further back than a year. */
export const PERIODS_BEFORE = 3;

/** A file in force in one of the periods before. */
export interface FormerPart {
  period: string;
  batchId: number;
}

/** The files of the months or quarters before a batch's first; none for lists of a year or a day. */
export async function periodsBefore(
  ledger: Warehouse,
  {contract, periods}: Pick<NewBatch, "contract" | "periods">,
): Promise<FormerPart[]> {
  const months = monthsOfPeriod(contract);
  const first = periods.toSorted()[0];
  if (first === undefined || (months !== 1 && months !== 3)) return [];
  const rows = await ledger.rows(statement("ledger.batches_before"), {
    source: contract.source,
    before: first,
    since: `${Number(first.slice(0, 4)) - 1}${first.slice(4)}`,
    count: PERIODS_BEFORE,
  });
  return rows.map(({period, batch_id}) => ({period: String(period), batchId: Number(batch_id)}));
}
