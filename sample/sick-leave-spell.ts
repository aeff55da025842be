import {daysInMonth, fiscalYears, monthEnd, monthStart, twoDigits} from "./calendar.ts";
import {daysOfMonth} from "./opening-days.ts";
import type {Person} from "./person.ts";
import type {Random} from "./random.ts";

export const MENTAL = "精神及び行動の障害";
export const OTHER = "その他";
export type Cause = typeof MENTAL | typeof OTHER;

/** An absence; days are ISO texts, the last one included. */
export interface Spell {
  person: Person;
  cause: Cause;
  from: string;
  to: string;
}

/** Days on which spells begin: no 29th to 31st, whose "same day of the next month" people count differently. */
const LATEST_DAY = 28;

const days = fiscalYears.flatMap((fiscalYear) =>
  Array.from({length: 12}, (_, month) => daysOfMonth(fiscalYear, month)).flat(),
);

/** A day of the fiscal month (April = 0). */
export function dayIn(fiscalYear: number, month: number, random: Random): string {
  return `${monthStart(fiscalYear, month).slice(0, 8)}${twoDigits(1 + random.below(LATEST_DAY))}`;
}

/** The day so many days later. */
export function later(day: string, count: number): string {
  return days[days.indexOf(day) + count] ?? "";
}

/** The last day of the calendar month that begins on the day: 10 May → 9 June, 1 May → 31 May. */
export function fullMonthFrom(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  if (date === 1) return `${day.slice(0, 8)}${daysInMonth(year, month)}`;
  const next = month === 12 ? `${year + 1}-01` : `${year}-${twoDigits(month + 1)}`;
  return `${next}-${twoDigits(date - 1)}`;
}

/** Whether at least one calendar month of the spell lies within the fiscal year. */
export function hasFullMonth({from, to}: Spell, fiscalYear: number): boolean {
  const [first, last] = [monthStart(fiscalYear, 0), monthEnd(fiscalYear, 11)];
  const begin = from > first ? from : first;
  return fullMonthFrom(begin) <= (to < last ? to : last);
}

export function touches({from, to}: Spell, fiscalYear: number): boolean {
  return from <= monthEnd(fiscalYear, 11) && to >= monthStart(fiscalYear, 0);
}
