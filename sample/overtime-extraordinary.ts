import {extraordinaryWork} from "./calibration.ts";
import {splitWhole} from "./largest-remainder.ts";
import {bureauOfYear, type Cause, type PersonYear} from "./overtime-person-year.ts";
import type {Random} from "./random.ts";

interface Event {
  month: number;
  cause: Cause;
  minutes: number;
}

/** Small events call fewer people: about one in six where each of the staff would have this much. */
const MINUTES_PER_HEAD = 80;

/** Gives out disaster and election work of the year, `total` minutes exactly. */
export function assignExtraordinary(
  years: readonly PersonYear[],
  {fiscalYear, total, random}: {fiscalYear: number; total: number; random: Random},
): void {
  const events = extraordinaryWork[fiscalYear] ?? [];
  const minutes = splitWhole(
    total,
    events.map(({perMille}) => perMille),
  );
  for (const [index, event] of events.entries()) {
    assignEvent(years, {...event, minutes: minutes[index] ?? 0}, random);
  }
}

function assignEvent(years: readonly PersonYear[], event: Event, random: Random): void {
  const able = years.filter((year) => year.countedMonths.includes(event.month) && !year.isScripted);
  const share = Math.min(1, event.minutes / (able.length * MINUTES_PER_HEAD));
  const wanted = able.map((year) => (random.chance(share) ? wantedMinutes(year, event, random) : 0));
  const parts = splitWhole(event.minutes, wanted);
  able.forEach((year, index) => {
    const minutes = Math.min(parts[index] ?? 0, mostMinutes(year));
    if (minutes > 0) give(year, {...event, minutes});
  });
  spreadRest(random.shuffled(able), event);
}

/** What the caps left over goes in equal pieces to those who had none. */
function spreadRest(able: readonly PersonYear[], event: Event): void {
  const given = (year: PersonYear) =>
    year.extraordinary.find((work) => work.month === event.month && work.cause === event.cause);
  let rest = event.minutes - able.reduce((sum, year) => sum + (given(year)?.minutes ?? 0), 0);
  for (const year of able) {
    if (rest <= 0) return;
    if (given(year) || year.isHeavy) continue;
    const minutes = Math.min(rest, 240);
    give(year, {...event, minutes});
    rest -= minutes;
  }
  if (rest > 0) throw new Error(`${rest} minutes of ${event.cause} are left over`);
}

/** A heavy year keeps its total: the work is part of it. */
function give(year: PersonYear, work: Event): void {
  year.extraordinary.push(work);
  if (year.isHeavy) year.ordinary -= work.minutes;
}

function mostMinutes(year: PersonYear): number {
  if (year.isHeavy) return Math.max(0, Math.min(100 * 60, Math.floor(year.ordinary / 4)));
  return 60 * 60;
}

function wantedMinutes(year: PersonYear, {cause}: Event, random: Random): number {
  const {name, group} = bureauOfYear(year);
  const size = 50 + random.below(100);
  if (cause === "選挙事務") return electionShare({name, group}, random) * size;
  return disasterShare(year.person.occupation, group, random) * size;
}

function electionShare({name, group}: {name: string; group: string}, random: Random): number {
  if (name === "選挙管理委員会事務局") return 8;
  if (name.endsWith("区役所")) return random.chance(0.62) ? 1.5 : 0;
  return random.chance(group === "市長事務部局" ? 0.28 : 0.04) ? 0.9 : 0;
}

function disasterShare(occupation: string, group: string, random: Random): number {
  if (occupation === "技術" || occupation === "消防吏員") return random.chance(0.35) ? 1.2 : 0;
  return random.chance(group === "市長事務部局" ? 0.16 : 0.05) ? 0.8 : 0;
}
