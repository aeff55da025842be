import {fiscalYearName} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {formatValue, formatYear, shownDifference} from "../values/format.ts";

type Kpi = Pick<
  MartRow<"marts.dim_kpis">,
  "unit" | "decimals" | "direction" | "comparator" | "target_decimals"
>;

/** What the sentence is about: the latest yearly value, the year before it and what the line to the target requires. */
export interface ChartFacts {
  kpi: Kpi;
  fiscalYear: number | null;
  value: number | null;
  previous: number | null;
  required: number | null;
  /** The target in force. */
  target: number;
}

/**
 * The chart's title: what it says, in one sentence. Differences are those of the printed figures.
 * "R5年度は前年度より25人減ったが、必要水準より200人多い"
 */
export function chartSentence(facts: ChartFacts): string {
  const {kpi, fiscalYear, value, previous} = facts;
  if (value === null) return "年度を通した値はまだない";
  const change = changeSince(kpi, shownDifference(value, previous, kpi.decimals));
  const standing = standingOf(facts, value);
  const year = `${formatYear(fiscalYear)}年度は`;
  if (!change) return `${year}${standing?.text ?? `${withUnit(kpi, value)}だった`}`;
  if (!standing) return `${year}前年度${change.ended}`;
  const joined = change.isGood === standing.isGood || change.isGood === null ? change.and : change.but;
  return `${year}前年度${joined}、${standing.text}`;
}

type ChangeFacts = Pick<ChartFacts, "kpi" | "fiscalYear" | "value" | "previous"> & {isWithheld: boolean};

/** The change since last year alone: "R5年度は前年度より3人減った". */
export function changeSentence({kpi, fiscalYear, value, previous, isWithheld}: ChangeFacts): string {
  if (fiscalYear === null) return "年度を通した値はまだない";
  if (isWithheld) return `${formatYear(fiscalYear)}年度は人数が少ないため示さない`;
  if (value === null) return `${formatYear(fiscalYear)}年度の値はない`;
  const change = changeSince(kpi, shownDifference(value, previous, kpi.decimals));
  return `${formatYear(fiscalYear)}年度は${change ? `前年度${change.ended}` : `${withUnit(kpi, value)}だった`}`;
}

/**
 * For a page on which the subject does not stand above the sentence:
 * "障害者実雇用率は令和3年度に2.58%で、前年度より0.05ポイント上がった".
 */
export function namedSentence(
  name: string,
  {
    kpi,
    fiscalYear,
    value,
    previous,
  }: Omit<ChartFacts, "required" | "target" | "fiscalYear"> & {fiscalYear: number},
): string {
  const year = fiscalYearName(fiscalYear);
  if (value === null) return `${name}の${year}の値はない`;
  const change = changeSince(kpi, shownDifference(value, previous, kpi.decimals));
  const stated = `${name}は${year}に${withUnit(kpi, value)}`;
  return change ? `${stated}で、前年度${change.ended}` : `${stated}だった`;
}

interface Change {
  /** Null when nothing changed. */
  isGood: boolean | null;
  and: string;
  but: string;
  ended: string;
}

function changeSince(kpi: Kpi, difference: number | null): Change | null {
  if (difference === null) return null;
  if (difference === 0) return {isGood: null, and: "と同じで", but: "と同じで", ended: "と同じだった"};
  const isRate = kpi.unit === "%";
  const amount = `より${distance(kpi, difference)}`;
  const isUp = difference > 0;
  const stem = isUp ? (isRate ? "上がり" : "増え") : isRate ? "下がり" : "減り";
  const past = isUp ? (isRate ? "上がった" : "増えた") : isRate ? "下がった" : "減った";
  return {
    isGood: isUp === (kpi.direction === "up"),
    and: `${amount}${stem}`,
    but: `${amount}${past}が`,
    ended: `${amount}${past}`,
  };
}

function standingOf({kpi, required, target}: ChartFacts, value: number) {
  if (isReached(kpi, value, target)) {
    const text = `${formatValue(target, kpi.target_decimals)}${kpi.unit}${kpi.comparator}`;
    return {isGood: true, text: `目標の${text}に達している`};
  }
  const gap = shownDifference(value, required, kpi.decimals);
  if (gap === null || required === null) return null;
  const isGood = isReached(kpi, value, required);
  if (gap === 0) return {isGood, text: "必要水準と並んでいる"};
  if (!isGood && kpi.direction === "up") return {isGood, text: `必要水準に${distance(kpi, gap)}届かない`};
  return {isGood, text: `必要水準より${distance(kpi, gap)}${comparison(kpi, gap)}`};
}

function isReached(kpi: Kpi, value: number, level: number): boolean {
  const ahead = shownDifference(value, level, kpi.decimals) ?? 0;
  return kpi.direction === "up" ? ahead >= 0 : ahead <= 0;
}

function comparison(kpi: Kpi, gap: number): string {
  if (kpi.unit === "%") return gap > 0 ? "高い" : "低い";
  return gap > 0 ? "多い" : "少ない";
}

function distance(kpi: Kpi, difference: number): string {
  return `${formatValue(Math.abs(difference), kpi.decimals)}${kpi.unit === "%" ? "ポイント" : kpi.unit}`;
}

function withUnit(kpi: Kpi, value: number): string {
  return `${formatValue(value, kpi.decimals)}${kpi.unit}`;
}
