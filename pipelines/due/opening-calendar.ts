import type {DayRule} from "../../schemas/jobs.ts";
import {openingDays} from "../catalog/calendar.ts";

/** Opening days (開庁日) by month, for rules such as 翌月の第10開庁日. */
export interface OpeningCalendar {
  /** The day a rule names for a period that ends on `periodEnd`. */
  dayOf(rule: DayRule, periodEnd: string): string;
  /** Opening days after `from` up to and including `to`; 0 when `to` is not later. */
  countBetween(from: string, to: string): number;
  /** The `count`-th opening day after a day. */
  after(day: string, count: number): string;
}

/** Known from April 2010 to March 2040; a day beyond that is an error. */
export function openingCalendar(days = openingDays()): OpeningCalendar {
  const byMonth = Map.groupBy(days, (day) => day.slice(0, 7));
  const firstAfter = (day: string) => firstIndex(days, (other) => other > day);
  return {
    dayOf: ({months_after, opening_day}, periodEnd) => {
      const ofMonth = byMonth.get(addMonths(periodEnd, months_after)) ?? [];
      return known(ofMonth[Math.min(opening_day, ofMonth.length) - 1], periodEnd);
    },
    countBetween: (from, to) => Math.max(0, firstAfter(to) - firstAfter(from)),
    after: (day, count) => (count === 0 ? day : known(days[firstAfter(day) + count - 1], day)),
  };
}

/** "2024-11-30" and 3 → "2025-02". */
export function addMonths(day: string, months: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** Index of the first of sorted days that lies beyond a mark; their number when none does. */
function firstIndex(days: string[], isBeyond: (day: string) => boolean): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBeyond(days[middle] ?? "")) high = middle;
    else low = middle + 1;
  }
  return low;
}

function known(day: string | undefined, near: string): string {
  if (day === undefined) throw new Error(`the calendar of opening days does not reach as far as ${near}`);
  return day;
}
