import {DAY_MS, japaneseDate} from "./fiscal-time.ts";

/** 1 June, as of which a city reports its staff with disabilities each year (障害者雇用促進法施行令 8条). */
export function isDayOfRecord(day: string): boolean {
  return day.endsWith("-06-01");
}

interface Rosters {
  as_of_date: string;
  roster_on?: string | null;
  next_roster_on?: string | null;
}

/**
 * What a rate leaves out where no roster of its day of record came: people hired since the roster before it. Null where there is
 * one, and in releases from before rosters were noted.
 */
export function missingRosterNote({as_of_date, roster_on, next_roster_on}: Rosters): string | null {
  if (!roster_on || roster_on === as_of_date) return null;
  const since = new Date(Date.parse(roster_on) + DAY_MS).toISOString().slice(0, 10);
  const hired = `${japaneseDate(since)}から${japaneseDate(as_of_date)}までに採用した職員`;
  const left = next_roster_on ? `${hired}のうち、${japaneseDate(next_roster_on)}の名簿にいない人` : hired;
  return `${japaneseDate(as_of_date)}の名簿がないため、${left}は、分子にも分母にも入っていない。`;
}
