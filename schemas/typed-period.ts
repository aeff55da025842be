import {UserError} from "./errors.ts";
import {type FiscalQuarter, fiscalYearOf, parseFiscalYear, quarterCode, quarterEnd} from "./fiscal-time.ts";

/** A period as a person types it. */
export type TypedPeriod =
  | {kind: "year"; fiscalYear: number}
  | ({kind: "quarter"} & FiscalQuarter)
  /** Calendar year and month. */
  | {kind: "month"; year: number; month: number};

const QUARTER = /^(.+?)(?:Q|第)?([1-4一二三四])(?:四半期|Q)$|^(.+?)Q([1-4])$/;
const MONTH = /^([12][0-9]{3})(?:[-/.](?=[0-9])|年)(1[0-2]|0?[1-9])月?$/;
const ERA_MONTH = /^(R|H|令和|平成)([0-9]{1,2}|元)(?:[-/.]|年)(1[0-2]|0?[1-9])月?$/;
const MONTH_OF_YEAR = /^(.+年度)(1[0-2]|0?[1-9])月$/;
const KANJI = "一二三四";

/**
 * Reads a fiscal year (令和7年度, R7, 2025), a quarter of it (令和7年度第4四半期, R7Q4, 2025Q4) or a month (2025-10, 令和7年10月,
 * 令和7年度10月), also in full-width signs. UserError when it is none of them.
 */
export function parsePeriod(text: string): TypedPeriod {
  const plain = text
    .normalize("NFKC")
    .replace(/[‐‑‒–—―−ー]/g, "-")
    .replace(/[\sの]/g, "")
    .toUpperCase();
  const read = monthOf(plain) ?? quarterOf(plain) ?? yearOf(plain);
  if (read) return read;
  throw new UserError(
    `「${text}」は期間として読めません。例: 令和7年度、R7、2025（年度）、令和7年度第4四半期、R7Q4（四半期）、2025-10、令和7年10月（月）`,
  );
}

/** Whether a text is a period. */
export function isPeriod(text: string): boolean {
  try {
    parsePeriod(text);
    return true;
  } catch {
    return false;
  }
}

/** The fiscal quarter in which a month lies. */
export function quarterOfMonth({year, month}: {year: number; month: number}): FiscalQuarter {
  const quarter = (1 + Math.floor(((month + 8) % 12) / 3)) as FiscalQuarter["quarter"];
  return {fiscalYear: fiscalYearOf(`${year}-${String(month).padStart(2, "0")}-01`), quarter};
}

/** First and last day (ISO) of a period. */
export function spanOf(period: TypedPeriod): {from: string; to: string} {
  switch (period.kind) {
    case "year":
      return {from: `${period.fiscalYear}-04-01`, to: `${period.fiscalYear + 1}-03-31`};
    case "quarter": {
      const to = quarterEnd(period);
      const month = Number(to.slice(5, 7)) - 2;
      return {from: `${to.slice(0, 4)}-${String(month).padStart(2, "0")}-01`, to};
    }
    case "month":
      return monthSpan(period);
    default:
      return period satisfies never;
  }
}

function monthSpan({year, month}: {year: number; month: number}): {from: string; to: string} {
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return {from: `${last.slice(0, 7)}-01`, to: last};
}

/** Reads a fiscal year only; UserError for a quarter or a month, too. */
export function parseYear(text: string): number {
  const period = parsePeriod(text);
  if (period.kind === "year") return period.fiscalYear;
  const quarter = period.kind === "quarter" ? period : quarterOfMonth(period);
  throw new UserError(
    `「${text}」は年度ではありません（${quarterCode(quarter)} の${period.kind === "quarter" ? "四半期" : "中の月"}）。年度を書いてください。例: 令和7年度、R7、2025`,
  );
}

function monthOf(text: string): TypedPeriod | undefined {
  const [, year, month] = MONTH.exec(text) ?? [];
  if (year !== undefined) return {kind: "month", year: Number(year), month: Number(month)};
  const [, era, yearOfEra, monthOfEra] = ERA_MONTH.exec(text) ?? [];
  // Years of an era run from January here: 令和7年1月 is of the calendar year.
  if (era !== undefined)
    return {kind: "month", year: parseFiscalYear(`${era}${yearOfEra}`), month: Number(monthOfEra)};
  const [, fiscal, monthInside] = MONTH_OF_YEAR.exec(text) ?? [];
  const fiscalYear = fiscal === undefined ? undefined : yearIn(fiscal);
  if (fiscalYear === undefined) return undefined;
  const number = Number(monthInside);
  return {kind: "month", year: number < 4 ? fiscalYear + 1 : fiscalYear, month: number};
}

function quarterOf(text: string): TypedPeriod | undefined {
  const [, before, said, year, number] = QUARTER.exec(text) ?? [];
  const fiscalYear = yearIn(before ?? year ?? "");
  if (fiscalYear === undefined) return undefined;
  const quarter = Number(number ?? said) || KANJI.indexOf(said ?? "") + 1;
  return {kind: "quarter", fiscalYear, quarter: quarter as FiscalQuarter["quarter"]};
}

function yearOf(text: string): TypedPeriod | undefined {
  const fiscalYear = yearIn(text);
  return fiscalYear === undefined ? undefined : {kind: "year", fiscalYear};
}

function yearIn(text: string): number | undefined {
  const bare = text.replace(/^FY/, "").replace(/^((?:R|H|令和|平成)?(?:[0-9]{1,4}|元))年度$/, "$1");
  try {
    return parseFiscalYear(bare);
  } catch {
    return undefined;
  }
}
