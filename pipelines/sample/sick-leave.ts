import {fiscalYearCode, fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import {coveredMonths, fiscalYears, monthEnd, rosterOfMonth, shortJapaneseDate} from "./calendar.ts";
import {mentalLeavePercent, mentalShareOfLeavePercent} from "./calibration-programme.ts";
import {bureauOf, isOnDuty, isThereAllYear, type Person} from "./person.ts";
import type {Published} from "./published.ts";
import {createRandom, type Random} from "./random.ts";
import {
  type Cause,
  dayIn,
  fullMonthFrom,
  hasFullMonth,
  later,
  type Spell,
  touches,
} from "./sick-leave-spell.ts";
import {writeCsv} from "./write-csv.ts";

const MENTAL: Cause = "精神及び行動の障害";
const OTHER: Cause = "その他";
const EMPLOYMENT_TYPES: Record<string, string> = {
  正規: "regular",
  再任用: "reappointed",
  任期付: "fixed_term",
  会計年度任用: "fiscal_year_appointee",
};
/** The list is made at the end of April: later days of return are not known then. */
const LIST_MADE_DAYS_AFTER_YEAR = 30;

interface Year {
  fiscalYear: number;
  /** The denominator: in service on the roster of 1 April, without the excluded groups. */
  staff: ReadonlySet<Person>;
  random: Random;
}

/**
 * 長期療養者: one file for each whole fiscal year with every spell that touches it. People with a calendar month of
 * absence by mental or behavioural disorder within the year are the published number.
 */
export function writeSickLeave(folder: string, people: readonly Person[], published: Published): string[] {
  let spells = beforeTheSample(people);
  return fiscalYears
    .filter((fiscalYear) => coveredMonths(fiscalYear) === 12)
    .map((fiscalYear) => {
      const random = createRandom(`sick leave ${fiscalYear}`);
      const year = {fiscalYear, staff: staffOf(people, fiscalYear, published), random};
      const carried = spells.filter((spell) => touches(spell, fiscalYear));
      spells = [...carried, ...newSpells(people, carried, {...year, wanted: wanted(year, published)})];
      return writeYear(folder, fiscalYear, spells);
    });
}

function staffOf(people: readonly Person[], fiscalYear: number, published: Published): Set<Person> {
  const roster = rosterOfMonth(fiscalYear, 0);
  return new Set(
    people.filter((person) => {
      const assignment = person.assignments[roster];
      if (!assignment || !isOnDuty(person, roster)) return false;
      const traits: Record<string, string> = {
        bureau_code: bureauOf(assignment).code,
        occupation: person.occupation,
        employment_type: EMPLOYMENT_TYPES[person.employmentType] ?? "",
      };
      return !published.mentalHealthExclusions.some((rule) =>
        Object.entries(traits).every(([trait, value]) => rule[trait] === "" || rule[trait] === value),
      );
    }),
  );
}

/** Heads on long-term leave by cause: the printed number in its year, elsewhere the calibrated share. */
function wanted({fiscalYear, staff}: Year, published: Published): Record<Cause, number> {
  const [printed] = published.rows("observed-counts", {
    series_id: "mental_longterm_leave_staff",
    fiscal_year: fiscalYear,
  });
  const share = mentalLeavePercent[fiscalYear] ?? 0;
  const mental = printed ? Number(printed.value) : Math.round((staff.size * share) / 100);
  return {
    [MENTAL]: mental,
    [OTHER]: Math.round((mental * 100) / mentalShareOfLeavePercent) - mental,
  } as Record<Cause, number>;
}

type Wanted = Year & {wanted: Record<Cause, number>};

/** New long spells until each cause has its heads, and lines that may not add one. */
function newSpells(people: readonly Person[], carried: readonly Spell[], year: Wanted): Spell[] {
  const {fiscalYear, staff, random} = year;
  const busy = new Set(carried.map(({person}) => person));
  const free = random.shuffled(
    [...staff].filter((person) => isThereAllYear(person, fiscalYear) && !busy.has(person)),
  );
  const long = [MENTAL, OTHER].flatMap((cause) => {
    const missing = year.wanted[cause] - heads(carried, cause, year);
    return free.splice(0, Math.max(0, missing)).map((person) => longSpell(person, cause, year));
  });
  const outside = random.shuffled(
    people.filter(
      (person) =>
        !staff.has(person) &&
        isOnDuty(person, rosterOfMonth(fiscalYear, 0)) &&
        isThereAllYear(person, fiscalYear),
    ),
  );
  return [
    ...long,
    ...secondSpells(long, year),
    ...free.splice(0, 24).flatMap((person, index) => shortSpells(person, index, year)),
    ...outside
      .filter((person) => !busy.has(person))
      .slice(0, 9)
      .map((person) => longSpell(person, MENTAL, year)),
  ];
}

function heads(spells: readonly Spell[], cause: Cause, {fiscalYear, staff}: Year): number {
  const counted = spells.filter(
    (spell) => spell.cause === cause && staff.has(spell.person) && hasFullMonth(spell, fiscalYear),
  );
  return new Set(counted.map(({person}) => person)).size;
}

/** From a month to ten; one in six begins so late that it lasts beyond 31 March. The shortest has exactly a month. */
function longSpell(person: Person, cause: Cause, {fiscalYear, random}: Year): Spell {
  const from = dayIn(fiscalYear, random.below(10), random);
  const month = fullMonthFrom(from);
  const to = random.chance(0.03)
    ? month
    : later(month, random.below(40) + random.below(cause === MENTAL ? 230 : 90));
  return {person, cause, from, to: endOfService(person, to)};
}

/** Someone who came back falls ill again in the same year; it is still one person. */
function secondSpells(long: readonly Spell[], {fiscalYear, random}: Year): Spell[] {
  const back = long.filter(({to}) => to < monthEnd(fiscalYear, 6));
  return back
    .filter((_, index) => index % 4 === 0)
    .map(({person, cause}, index) => {
      const from = dayIn(fiscalYear, 8 + random.below(2), random);
      const to = index % 3 === 0 ? later(from, 13) : later(fullMonthFrom(from), random.below(40));
      return {person, cause, from, to: endOfService(person, to)};
    });
}

/** Less than a month in the year: a day short, two short ones, or begun so late that the month is in the next year. */
function shortSpells(person: Person, index: number, {fiscalYear, random}: Year): Spell[] {
  const cause = index % 3 === 2 ? OTHER : MENTAL;
  const from = dayIn(fiscalYear, random.below(5), random);
  if (index % 4 === 0) return [{person, cause, from, to: later(fullMonthFrom(from), -1)}];
  if (index % 4 === 1) {
    const again = dayIn(fiscalYear, 7, random);
    return [
      {person, cause, from, to: later(from, 19)},
      {person, cause, from: again, to: later(again, 24)},
    ];
  }
  if (index % 4 === 2) return [{person, cause, from, to: later(from, 14 + random.below(10))}];
  const late = dayIn(fiscalYear, 11, random);
  return [{person, cause, from: late, to: endOfService(person, later(late, 45 + random.below(60)))}];
}

function endOfService({leftOn}: Person, to: string): string {
  return leftOn !== undefined && leftOn < to ? leftOn : to;
}

/** Spells that began before the first extract, in the winter of 2015. */
function beforeTheSample(people: readonly Person[]): Spell[] {
  const random = createRandom("sick leave before");
  const there = people.filter(
    (person) =>
      person.hiredOn < "2015-04-01" && person.employmentType === "正規" && isThereAllYear(person, 2016),
  );
  return random
    .shuffled(there)
    .slice(0, 40)
    .map((person, index) => {
      const from = random.pick(["2015-10-19", "2015-11-09", "2015-12-14", "2016-01-12", "2016-02-22"]);
      return {
        person,
        cause: index % 3 === 0 ? OTHER : MENTAL,
        from,
        to: later("2016-04-01", random.below(140)),
      };
    });
}

function writeYear(folder: string, fiscalYear: number, spells: readonly Spell[]): string {
  const lastKnown = later(monthEnd(fiscalYear, 11), LIST_MADE_DAYS_AFTER_YEAR);
  const ordered = [...spells].sort((one, two) => (sortKey(one) < sortKey(two) ? -1 : 1));
  const lines = ordered.map(({person, cause, from, to}, index) => {
    const date = index % 13 === 5 ? shortJapaneseDate : japaneseDate;
    const cells = [fiscalYearName(fiscalYear), person.staffNumber, cause, date(from)];
    return [...cells, to > lastKnown ? "" : date(to)].join(",");
  });
  return writeCsv(folder, {
    name: `見本_長期療養者_${fiscalYearCode(fiscalYear)}.csv`,
    encoding: "cp932",
    titles: ["長期療養者一覧（取扱注意）"],
    heading: ["年度", "職員番号", "傷病区分", "療養開始日", "療養終了日"],
    lines,
  });
}

function sortKey({person, from}: Spell): string {
  return `${person.staffNumber}${from}`;
}
