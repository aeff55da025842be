import {fiscalYearCode, fiscalYearName} from "./fiscal-time.ts";

/** Over which twelve months an indicator is measured: from the first day of a month on; April is the fiscal year, January the calendar year. */
export interface Year {
  year_starts?: number;
}

/** Of no year. */
const NONE = "－";
const APRIL = 4;
const JANUARY = 1;

/** Short year of tables: "R5", of a calendar year "R5年", of a leave year "R5.9～"; null → "－". */
export function yearLabel({year_starts: starts = APRIL}: Year, year: number | null): string {
  if (year === null) return NONE;
  const code = fiscalYearCode(year);
  if (starts === APRIL) return code;
  if (starts === JANUARY) return `${code}年`;
  return `${code}.${starts}～`;
}

/** The same in a sentence: "R5年度", "R5年", "R5年9月～R6年8月". */
export function yearPhrase(kpi: Year, year: number | null): string {
  return phrase(kpi, year, fiscalYearCode);
}

/** Of several years: "R3～R5年度", "R3～R5年", "R3年9月～R6年8月の各年". */
export function yearsPhrase(kpi: Year, first: number, last: number): string {
  if (first === last) return yearPhrase(kpi, first);
  const {year_starts: starts = APRIL} = kpi;
  const [from, to] = [fiscalYearCode(first), fiscalYearCode(last)];
  if (starts === APRIL || starts === JANUARY) return `${from}～${to}${yearWord(kpi)}`;
  return `${from}年${starts}月～${fiscalYearCode(last + 1)}年${starts - 1}月の各年`;
}

/** "令和5年度", "令和5年", "令和5年9月～令和6年8月" */
export function yearName(kpi: Year, year: number): string {
  return phrase(kpi, year, (of) => fiscalYearName(of).replace(/年度$/, ""));
}

/** Short span of tables: "R2～R5". */
export function formatYearSpan({first, last}: {first: number; last: number}): string {
  return [first, last].map(fiscalYearCode).join("～");
}

/** What the years of a table are: "年度", "年（1月～12月）", "年（9月～翌年8月）". */
export function yearHeading({year_starts: starts = APRIL}: Year): string {
  if (starts === APRIL) return "年度";
  return starts === JANUARY ? "年（1月～12月）" : `年（${starts}月～翌年${starts - 1}月）`;
}

/** "年度" or, of other years, "年". */
export function yearWord({year_starts: starts = APRIL}: Year): string {
  return starts === APRIL ? "年度" : "年";
}

function phrase(kpi: Year, year: number | null, code: (year: number) => string): string {
  const {year_starts: starts = APRIL} = kpi;
  if (year === null) return `${NONE}${yearWord(kpi)}`;
  if (starts === APRIL || starts === JANUARY) return `${code(year)}${yearWord(kpi)}`;
  return `${code(year)}年${starts}月～${code(year + 1)}年${starts - 1}月`;
}
