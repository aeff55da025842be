import {openingDays} from "../pipelines/catalog/calendar.ts";
import {daysInMonth, monthStart, twoDigits} from "./calendar.ts";

const days = new Set(openingDays());

/** ISO days of a fiscal month (April = 0). */
export function daysOfMonth(fiscalYear: number, month: number): string[] {
  const start = monthStart(fiscalYear, month);
  const count = daysInMonth(Number(start.slice(0, 4)), Number(start.slice(5, 7)));
  return Array.from({length: count}, (_, index) => `${start.slice(0, 8)}${twoDigits(index + 1)}`);
}

/** 開庁日: neither Saturday, Sunday, holiday nor 29 December – 3 January. */
export function isOpeningDay(iso: string): boolean {
  return days.has(iso);
}
