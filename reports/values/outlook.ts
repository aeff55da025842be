import type {MartRow} from "../../schemas/marts.ts";
import {formatValue} from "./format.ts";
import type {Scored} from "./scored.ts";
import {yearPhrase, yearWord} from "./year-words.ts";

type Outlook = MartRow<"marts.fct_scoreboard">["forecast_outlook"];

interface Wording {
  /** For a table's cell. */
  short: string;
  /** Ends a sentence about the target year. */
  long: string;
}

const TO_REACH: Record<Exclude<Outlook, "none">, Wording> = {
  likely: {short: "届く見込み", long: "目標に届く見込み"},
  rather_likely: {short: "届く可能性が高い", long: "目標に届く可能性が高い"},
  rather_unlikely: {short: "届きにくい", long: "目標には届きにくい"},
  unlikely: {short: "届かない見込み", long: "目標には届かない見込み"},
};

/** Where the target is reached already, the question is whether it stays so. */
const TO_KEEP: Record<Exclude<Outlook, "none">, Wording> = {
  likely: {short: "保つ見込み", long: "目標を保つ見込み"},
  rather_likely: {short: "保つ可能性が高い", long: "目標を保つ可能性が高い"},
  rather_unlikely: {short: "保ちにくい", long: "目標を保ちにくい"},
  unlikely: {short: "保てない見込み", long: "目標を保てない見込み"},
};

/** Whether the target will be met, in words and never as a chance in per cent; "" without a forecast. */
export function outlookWord({score}: Scored): string {
  return wordingOf(score)?.short ?? "";
}

/**
 * Where the trend of the latest years leads, in one sentence:
 * "近年の傾向が続くと、R7年度は505人（470～560人）となり、目標には届かない見込み。"
 */
export function outlookSentence({kpi, score}: Scored, hasBreak: boolean): string {
  const wording = wordingOf(score);
  if (!wording || score.forecast_value === null) return noForecast(kpi, score, hasBreak);
  const amount = `${formatValue(score.forecast_value, kpi.decimals)}${kpi.unit}`;
  const year = yearPhrase(kpi, score.target_fiscal_year);
  return `近年の傾向が続くと、${year}は${amount}${rangeOf({kpi, score})}となり、${wording.long}。`;
}

function wordingOf({status, forecast_outlook}: Scored["score"]): Wording | undefined {
  if (forecast_outlook === "none") return undefined;
  return (status === "achieved" ? TO_KEEP : TO_REACH)[forecast_outlook];
}

/** Nothing where both ends are printed as the same. */
function rangeOf({kpi, score}: Scored): string {
  const [low, high] = [score.forecast_low, score.forecast_high].map((end) => formatValue(end, kpi.decimals));
  return low === high ? "" : `（${low}～${high}${kpi.unit}）`;
}

function noForecast(kpi: Scored["kpi"], score: Scored["score"], hasBreak: boolean): string {
  const {value_fiscal_year, target_fiscal_year} = score;
  // A target without a number of its own is another one every year; one in words has nothing to draw.
  if (!kpi.has_road && kpi.target_value === null) return "";
  if (value_fiscal_year !== null && value_fiscal_year >= target_fiscal_year) return "";
  const values = `${hasBreak ? "数え方が変わってからの" : ""}${yearWord(kpi)}の値`;
  return `${values}が4つに満たないため、${yearPhrase(kpi, target_fiscal_year)}の見込みは示さない。`;
}
