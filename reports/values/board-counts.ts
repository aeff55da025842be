import {formatValue, formatYear} from "./format.ts";
import type {Scored} from "./scored.ts";
import {countStatuses, type StatusView} from "./status.ts";

/** How many indicators stand where, by one of the two judgements of the board. */
export interface CountLine {
  /** "最新の年度の値", "R6年度末見込み". */
  name: string;
  /** What it counts: "10指標", or rows where an indicator has several. */
  total: string;
  counts: {status: StatusView; count: string}[];
}

/** By the latest yearly value, and by where the running year will end: that of the indicators that have a forecast, none without any. */
export function boardCounts(indicators: Scored[]): CountLine[] {
  const statuses = indicators.map(({score}) => score.status);
  const ahead = indicators.flatMap(({score: {year_end_status}}) => year_end_status ?? []);
  const unit = indicators.some(({kpi}) => kpi.segment_of !== null) ? "行" : "指標";
  const year = formatYear(indicators[0]?.score.as_of_fiscal_year ?? null);
  const line = (name: string, counted: typeof statuses): CountLine => ({
    name,
    total: `${formatValue(counted.length, 0)}${unit}`,
    counts: countStatuses(counted, [...statuses, ...ahead]),
  });
  const reported = line("最新の年度の値", statuses);
  return ahead.length === 0 ? [reported] : [reported, line(`${year}年度末見込み`, ahead)];
}
