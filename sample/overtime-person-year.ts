import {bureaus} from "./city.ts";
import {
  type Assignment,
  assignmentInMonth,
  bureauOf,
  hasOvertime,
  isManagerGrade,
  type Person,
} from "./person.ts";

export type Cause = "通常" | "災害対応" | "選挙事務" | "感染症対応";

/** Overtime of one person in one fiscal year, in minutes; months count from April = 0. */
export interface PersonYear {
  person: Person;
  /** By month: the assignment that counts, undefined out of service. */
  assignments: (Assignment | undefined)[];
  /** Months in service and not a manager, in which overtime counts. */
  countedMonths: number[];
  /** Index of the bureau that the year is counted for. */
  bureau: number;
  isHeavy: boolean;
  /** Counted minutes of the year without disaster and election work. */
  ordinary: number;
  /** Disaster and election work by month. */
  extraordinary: {month: number; cause: Cause; minutes: number}[];
  /** Ordinary minutes by month. */
  months: number[];
  /** A scripted year: nothing is added to its months. */
  isScripted: boolean;
}

/** Everyone with at least one month in which overtime counts. */
export function personYears(people: readonly Person[], fiscalYear: number): PersonYear[] {
  return people.filter(hasOvertime).flatMap((person) => {
    const assignments = Array.from({length: 12}, (_, month) => assignmentInMonth(person, fiscalYear, month));
    const countedMonths = assignments.flatMap((assignment, month) =>
      assignment && !isManagerGrade(assignment.grade) ? [month] : [],
    );
    const last = assignments[countedMonths.at(-1) ?? -1];
    if (!last) return [];
    return [{person, assignments, countedMonths, bureau: last.bureau, ...nothing()}];
  });
}

function nothing() {
  return {
    isHeavy: false,
    ordinary: 0,
    extraordinary: [],
    months: Array.from({length: 12}, () => 0),
    isScripted: false,
  };
}

export function extraordinaryMinutes({extraordinary}: PersonYear): number {
  return extraordinary.reduce((sum, {minutes}) => sum + minutes, 0);
}

/** "bureau code|occupation", the key of the programme's exclusions. */
export function scopeKey({person, bureau}: PersonYear): string {
  return `${bureaus[bureau]?.code}|${person.occupation}`;
}

export function bureauOfYear({assignments, countedMonths}: PersonYear): ReturnType<typeof bureauOf> {
  return bureauOf(assignments[countedMonths.at(-1) ?? 0] as Assignment);
}
