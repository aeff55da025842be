import holidayJp from "@holiday-jp/holiday_jp";
import {DAY_MS, quarterEnd} from "../../schemas/fiscal-time.ts";

/** Years that the calendar tables cover; holidays beyond the package's table are not known and stay out. */
const FIRST_FISCAL_YEAR = 2010;
const LAST_FISCAL_YEAR = 2039;
export interface QuarterRow {
  fiscal_year: number;
  quarter: number;
  period_start: string;
  period_end: string;
}

/** Every fiscal quarter with the year-to-date period that ends with it: from 1 April to the quarter's last day. */
export function fiscalQuarters(): QuarterRow[] {
  return range(FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR).flatMap((fiscalYear) =>
    ([1, 2, 3, 4] as const).map((quarter) => ({
      fiscal_year: fiscalYear,
      quarter,
      period_start: `${fiscalYear}-04-01`,
      period_end: quarterEnd({fiscalYear, quarter}),
    })),
  );
}

/**
 * 開庁日 as ISO dates: not Saturday or Sunday, not a holiday (祝日法, with one-off moves, from holiday_jp), not
 * 29 December – 3 January (地方自治法4条の2; the city's ordinance is assumed to be the usual one).
 */
export function openingDays(): string[] {
  const first = Date.UTC(FIRST_FISCAL_YEAR, 3, 1);
  const last = Date.UTC(LAST_FISCAL_YEAR + 1, 2, 31);
  return range(0, (last - first) / DAY_MS)
    .map((offset) => new Date(first + offset * DAY_MS))
    .filter((date) => !isWeekend(date))
    .map((date) => date.toISOString().slice(0, 10))
    .filter((day) => !(day in holidayJp.holidays) && !isYearEndClosing(day));
}

function isWeekend(date: Date): boolean {
  return date.getUTCDay() % 6 === 0;
}

function isYearEndClosing(day: string): boolean {
  const monthAndDay = day.slice(5);
  return monthAndDay >= "12-29" || monthAndDay <= "01-03";
}

function range(first: number, last: number): number[] {
  return Array.from({length: last - first + 1}, (_, index) => first + index);
}
