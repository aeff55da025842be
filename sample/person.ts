import {coveredMonths, monthEnd, monthStart, rosterDays, rosterOfMonth} from "./calendar.ts";
import {bureaus} from "./city.ts";

export type Grade = "局長級" | "部長級" | "課長級" | "課長補佐級" | "係長級" | "一般" | "校長・教頭";
export type EmploymentType = "正規" | "再任用" | "任期付" | "会計年度任用";

/** Where a person is and in what grade; shared by rosters as long as nothing changes. */
export interface Assignment {
  /** Index into `bureaus` (city.ts). */
  bureau: number;
  department: string;
  grade: Grade;
}

/** One member of staff with the whole career that the rosters show. Days are ISO texts. */
export interface Person {
  staffNumber: string;
  occupation: string;
  sex: "男" | "女";
  employmentType: EmploymentType;
  weeklyMinutes: number;
  hiredOn: string;
  /** Last day in service. */
  leftOn?: string;
  /** Lasting inclination to work long, 0–1. */
  drive: number;
  /** By roster (rosterDays); undefined where the person is not listed. */
  assignments: (Assignment | undefined)[];
}

const MANAGER_GRADES: readonly Grade[] = ["局長級", "部長級", "課長級", "校長・教頭"];

export function isManagerGrade(grade: Grade): boolean {
  return MANAGER_GRADES.includes(grade);
}

export function isInService(person: Person, day: string): boolean {
  return person.hiredOn <= day && (person.leftOn === undefined || person.leftOn >= day);
}

/** In service on the roster's own day. */
export function isOnDuty(person: Person, roster: number): boolean {
  const day = rosterDays[roster];
  return day !== undefined && person.assignments[roster] !== undefined && isInService(person, day);
}

/** The population of the overtime figures but for managers: neither teachers nor fiscal-year appointees. */
export function hasOvertime(person: Person): boolean {
  return person.occupation !== "教員" && person.employmentType !== "会計年度任用";
}

/** The assignment that counts for a fiscal month (April = 0), or undefined when the person was not in service in it. */
export function assignmentInMonth(person: Person, fiscalYear: number, month: number): Assignment | undefined {
  if (person.hiredOn > monthStart(fiscalYear, month)) return undefined;
  if (person.leftOn !== undefined && person.leftOn < monthEnd(fiscalYear, month)) return undefined;
  const roster = rosterOfMonth(fiscalYear, month);
  return isOnDuty(person, roster) ? person.assignments[roster] : person.assignments[roster + 1];
}

/** In service from 1 April (not hired later) to the last month that the extracts cover. */
export function isThereAllYear(person: Person, fiscalYear: number): boolean {
  const end = monthEnd(fiscalYear, coveredMonths(fiscalYear) - 1);
  return (
    isInService(person, monthStart(fiscalYear, 0)) && (person.leftOn === undefined || person.leftOn >= end)
  );
}

export function bureauOf(assignment: Assignment): (typeof bureaus)[number] {
  const bureau = bureaus[assignment.bureau];
  if (!bureau) throw new Error(`no bureau ${assignment.bureau}`);
  return bureau;
}
