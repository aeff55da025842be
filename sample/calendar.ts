import {fiscalYearName, japaneseDate} from "../schemas/fiscal-time.ts";

/** The sample runs from April 2016 (平成28年度) to September 2024 (令和6年度第2四半期). */
export const FIRST_FISCAL_YEAR = 2016;
const LAST_FISCAL_YEAR = 2024;
/** Months of the last fiscal year for which extracts exist. */
const LAST_YEAR_MONTHS = 6;

export const fiscalYears: readonly number[] = Array.from(
  {length: LAST_FISCAL_YEAR - FIRST_FISCAL_YEAR + 1},
  (_, index) => FIRST_FISCAL_YEAR + index,
);

/** Days of record of the staff roster: 1 April and 1 October of every year (18 of them). */
export const rosterDays: readonly string[] = fiscalYears.flatMap((year) => [
  `${year}-04-01`,
  `${year}-10-01`,
]);

/** The roster (index into rosterDays) in force in a month; `month` counts from April = 0. */
export function rosterOfMonth(fiscalYear: number, month: number): number {
  return (fiscalYear - FIRST_FISCAL_YEAR) * 2 + (month >= 6 ? 1 : 0);
}

/** First and last days of every month from April 2016, so that they are made once. */
const months = fiscalYears.flatMap((fiscalYear) =>
  Array.from({length: 12}, (_, month) => monthBounds(fiscalYear, month)),
);

/** ISO first day of a fiscal month (April = 0). */
export function monthStart(fiscalYear: number, month: number): string {
  return months[(fiscalYear - FIRST_FISCAL_YEAR) * 12 + month]?.start ?? "";
}

/** ISO last day of a fiscal month. */
export function monthEnd(fiscalYear: number, month: number): string {
  return months[(fiscalYear - FIRST_FISCAL_YEAR) * 12 + month]?.end ?? "";
}

function monthBounds(fiscalYear: number, month: number): {start: string; end: string} {
  const calendarMonth = ((month + 3) % 12) + 1;
  const year = fiscalYear + (month >= 9 ? 1 : 0);
  const yearMonth = `${year}-${twoDigits(calendarMonth)}`;
  return {start: `${yearMonth}-01`, end: `${yearMonth}-${daysInMonth(year, calendarMonth)}`};
}

export function daysInMonth(year: number, calendarMonth: number): number {
  if (calendarMonth === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(calendarMonth) ? 30 : 31;
}

/** Months (April = 0 …) of a fiscal year that the extracts cover. */
export function coveredMonths(fiscalYear: number): number {
  return fiscalYear === LAST_FISCAL_YEAR ? LAST_YEAR_MONTHS : 12;
}

/** "2020-04-01" → "R2.4.1", "2016-04-01" → "H28.4.1". */
export function shortJapaneseDate(iso: string): string {
  return japaneseDate(iso)
    .replace("令和元", "R1")
    .replace("令和", "R")
    .replace("平成", "H")
    .replace("年", ".")
    .replace("月", ".")
    .replace("日", "");
}

/** "2020-04-01" → "令和2年4月". */
export function japaneseMonth(iso: string): string {
  return japaneseDate(iso).replace(/[0-9]+日$/, "");
}

/** "令和2年度第1四半期"; quarter 1–4. */
export function quarterName(fiscalYear: number, quarter: number): string {
  return `${fiscalYearName(fiscalYear)}第${quarter}四半期`;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** Fiscal quarter of an ISO day: 1 = April – June. */
export function quarterOf(day: string): number {
  return Math.floor(((Number(day.slice(5, 7)) + 8) % 12) / 3) + 1;
}
