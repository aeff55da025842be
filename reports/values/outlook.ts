import type {MartRow} from "../../schemas/marts.ts";
import {yearPhrase, yearWord} from "../../schemas/year-words.ts";
import {formatValue} from "./format.ts";
import type {Scored} from "./scored.ts";

type Outlook = MartRow<"marts.fct_scoreboard">["forecast_outlook"];

interface Wording {
  /** For a table's cell. */
  short: string;
  /** Ends a sentence about the target year. */
  long: string;
}

type Said = Exclude<Outlook, "none">;

const UNCLEAR: Wording = {short: "見通せない", long: ""};

/** Where some of the range reaches the target and some does not, its middle is no answer. */
function either(
  short: string,
  long: string,
): Pick<Record<Said, Wording>, "rather_likely" | "rather_unlikely"> {
  return {rather_likely: {short, long}, rather_unlikely: {short, long}};
}

const TO_REACH: Record<Said, Wording> = {
  likely: {short: "届く見込み", long: "目標に届く見込み"},
  ...either("どちらもありうる", "目標に届くことも届かないこともありうる"),
  unlikely: {short: "届かない見込み", long: "目標には届かない見込み"},
  unclear: UNCLEAR,
};

/** Where the target is reached already, the question is whether it stays so. */
const TO_KEEP: Record<Said, Wording> = {
  likely: {short: "保つ見込み", long: "目標を保つ見込み"},
  ...either("どちらもありうる", "目標を保つことも保てないこともありうる"),
  unlikely: {short: "保てない見込み", long: "目標を保てない見込み"},
  unclear: UNCLEAR,
};

/** Whether the target will be met, in words and never as a chance in per cent; "" without a forecast. */
export function outlookWord({score}: Scored): string {
  return wordingOf(score)?.short ?? "";
}

/**
 * Where the trend of the latest years leads, in one sentence:
 * "近年の傾向が続くと、R7年度は505人（8割の幅 470～560人）となり、目標には届かない見込み。"
 */
export function outlookSentence({kpi, score}: Scored, hasBreak: boolean): string {
  const wording = wordingOf(score);
  if (score.forecast_outlook === "unclear") return unclear({kpi, score});
  if (!wording || score.forecast_value === null) return noForecast(kpi, score, hasBreak);
  const amount = `${formatValue(score.forecast_value, kpi.decimals)}${kpi.unit}`;
  const year = yearPhrase(kpi, score.target_fiscal_year);
  return `近年の傾向が続くと、${year}は${amount}${rangeOf({kpi, score})}となり、${wording.long}。`;
}

function wordingOf({status, forecast_outlook}: Scored["score"]): Wording | undefined {
  if (forecast_outlook === "none") return undefined;
  return (status === "achieved" ? TO_KEEP : TO_REACH)[forecast_outlook];
}

/** "直近2年は減ったが、5年の傾きは増える向きのため、R7年度に目標に届くかは見通せない。" */
function unclear({kpi, score}: Scored): string {
  const isDown = (score.value ?? 0) < (score.previous_value ?? 0);
  const ways = kpi.unit === "%" ? WAYS.rate : WAYS.amount;
  const [latest, trend] = isDown ? [ways.down.past, ways.up.way] : [ways.up.past, ways.down.way];
  return `直近2${yearWord(kpi)}は${latest}が、5年の傾きは${trend}向きのため、${yearPhrase(kpi, score.target_fiscal_year)}に目標に届くかは見通せない。`;
}

const WAYS = {
  rate: {up: {past: "上がった", way: "上がる"}, down: {past: "下がった", way: "下がる"}},
  amount: {up: {past: "増えた", way: "増える"}, down: {past: "減った", way: "減る"}},
};

/** Nothing where both ends are printed as the same. */
function rangeOf({kpi, score}: Scored): string {
  const [low, high] = [score.forecast_low, score.forecast_high].map((end) => formatValue(end, kpi.decimals));
  return low === high ? "" : `（8割の幅 ${low}～${high}${kpi.unit}）`;
}

function noForecast(kpi: Scored["kpi"], score: Scored["score"], hasBreak: boolean): string {
  const {value_fiscal_year, target_fiscal_year} = score;
  // A target without a number of its own is another one every year; one in words has nothing to draw.
  if (!kpi.has_road && kpi.target_value === null) return "";
  if (value_fiscal_year !== null && value_fiscal_year >= target_fiscal_year) return "";
  const values = `${hasBreak ? "数え方が変わってからの" : ""}${yearWord(kpi)}の値`;
  return `${values}が4つに満たないため、${yearPhrase(kpi, target_fiscal_year)}の見込みは示さない。`;
}
