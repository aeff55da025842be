import type {MartRow} from "../../schemas/marts.ts";
import {formatShortDate, formatTarget, formatValue, formatYear, NONE} from "./format.ts";
import {judgedDecimals} from "./judged-decimals.ts";
import type {Scored} from "./scored.ts";

type Kpi = Pick<MartRow<"marts.dim_kpis">, "unit" | "decimals" | "comparator" | "target_decimals">;
type Score = MartRow<"marts.fct_scoreboard">;

/** A target as the programme was decided (a row of dim_kpis), or as it is in force (of fct_scoreboard). */
type Target = Pick<
  Score,
  "target_value" | "target_words" | "target_fiscal_year" | "target_year_words" | "target_by"
>;

/** For a table with a column of units: "30以上", "概ね50%（±2）". */
export function targetCell({target_value, target_words}: Target, kpi: Kpi): string {
  return target_words ?? formatTarget(target_value, kpi.target_decimals, kpi.comparator);
}

/** In a sentence: "30%以上", "概ね50%（±2）". */
export function targetPhrase({target_value, target_words}: Target, kpi: Kpi): string {
  return target_words ?? `${formatTarget(target_value, kpi.target_decimals, kpi.unit)}${kpi.comparator}`;
}

/** "R7", the plan's own words (平成32年度), or its day: "R9.12.31". */
export function targetYear({target_fiscal_year, target_year_words, target_by}: Target): string {
  return target_year_words ?? (target_by ? formatShortDate(target_by) : formatYear(target_fiscal_year));
}

/** "1,150～1,220" where a range is required; "－" where nothing is known of it. */
export function requiredText({kpi, score}: Scored): string {
  const {required_value, required_low, required_high} = score;
  const decimals = judgedDecimals({kpi, score});
  if (required_low === null || required_high === null) return formatValue(required_value, decimals);
  return rangeText([required_low, required_high], decimals);
}

export function rangeText([low, high]: [number, number], decimals: number): string {
  const [from, to] = [formatValue(low, decimals), formatValue(high, decimals)];
  return from === to ? from : `${from}～${to}`;
}

/** Who said of a target in words how it stands: "総務部長、R7.4.1：面接の…"; "" where nobody did. */
export function judgedText({judged_on, judged_by, judgement_note}: Score): string {
  if (judged_on === null) return "";
  return `${judged_by ?? NONE}、${formatShortDate(judged_on)}：${judgement_note ?? ""}`;
}
