import {
  coveredMonths,
  fiscalYears,
  japaneseMonth,
  monthStart,
  rosterOfMonth,
  shortJapaneseDate,
} from "./calendar.ts";
import type {PersonYear} from "./overtime-person-year.ts";
import {
  isManagerMonth,
  type MonthOfYear,
  type OvertimeRow,
  rowsOfManager,
  rowsOfMonth,
} from "./overtime-rows.ts";
import {overtimeOfYear} from "./overtime-year.ts";
import {assignmentInMonth, hasOvertime, isManagerGrade, type Person} from "./person.ts";
import type {Published} from "./published.ts";
import {createRandom} from "./random.ts";
import {clock, fullWidth, writeCsv} from "./write-csv.ts";

/** 時間外勤務実績: one file a month, 102 of them. */
export function writeOvertime(folder: string, people: readonly Person[], published: Published): string[] {
  return fiscalYears.flatMap((fiscalYear) => {
    const years = withManagers(people, overtimeOfYear(people, fiscalYear, published), fiscalYear);
    const random = createRandom(`overtime rows ${fiscalYear}`);
    return Array.from({length: coveredMonths(fiscalYear)}, (_, month) => {
      const rows = years.flatMap((year) => rowsOf(year, {fiscalYear, month, random}));
      return writeMonth(folder, monthStart(fiscalYear, month), rows);
    });
  });
}

/** Adds those who were managers all year, in order of staff number. */
function withManagers(
  people: readonly Person[],
  years: readonly PersonYear[],
  fiscalYear: number,
): PersonYear[] {
  const known = new Map(years.map((year) => [year.person, year]));
  return people.flatMap((person) => {
    const year = known.get(person) ?? managerYear(person, fiscalYear);
    return year ? [year] : [];
  });
}

function managerYear(person: Person, fiscalYear: number): PersonYear | undefined {
  const roster = rosterOfMonth(fiscalYear, 0);
  const isManager = [roster, roster + 1].some((each) =>
    isManagerGrade(person.assignments[each]?.grade ?? "一般"),
  );
  if (!isManager || !hasOvertime(person)) return undefined;
  const assignments = Array.from({length: 12}, (_, month) => assignmentInMonth(person, fiscalYear, month));
  const nothing = {countedMonths: [], bureau: 0, isHeavy: false, ordinary: 0, extraordinary: [], months: []};
  return {person, assignments, ...nothing, isScripted: false};
}

function rowsOf(year: PersonYear, place: MonthOfYear): OvertimeRow[] {
  const {fiscalYear, month, random} = place;
  if (year.countedMonths.includes(month)) return rowsOfMonth(year, place);
  return isManagerMonth(year, fiscalYear, month) ? rowsOfManager(year, month, random) : [];
}

/** How the office system of the day wrote a month: most are 令和2年4月 and 12:30. */
interface Habit {
  heading: readonly string[];
  month: (iso: string) => string;
  minutes: (minutes: number) => string;
}

const usual: Habit = {
  heading: ["職員番号", "年月", "勤務区分", "事由", "時間数"],
  month: japaneseMonth,
  minutes: clock,
};
const otherHabits: Record<string, Partial<Habit>> = {
  "2016-06-01": {minutes: (minutes) => fullWidth(clock(minutes))},
  "2016-11-01": {month: (iso) => shortJapaneseDate(iso).replace(/\.1$/, "")},
  "2017-10-01": {
    month: (iso) => fullWidth(japaneseMonth(iso)),
    minutes: (minutes) => fullWidth(clock(minutes)),
  },
  "2018-09-01": {heading: ["職員番号", "勤務年月", "勤務区分", "事由", "勤務時間"]},
  "2019-05-01": {month: (iso) => shortJapaneseDate(iso).replace(/\.1$/, "")},
  "2020-08-01": {month: (iso) => iso.slice(0, 7)},
  "2021-02-01": {minutes: (minutes) => clock(minutes).replace(":", "時間").concat("分")},
  "2022-12-01": {month: (iso) => iso.slice(0, 7).replace("-", "/")},
  "2023-07-01": {
    month: (iso) => fullWidth(japaneseMonth(iso)),
    minutes: (minutes) => fullWidth(clock(minutes)),
  },
};

function writeMonth(folder: string, month: string, rows: readonly OvertimeRow[]): string {
  const habit: Habit = {...usual, ...otherHabits[month]};
  const label = habit.month(month);
  const lines = rows.map(
    ({person, hourKind, cause, minutes}) =>
      `${person.staffNumber},${label},${hourKind},${cause},${habit.minutes(minutes)}`,
  );
  return writeCsv(folder, {
    name: `見本_時間外勤務_${month.slice(0, 7)}.csv`,
    encoding: "cp932",
    heading: habit.heading,
    lines,
  });
}
