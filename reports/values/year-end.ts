import {largest, smallest} from "../../schemas/extremes.ts";
import {formatValue, formatYear} from "./format.ts";
import type {Scored} from "./scored.ts";
import {type StatusView, statusView} from "./status.ts";

type Score = Scored["score"];
type Status = Score["status"];

/** The best first; what is not among them stands nowhere on the way. */
const FROM_BEST: Status[] = ["achieved", "on_track", "slightly_behind", "behind", "reversed"];

/** Whether it was held against a level: not unknown, no starting point, nobody to count. */
export function isJudged({computed_status, status}: Score): boolean {
  return FROM_BEST.includes(computed_status ?? status) || status === "accepted";
}

/** How an indicator stands at the quarter's end: where the running year will end, else by its latest yearly value. */
export function standing({year_end_status, computed_status, status}: Score): Status {
  return year_end_status ?? computed_status ?? status;
}

export type Change = "better" | "worse" | "new";

/** Against the board of the quarter before; null where it stands as it did, or nowhere on the way. */
export function changeSince(score: Score, before: Score | null): Change | null {
  const now = FROM_BEST.indexOf(standing(score));
  if (before === null || now < 0) return null;
  const then = FROM_BEST.indexOf(standing(before));
  if (then < 0) return "new";
  if (now === then) return null;
  return now < then ? "better" : "worse";
}

/** How many words an indicator moved by. */
export function changeSize(score: Score, before: Score): number {
  return Math.abs(FROM_BEST.indexOf(standing(score)) - FROM_BEST.indexOf(standing(before)));
}

/** The word of the running year; null where it has none. */
export function yearEndStatus({year_end_status}: Score): StatusView | null {
  return year_end_status === null ? null : statusView(year_end_status);
}

/** "516人（504～529人）" in parts; the range is "" where both ends are printed alike. */
export function yearEndText({kpi, score}: Scored): {value: string; range: string} {
  const [low, high] = [score.year_end_low, score.year_end_high].map((end) => formatValue(end, kpi.decimals));
  return {
    value: formatValue(score.year_end_value, kpi.decimals),
    range: low === high ? "" : `${low}～${high}`,
  };
}

/** Words that the ends of the range would get and its middle does not: "幅では やや遅れ～順調". */
export function unsureText({year_end_status, year_end_status_low, year_end_status_high}: Score): string {
  const ends = [year_end_status_low, year_end_status_high].filter((status) => status !== null);
  if (ends.every((status) => status === year_end_status)) return "";
  const places = [year_end_status, ...ends].map((status) => FROM_BEST.indexOf(status as Status));
  const [worst, best] = [largest(places), smallest(places)].map((place) => FROM_BEST[place]);
  return worst && best ? `幅では${statusView(worst).word}～${statusView(best).word}` : "";
}

/** "R6年度末は516人（504～529人）の見込み"; "" where there is none. */
export function yearEndPhrase({kpi, score}: Scored): string {
  if (score.year_end_value === null) return "";
  const {value, range} = yearEndText({kpi, score});
  const span = range === "" ? "" : `（${range}${kpi.unit}）`;
  return `${formatYear(score.as_of_fiscal_year)}年度末は${value}${kpi.unit}${span}の見込み`;
}
