import type {MartRow} from "../../schemas/marts.ts";
import {formatShortDate, formatYearSpan} from "./format.ts";

/** When a base was measured: "R2", "R1–R2" of one that spans years, or its day: "R7.10.1". */
export function baseYears({
  base_on,
  base_from_fiscal_year: from,
  base_fiscal_year: to,
}: Pick<MartRow<"marts.dim_kpis">, "base_on" | "base_from_fiscal_year" | "base_fiscal_year">): string {
  return base_on === null ? formatYearSpan(from, to) : formatShortDate(base_on);
}
