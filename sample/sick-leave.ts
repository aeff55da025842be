import {fiscalYearCode, fiscalYearName, japaneseDate} from "../schemas/fiscal-time.ts";
import {coveredMonths, fiscalYears, monthEnd, rosterOfMonth, shortJapaneseDate} from "./calendar.ts";
import {bureauOf, isOnDuty, isThereAllYear, type Person} from "./person.ts";
import type {Published} from "./published.ts";
import {createRandom} from "./random.ts";
import {later, MENTAL, OTHER, type Spell, touches} from "./sick-leave-spell.ts";
import {newSpells, wanted} from "./sick-leave-year.ts";
import {writeCsv} from "./write-csv.ts";

const EMPLOYMENT_TYPES: Record<string, string> = {
  正規: "regular",
  再任用: "reappointed",
  任期付: "fixed_term",
  会計年度任用: "fiscal_year_appointee",
};
/** The list is made at the end of April: later days of return are not known then. */
const LIST_MADE_DAYS_AFTER_YEAR = 30;

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
