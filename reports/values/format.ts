import {fiscalYearCode, japaneseDate} from "../../schemas/fiscal-time.ts";
import {numberText, roundHalfUp} from "../../schemas/number-text.ts";

/** The one place where a number becomes text on a page; its digits are those of schemas/number-text.ts. */

/** No value: nothing measured, or a zero denominator. */
export const NONE = "－";
/** A value that may not be shown (秘匿). */
export const WITHHELD = "x";

/** 106324.4 → "106,324"; -4 → "▲4"; null → "－". */
export function formatValue(value: number | null, decimals: number): string {
  return value === null ? NONE : numberText(value, decimals);
}

/** Difference of two values as a reader of the page computes it: from the rounded figures. Null when one is missing. */
export function shownDifference(
  later: number | null,
  earlier: number | null,
  decimals: number,
): number | null {
  if (later === null || earlier === null) return null;
  return roundHalfUp(roundHalfUp(later, decimals) - roundHalfUp(earlier, decimals), decimals);
}

const MOST_DECIMALS = 9;

/** As many decimals as it takes to see that two values differ; those asked for where they show it, or nothing does. */
export function tellingDecimals(one: number | null, other: number | null, decimals: number): number {
  for (let more = decimals; more <= MOST_DECIMALS; more += 1)
    if (formatValue(one, more) !== formatValue(other, more)) return more;
  return decimals;
}

/** A target with its 以上 or 以下: "200,000以上", "0". */
export function formatTarget(value: number | null, decimals: number, comparator: string): string {
  return value === null ? NONE : `${formatValue(value, decimals)}${comparator}`;
}

/** Millions of yen in the words of city finance: 3819 → "38億1千9百万円", -224 → "▲2億2千4百万円"; null → "－". */
export function formatMillionYen(millions: number | null): string {
  if (millions === null) return NONE;
  const whole = Math.abs(roundHalfUp(millions, 0));
  const places = [
    {name: "億", digits: Math.floor(whole / 100)},
    {name: "千", digits: Math.floor((whole % 100) / 10)},
    {name: "百", digits: whole % 10},
  ].filter(({digits}) => digits > 0);
  const words = places.map(({name, digits}) => `${formatValue(digits, 0)}${name}`).join("");
  const isRound = whole % 100 === 0;
  return `${millions < 0 && whole > 0 ? "▲" : ""}${words}${isRound ? "" : "万"}円`.replace(/^円$/, "0円");
}

const WHOLE_FROM = 10_000;

/** Of numerators and denominators: whole numbers as they are, measures (days, weighted heads) with one decimal while they are small. */
export function countDecimals(value: number | null): number {
  return value === null || Number.isInteger(value) || Math.abs(value) >= WHOLE_FROM ? 0 : 1;
}

export function formatCount(value: number | null): string {
  return formatValue(value, countDecimals(value));
}

/** Share of 0–1 as a CSS length, held inside the bar: no bar goes backwards or past its end. */
export function formatShare(share: number): string {
  return `${roundHalfUp(Math.min(1, Math.max(0, share)) * 100, 1)}%`;
}

/** Short fiscal year of tables: "R5"; null → "－". */
export function formatYear(fiscalYear: number | null): string {
  return fiscalYear === null ? NONE : fiscalYearCode(fiscalYear);
}

/** One fiscal year or a span of them: "R2", "R1–R2". */
export function formatYearSpan(from: number, to: number): string {
  return from === to ? formatYear(to) : `${formatYear(from)}–${formatYear(to)}`;
}

/** ISO date as it stands in small print: "2024-10-08" → "R6.10.8". */
export function formatShortDate(iso: string): string {
  return japaneseDate(iso)
    .replace("令和", "R")
    .replace("平成", "H")
    .replace("元年", "1年")
    .replace(/年|月/g, ".")
    .replace("日", "");
}
