import {buildTinyCity, HEADINGS, type RosterLine, rosterLine, type TinyCity} from "./tiny-city.ts";

/** Hours of a month: of weekdays, or by kind of hours (勤務区分). */
export type Hours = string | Record<string, string>;

/** One person with a bureau of his or her own, so that counts by bureau tell about that person. */
export interface OvertimeCase {
  /** "2020-11" → "45:00". */
  months: Record<string, Hours>;
  /** What differs from an ordinary clerk, on rosters from a day on ("" for all). */
  rosters?: Record<string, Partial<RosterLine>>;
  /** The first roster on which the person stands. */
  since?: string;
  /** 任命区分 of the bureau. */
  group?: string;
}

const ROSTER_DAYS = ["2019-04-01", "2019-10-01", "2020-04-01", "2020-10-01", "2021-04-01"];

/** Loads every month from April 2019 to June 2021, with an hour of a clerk who is no case. */
export async function buildOvertimeCity(cases: Record<string, OvertimeCase>): Promise<TinyCity> {
  const listed = [{months: everyMonth("1:00")}, ...Object.values(cases)] as OvertimeCase[];
  return await buildTinyCity({
    "局区.csv": [HEADINGS.bureaus, ...listed.map(bureauLine)].join("\n"),
    "名簿.csv": [HEADINGS.staff, ...listed.flatMap(rosterLines)].join("\n"),
    "時間外.csv": [HEADINGS.overtime, ...listed.flatMap(overtimeLines)].join("\n"),
  });
}

/** The months of fiscal year 2020, April first. */
export function months2020(hours: string[]): Record<string, Hours> {
  return Object.fromEntries(hours.map((time, index) => [monthAfter("2020-04", index), time]));
}

/** Code of the case's own bureau, by its place among the cases. */
export function bureauOf(cases: Record<string, OvertimeCase>, name: string): string {
  return bureauCode(Object.keys(cases).indexOf(name) + 1);
}

function bureauCode(index: number): string {
  return String(3000 + index);
}

function everyMonth(time: string): Record<string, Hours> {
  return Object.fromEntries(
    Array.from({length: 27}, (_, index) => [monthAfter("2019-04", index), time] as const),
  );
}

function monthAfter(first: string, count: number): string {
  const [year = 0, month = 0] = first.split("-").map(Number);
  const index = year * 12 + month - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

function bureauLine({group = "市長事務部局"}: OvertimeCase, index: number): string {
  return `${bureauCode(index)},局${index},${group},1972-04-01,,,,${index + 1}`;
}

function rosterLines({rosters = {}, since = "2019-04-01"}: OvertimeCase, index: number): string[] {
  return ROSTER_DAYS.filter((day) => day >= since).map((day) => {
    const changes = Object.entries(rosters).filter(([from]) => from <= day);
    const line = {day, person: personNumber(index), bureau: bureauCode(index)};
    return rosterLine(Object.assign(line, ...changes.map(([, change]) => change)));
  });
}

function overtimeLines({months}: OvertimeCase, index: number): string[] {
  return Object.entries(months).flatMap(([month, hours]) =>
    Object.entries(typeof hours === "string" ? {平日時間外: hours} : hours).map(
      ([kind, time]) => `${personNumber(index)},${month},${kind},通常,${time}`,
    ),
  );
}

function personNumber(index: number): string {
  return String(index + 1).padStart(6, "0");
}
