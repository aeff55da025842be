import type {Reference} from "../../../schemas/contract.ts";
import {statement} from "../../catalog/sql-files.ts";
import {memoryOf} from "../../engine/memory-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import {mayComeByMonth} from "../../ledger/by-month.ts";

/** What a batch has of one bureau in one period: people by the last roster, or rows where bureaus send sums. */
export interface UnitCount {
  period: string;
  /** The bureau's code; null for people whom no roster names. */
  unit: string | null;
  count: number;
}

export interface BatchUnits {
  source: string;
  /** How its rows name the bureau. */
  to: Extract<Reference["to"], "staff_number" | "bureau_name">;
  batchId: number;
}

const COUNTING = {
  staff_number: "ledger.units_of_batch_by_staff",
  bureau_name: "ledger.units_of_batch_by_name",
} as const;

const unitsIn = memoryOf(() => new Map<number, UnitCount[]>());

/** Asked once of each batch: while its rows are judged, and again as often as files come after it. */
export async function unitsOfBatch(
  ledger: Warehouse,
  {source, to, batchId}: BatchUnits,
): Promise<UnitCount[]> {
  const known = unitsIn(ledger).get(batchId);
  if (known) return known;
  const counting = mayComeByMonth(source) ? "ledger.units_of_batch_by_month" : COUNTING[to];
  const rows = await ledger.rows(statement(counting), {source, batch_id: batchId});
  const units = rows.map(({period, unit, count}) => ({
    period: String(period),
    unit: unit === null ? null : String(unit),
    count: Number(count),
  }));
  unitsIn(ledger).set(batchId, units);
  return units;
}

/** Rows were taken out of the batch. */
export function forgetUnits(ledger: Warehouse, batchId: number): void {
  unitsIn(ledger).delete(batchId);
}
