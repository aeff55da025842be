import type {FieldMeta} from "../../../schemas/fields.ts";
import type {Hold} from "../../ledger/hold.ts";
import type {ChosenColumns} from "./chosen-columns.ts";
import {amountText} from "./control-totals.ts";

/** One row of a sheet with months or kinds across. */
export interface RowAcross {
  /** "シート「R2」8行目" */
  place: string;
  /** Null for a blank, undefined where no number stands. */
  amountAt: (column: number) => number | null | undefined;
  meta: FieldMeta;
  /** In how many of the smallest unit the sheet counts. */
  unit: number;
}

/**
 * The columns of totals in or at the end of a row against its months or kinds, forecasts included: all of them, those before it,
 * or those since the total before it. Averages are not compared.
 */
export function compareAcross(
  {place, amountAt, meta, unit}: RowAcross,
  {across, leftOut, totals}: ChosenColumns,
): Hold[] {
  const amounts = [...across, ...leftOut].map(({column}) => ({column, amount: amountAt(column)}));
  if (amounts.some(({amount}) => amount === undefined)) return [];
  const tolerance = unit > 1 ? (unit / 2) * (amounts.length + 1) : 0;
  return totals.flatMap(({column, heading}, index) => {
    const stated = amountAt(column);
    if (stated === null || stated === undefined) return [];
    const before = amounts.filter((month) => month.column < column);
    const recent = before.filter((month) => month.column > (totals[index - 1]?.column ?? -1));
    const [all = 0, ...parts] = [amounts, before, recent].map(sumOf);
    if ([all, ...parts].some((sum) => Math.abs(stated - sum) <= tolerance)) return [];
    const [said, summed] = [stated, all].map((amount) => amountText(meta, amount));
    return [
      {kind: "control_total", text: `${place}: 「${heading}」は${said}ですが、内訳を足すと${summed}です`},
    ];
  });
}

function sumOf(months: {amount: number | null | undefined}[]): number {
  return months.reduce((sum, {amount}) => sum + (amount ?? 0), 0);
}
