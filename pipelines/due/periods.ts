import {
  type FiscalQuarter,
  fiscalYearCode,
  fiscalYearName,
  japaneseDate,
  quarterCode,
  quarterEnd,
} from "../../schemas/fiscal-time.ts";
import {addMonths} from "./opening-calendar.ts";

/** A stretch of time that a file or a report is about; both ends are ISO days that belong to it. */
export interface Period {
  /** 2024-09, R6Q2, R6 or 2024-04-01: names the period for good, whatever the schedule says later. */
  id: string;
  name: string;
  start: string;
  end: string;
}

export type Rhythm = "month" | "quarter" | "fiscal_year";

/** The periods that begin in the given fiscal years, in order. */
export function periodsOf(rhythm: Rhythm, fiscalYears: number[]): Period[] {
  switch (rhythm) {
    case "month":
      return fiscalYears.flatMap((year) =>
        range(12).map((offset) => month(addMonths(`${year}-04-01`, offset))),
      );
    case "quarter":
      return fiscalYears.flatMap((fiscalYear) =>
        ([1, 2, 3, 4] as const).map((quarter) => quarterPeriod({fiscalYear, quarter})),
      );
    case "fiscal_year":
      return fiscalYears.map((year) => ({
        id: fiscalYearCode(year),
        name: fiscalYearName(year),
        start: `${year}-04-01`,
        end: `${year + 1}-03-31`,
      }));
    default:
      return rhythm satisfies never;
  }
}

/** Days of record ("10-01") that lie in the given fiscal years, in order. */
export function daysOfRecord(monthsAndDays: string[], fiscalYears: number[]): Period[] {
  const inOrder = monthsAndDays.toSorted((one, other) => fromApril(one).localeCompare(fromApril(other)));
  return fiscalYears.flatMap((year) =>
    inOrder.map((monthAndDay) => {
      const day = `${monthAndDay < "04-01" ? year + 1 : year}-${monthAndDay}`;
      return {id: day, name: `${japaneseDate(day)}現在`, start: day, end: day};
    }),
  );
}

function month(yearMonth: string): Period {
  const start = `${yearMonth}-01`;
  const days = new Date(Date.UTC(Number(yearMonth.slice(0, 4)), Number(yearMonth.slice(5)), 0)).getUTCDate();
  return {
    id: yearMonth,
    name: japaneseDate(start).replace(/\d+日$/, ""),
    start,
    end: `${yearMonth}-${String(days).padStart(2, "0")}`,
  };
}

function quarterPeriod(quarter: FiscalQuarter): Period {
  const end = quarterEnd(quarter);
  return {
    id: quarterCode(quarter),
    name: `${fiscalYearName(quarter.fiscalYear)}第${quarter.quarter}四半期`,
    start: `${addMonths(end, -2)}-01`,
    end,
  };
}

function fromApril(monthAndDay: string): string {
  return monthAndDay < "04-01" ? `1${monthAndDay}` : `0${monthAndDay}`;
}

function range(count: number): number[] {
  return Array.from({length: count}, (_, index) => index);
}
