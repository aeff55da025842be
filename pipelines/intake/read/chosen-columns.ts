import type {Hold} from "../../ledger/hold.ts";
import type {Grid} from "./grid.ts";
import type {MonthColumn} from "./month-headings.ts";
import type {OtherColumn} from "./other-columns.ts";

/** Which columns of a sheet with months or kinds across hold the values that count. */
export interface ChosenColumns {
  across: MonthColumn[];
  /** Months that are no actual values, or of which it is not answered whether they are. */
  leftOut: MonthColumn[];
  totals: OtherColumn[];
  holds: Hold[];
  reading: string[];
  /** The first row below the headings, a row that says 実績 or 見込 below each month included. */
  bodyRow: number;
}

/** For people, a piece for the columns that are left out and one for those that are sums; `leftOut` are months by their names. */
export function toldColumns({name}: Grid, leftOut: string[], others: OtherColumn[]): string[] {
  const beside = others.filter(({kind}) => kind === "beside").map(({heading}) => `「${heading}」`);
  const columns = [...new Set([...leftOut, ...beside])];
  const totals = others.filter(({kind}) => kind === "total").map(({heading}) => `「${heading}」`);
  const sheet = name === undefined ? "" : `シート「${name}」の`;
  return [
    ...(columns.length === 0 ? [] : [`${sheet}${columns.join("、")}の列は除外`]),
    ...(totals.length === 0 ? [] : [`${sheet}合計の列${[...new Set(totals)].join("")}は除外`]),
  ];
}
