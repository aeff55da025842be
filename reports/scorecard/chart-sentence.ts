import type {MartRow} from "../../schemas/marts.ts";
import {type Year, yearName, yearPhrase, yearWord} from "../../schemas/year-words.ts";
import {formatValue, shownDifference} from "../values/format.ts";
import {rangeText} from "../values/target-text.ts";

type Kpi = Pick<
  MartRow<"marts.dim_kpis">,
  "unit" | "decimals" | "direction" | "comparator" | "target_decimals" | "has_road" | "is_strict"
> &
  Year;

/** Between these a value must lie; null: that side is open. */
interface Asked {
  low: number | null;
  high: number | null;
}

/** What the sentence is about: the latest yearly value, the year before it and what the line to the target requires. */
export interface ChartFacts {
  kpi: Kpi;
  fiscalYear: number | null;
  value: number | null;
  previous: number | null;
  required: Asked;
  /** Sampling error of a survey's value, and of its change. */
  margin?: {margin: number; change_margin: number | null} | null;
  /** The target in force; `words` where it has some of its own. */
  target: Asked & {words: string | null};
}

/**
 * The chart's title: what it says, in one sentence. Differences are those of the printed figures.
 * "R5年度は前年度より25人減ったが、必要水準より200人多い"
 */
export function chartSentence(facts: ChartFacts): string {
  const {kpi, fiscalYear, value, previous} = facts;
  if (value === null) return `${yearWord(kpi)}を通した値はまだない`;
  const change = changeSince(
    kpi,
    shownDifference(value, previous, kpi.decimals),
    facts.margin?.change_margin,
  );
  const standing = withError(standingOf(facts, value), facts);
  const year = `${yearPhrase(kpi, fiscalYear)}は`;
  const before = `前${yearWord(kpi)}`;
  if (!change) return `${year}${standing?.text ?? `${withUnit(kpi, value)}だった`}`;
  if (!standing) return `${year}${before}${change.ended}`;
  const joined = change.isGood === standing.isGood || change.isGood === null ? change.and : change.but;
  return `${year}${before}${joined}、${standing.text}`;
}

/** What of an indicator a change is told by. */
type Measured = Pick<Kpi, "unit" | "decimals" | "direction" | "year_starts">;

type ChangeFacts = Pick<ChartFacts, "fiscalYear" | "value" | "previous"> & {
  kpi: Measured;
  isWithheld: boolean;
};

/** "必要水準に0.3ポイント届かない（標本誤差±3.3ポイントの範囲）": another sample might stand on the other side. */
function withError(
  standing: Standing | null,
  {kpi, value, margin, required, target}: ChartFacts,
): Standing | null {
  const {low, high} = value !== null && isInside(kpi, value, target) ? target : required;
  const gap = shownDifference(value, low ?? high, kpi.decimals);
  if (!standing || !margin || gap === null || Math.abs(gap) > margin.margin) return standing;
  return {...standing, text: `${standing.text}（標本誤差±${distance(kpi, margin.margin)}の範囲）`};
}

/** The change since last year alone: "R5年度は前年度より3人減った". */
export function changeSentence({kpi, fiscalYear, value, previous, isWithheld}: ChangeFacts): string {
  if (fiscalYear === null) return `${yearWord(kpi)}を通した値はまだない`;
  if (isWithheld) return `${yearPhrase(kpi, fiscalYear)}は人数が少ないため示さない`;
  if (value === null) return `${yearPhrase(kpi, fiscalYear)}の値はない`;
  const change = changeSince(kpi, shownDifference(value, previous, kpi.decimals));
  return `${yearPhrase(kpi, fiscalYear)}は${change ? `前${yearWord(kpi)}${change.ended}` : `${withUnit(kpi, value)}だった`}`;
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
    margin,
  }: Omit<ChartFacts, "kpi" | "required" | "target" | "fiscalYear"> & {kpi: Measured} & {fiscalYear: number},
): string {
  const year = yearName(kpi, fiscalYear);
  if (value === null) return `${name}の${year}の値はない`;
  const change = changeSince(kpi, shownDifference(value, previous, kpi.decimals), margin?.change_margin);
  const stated = `${name}は${year}に${withUnit(kpi, value)}`;
  return change ? `${stated}で、前${yearWord(kpi)}${change.ended}` : `${stated}だった`;
}

interface Change {
  /** Null when nothing changed. */
  isGood: boolean | null;
  and: string;
  but: string;
  ended: string;
}

/** A difference within the error of a survey is no change. */
function changeSince(kpi: Measured, difference: number | null, error: number | null = null): Change | null {
  if (difference === null) return null;
  if (difference === 0) return {isGood: null, and: "と同じで", but: "と同じで", ended: "と同じだった"};
  if (error !== null && Math.abs(difference) <= error) {
    const within = `との差${distance(kpi, difference)}が標本誤差の範囲`;
    return {isGood: null, and: `${within}で`, but: `${within}で`, ended: within};
  }
  const isRate = kpi.unit === "%";
  const amount = `より${distance(kpi, difference)}`;
  const isUp = difference > 0;
  const stem = isUp ? (isRate ? "上がり" : "増え") : isRate ? "下がり" : "減り";
  const past = isUp ? (isRate ? "上がった" : "増えた") : isRate ? "下がった" : "減った";
  return {
    isGood: kpi.direction === "within" ? null : isUp === (kpi.direction === "up"),
    and: `${amount}${stem}`,
    but: `${amount}${past}が`,
    ended: `${amount}${past}`,
  };
}

interface Standing {
  isGood: boolean;
  text: string;
}

/** How a value stands to what its year asks: "必要水準より420人多い"; "" where nothing is asked. */
export function standingText(facts: Pick<ChartFacts, "kpi" | "required" | "target">, value: number): string {
  return standingOf(facts, value)?.text ?? "";
}

function standingOf(
  {kpi, required, target}: Pick<ChartFacts, "kpi" | "required" | "target">,
  value: number,
): Standing | null {
  if (isInside(kpi, value, target)) return {isGood: true, text: reachedText(kpi, target)};
  if (kpi.has_road) return standingTo(kpi, value, required, "必要水準");
  const name = `目標（${target.words ?? levelText(kpi, target)}）`;
  // What the year before was is said already.
  if (kpi.is_strict) return isKnown(target) ? {isGood: false, text: `${name}を満たしていない`} : null;
  return standingTo(kpi, value, target, name);
}

function reachedText(kpi: Kpi, target: ChartFacts["target"]): string {
  if (target.words === null) return `目標の${levelText(kpi, target)}に達している`;
  if (target.low !== null && target.high !== null) return `目標の範囲（${target.words}）に収まっている`;
  return `目標（${target.words}）を満たしている`;
}

function levelText(kpi: Kpi, {low, high}: Asked): string {
  return `${formatValue(low ?? high, kpi.target_decimals)}${kpi.unit}${kpi.comparator}`;
}

function isKnown({low, high}: Asked): boolean {
  return low !== null || high !== null;
}

function standingTo(kpi: Kpi, value: number, asked: Asked, name: string): Standing | null {
  const {low, high} = asked;
  if (low !== null && high !== null) return standingToRange(kpi, value, [low, high], name);
  const gap = shownDifference(value, low ?? high, kpi.decimals);
  if (gap === null) return null;
  const isGood = isInside({...kpi, is_strict: false}, value, asked);
  if (gap === 0) return {isGood, text: `${name}と並んでいる`};
  if (!isGood && low !== null) return {isGood, text: `${name}に${distance(kpi, gap)}届かない`};
  return {isGood, text: `${name}より${distance(kpi, gap)}${comparison(kpi, gap)}`};
}

function standingToRange(kpi: Kpi, value: number, range: [number, number], name: string): Standing {
  const [low, high] = range;
  const said = name === "必要水準" ? `必要な範囲（${rangeText(range, kpi.decimals)}${kpi.unit}）` : name;
  const [below, above] = [
    shownDifference(low, value, kpi.decimals),
    shownDifference(value, high, kpi.decimals),
  ];
  if (below !== null && below > 0) return {isGood: false, text: `${said}を${distance(kpi, below)}下回る`};
  if (above !== null && above > 0) return {isGood: false, text: `${said}を${distance(kpi, above)}上回る`};
  return {isGood: true, text: `${said}にある`};
}

/** By the printed figures. */
function isInside({decimals, is_strict}: Kpi, value: number, {low, high}: Asked): boolean {
  const gaps = [shownDifference(low, value, decimals), shownDifference(value, high, decimals)].filter(
    (gap) => gap !== null,
  );
  return gaps.length > 0 && gaps.every((gap) => (is_strict ? gap < 0 : gap <= 0));
}

function comparison(kpi: Measured, gap: number): string {
  if (kpi.unit === "%") return gap > 0 ? "高い" : "低い";
  return gap > 0 ? "多い" : "少ない";
}

function distance(kpi: Measured, difference: number): string {
  return `${formatValue(Math.abs(difference), kpi.decimals)}${kpi.unit === "%" ? "ポイント" : kpi.unit}`;
}

function withUnit(kpi: Measured, value: number): string {
  return `${formatValue(value, kpi.decimals)}${kpi.unit}`;
}
