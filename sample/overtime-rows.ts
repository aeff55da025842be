import {addAll} from "../schemas/add-all.ts";
import {epidemicPercent} from "./calibration.ts";
import {bureauOfYear, type Cause, type PersonYear} from "./overtime-person-year.ts";
import {isManagerGrade, type Person} from "./person.ts";
import type {Random} from "./random.ts";

type HourKind = "平日時間外" | "週休日勤務" | "同一週外振替" | "休日勤務";

/** One line of the extract. */
export interface OvertimeRow {
  person: Person;
  hourKind: HourKind;
  cause: Cause;
  minutes: number;
}

/** A fiscal month (April = 0) and the chance that shapes its rows. */
export interface MonthOfYear {
  fiscalYear: number;
  month: number;
  random: Random;
}

const WORKING_DAY = 7 * 60 + 45;
const HALF_DAY = 3 * 60 + 45;
const AROUND_THE_CLOCK = ["消防吏員", "看護師", "医師", "自動車運転手"];
/** Fiscal months (April = 0) with public holidays. */
const HOLIDAY_MONTHS = [0, 1, 3, 4, 5, 6, 7, 9, 10, 11];
/** Managers' hours are recorded from 令和2年度 on. */
const FIRST_YEAR_OF_MANAGERS = 2020;

/** Rows of a counted month: the month's minutes split by kind and cause, and holiday work that does not count beside them. */
export function rowsOfMonth(year: PersonYear, {fiscalYear, month, random}: MonthOfYear): OvertimeRow[] {
  const {person} = year;
  const minutes = year.months[month] ?? 0;
  const works = year.extraordinary.filter((work) => work.month === month);
  if (minutes === 0 && works.length === 0) return [];
  const epidemic = year.isScripted ? 0 : epidemicMinutes(year, minutes, {fiscalYear, random});
  const rows = splitByKind(minutes - epidemic, random).map(([hourKind, part]) => {
    return {person, hourKind, cause: "通常" as Cause, minutes: part};
  });
  if (epidemic > 0) rows.push({person, hourKind: "平日時間外", cause: "感染症対応", minutes: epidemic});
  for (const work of works) addAll(rows, splitExtraordinary(person, work));
  const holiday = holidayMinutes(person, month, random);
  if (holiday > 0) rows.push({person, hourKind: "休日勤務", cause: "通常", minutes: holiday});
  return rows.filter((row) => row.minutes > 0);
}

/** Rows of a month as a manager; they never count in the headline figures. */
export function rowsOfManager(
  {person, isScripted, countedMonths}: Pick<PersonYear, "person" | "isScripted" | "countedMonths">,
  month: number,
  random: Random,
): OvertimeRow[] {
  const isNew = countedMonths.length > 0;
  if (!isNew && random.chance(0.35)) return [];
  const minutes = isScripted ? 40 * 60 : (isNew ? 20 : 2) * 60 + random.below(25 * 60);
  const holiday = holidayMinutes(person, month, random);
  const row = {person, cause: "通常" as const};
  return [
    {...row, hourKind: "平日時間外", minutes},
    ...(holiday > 0 ? [{...row, hourKind: "休日勤務" as const, minutes: holiday}] : []),
  ];
}

export function isManagerMonth(
  {assignments}: Pick<PersonYear, "assignments">,
  fiscalYear: number,
  month: number,
): boolean {
  const assignment = assignments[month];
  return fiscalYear >= FIRST_YEAR_OF_MANAGERS && assignment !== undefined && isManagerGrade(assignment.grade);
}

function splitByKind(minutes: number, random: Random): [HourKind, number][] {
  const draw = random.below(100);
  if (minutes >= 2 * WORKING_DAY && draw < 4) return withPart(minutes, "同一週外振替", HALF_DAY);
  if (minutes >= 3 * WORKING_DAY && draw < 30) return withPart(minutes, "週休日勤務", WORKING_DAY);
  if (minutes >= WORKING_DAY && draw < 15) return withPart(minutes, "週休日勤務", HALF_DAY);
  return [["平日時間外", minutes]];
}

function withPart(minutes: number, kind: HourKind, part: number): [HourKind, number][] {
  return [
    ["平日時間外", minutes - part],
    [kind, part],
  ];
}

/** Elections fall on Sundays, disasters on any day. */
function splitExtraordinary(
  person: Person,
  {minutes, cause}: {minutes: number; cause: Cause},
): OvertimeRow[] {
  const dayOff = cause === "選挙事務" ? minutes - Math.floor(minutes / 4) : Math.floor(minutes / 3);
  return [
    {person, hourKind: "週休日勤務", cause, minutes: dayOff},
    {person, hourKind: "平日時間外", cause, minutes: minutes - dayOff},
  ];
}

function epidemicMinutes(
  year: PersonYear,
  minutes: number,
  {fiscalYear, random}: Pick<MonthOfYear, "fiscalYear" | "random">,
): number {
  const percent = epidemicPercent[fiscalYear];
  if (percent === undefined) return 0;
  const {name} = bureauOfYear(year);
  const chance = name === "健康福祉局" ? 0.5 : name === "病院局" || name.endsWith("区役所") ? 0.15 : 0.03;
  return random.chance(chance) ? Math.floor((minutes * percent) / 100) : 0;
}

function holidayMinutes({occupation}: Person, month: number, random: Random): number {
  if (!HOLIDAY_MONTHS.includes(month)) return 0;
  if (!random.chance(AROUND_THE_CLOCK.includes(occupation) ? 0.45 : 0.04)) return 0;
  return random.chance(0.7) ? WORKING_DAY : HALF_DAY;
}
