import type {MartRow} from "../../schemas/marts.ts";
import type {Said} from "../../schemas/series-code.ts";
import {formatValue} from "./format.ts";
import {statusView} from "./status.ts";

type Score = MartRow<"marts.fct_scoreboard">;
type Rule = MartRow<"marts.dim_overtime_rules">;

const STATUSES: Record<Score["status"], string> = {
  achieved: statusView("achieved").word,
  on_track: statusView("on_track").word,
  slightly_behind: statusView("slightly_behind").word,
  behind: statusView("behind").word,
  reversed: statusView("reversed").word,
  accepted: statusView("accepted").word,
  start: statusView("start").word,
  unknown: statusView("unknown").word,
  reference: statusView("reference").word,
  none: statusView("none").word,
};

const OUTLOOKS: Record<Score["forecast_outlook"], string> = {
  likely: "届く見込み",
  rather_likely: "どちらもありうる（真ん中は届く）",
  rather_unlikely: "どちらもありうる（真ん中は届かない）",
  unlikely: "届かない見込み",
  unclear: "見通せない",
  none: "見込みなし",
};

const WINDOWS: Record<Rule["window_kind"], string> = {
  month: "月",
  year: "年度",
  mean_2_6_months: "2～6か月の平均",
  months_over: "超えた月の数",
};

const WORDS: Record<string, string> = {
  ...STATUSES,
  ...OUTLOOKS,
  ...WINDOWS,
  settled: "決算",
  payroll: "給与",
  up: "増えるほど良い",
  down: "減るほど良い",
  within: "範囲に収まるのが良い",
  ">": "超える",
  ">=": "以上",
  "": "なし",
};

/** What a cell of a series says, for people. */
export function formatSaid(said: Said, decimals: number): string {
  return typeof said === "string" ? (WORDS[said] ?? said) : formatValue(said, decimals);
}
