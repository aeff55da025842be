import {fiscalYearCode} from "../schemas/fiscal-time.ts";
import {coveredMonths, fiscalYears, monthEnd, monthStart, quarterName, rosterOfMonth} from "./calendar.ts";
import {leaveDays} from "./calibration.ts";
import {splitWhole} from "./largest-remainder.ts";
import {isInService, isOnDuty, isThereAllYear, type Person} from "./person.ts";
import type {Published} from "./published.ts";
import {createRandom, type Random} from "./random.ts";
import {clock, writeCsv} from "./write-csv.ts";

/** Leave is taken in quarters of an hour; 7:45 is a day (人事院規則15-14 art. 18, adopted by cities). */
const UNIT = 15;
const DAY = (7 * 60 + 45) / UNIT;
const MOST_DAYS = 40;
const QUARTER_WEIGHTS = [21, 33, 25, 21];

/** 年次休暇取得状況: one file a quarter. Those with no leave have no row. */
export function writeLeave(folder: string, people: readonly Person[], published: Published): string[] {
  const byOccupation = people.filter(({occupation}) => occupation !== "教員");
  return fiscalYears.flatMap((fiscalYear) => {
    const random = createRandom(`leave ${fiscalYear}`);
    const quarters = new Map(
      yearUnits(byOccupation, fiscalYear, published).map(([person, units]) => [
        person,
        splitWhole(units, quarterWeights(person, fiscalYear, random)),
      ]),
    );
    const files = coveredMonths(fiscalYear) / 3;
    return Array.from({length: files}, (_, index) =>
      writeQuarter(folder, {fiscalYear, index, quarters, random}),
    );
  });
}

/** Units of the year for everyone in service in it; the mean of those there all year is the published one. */
function yearUnits(people: readonly Person[], fiscalYear: number, published: Published): [Person, number][] {
  const random = createRandom(`leave level ${fiscalYear}`);
  const mean = published.indicator("annual_leave_days", fiscalYear) ?? leaveDays[fiscalYear] ?? 0;
  const inYear = people.filter(
    (person) => person.hiredOn <= monthEnd(fiscalYear, 11) && isAround(person, fiscalYear),
  );
  const measured = inYear.filter((person) => isMeasured(person, fiscalYear));
  const units = splitWhole(
    Math.round(mean * DAY * measured.length),
    measured.map(() => appetite(random)),
  );
  const others = inYear.filter((person) => !isMeasured(person, fiscalYear));
  return [
    ...measured.map((person, index): [Person, number] => [person, units[index] ?? 0]),
    ...others.map((person): [Person, number] => [person, Math.floor((mean * DAY * appetite(random)) / 130)]),
  ].map(([person, taken]) => [person, Math.min(taken, MOST_DAYS * DAY)]);
}

function isMeasured(person: Person, fiscalYear: number): boolean {
  const roster = rosterOfMonth(fiscalYear, 0);
  return (
    isOnDuty(person, roster) && isThereAllYear(person, fiscalYear) && person.employmentType !== "会計年度任用"
  );
}

function isAround({leftOn}: Person, fiscalYear: number): boolean {
  return leftOn === undefined || leftOn >= monthStart(fiscalYear, 0);
}

/** Roughly bell-shaped around 130, between 20 and 240; one person in a hundred takes none. */
function appetite(random: Random): number {
  if (random.chance(0.01)) return 0;
  return 20 + random.below(74) + random.below(74) + random.below(74);
}

function quarterWeights(person: Person, fiscalYear: number, random: Random): number[] {
  const weights = QUARTER_WEIGHTS.map((weight, index) => {
    const isThere = isInService(person, monthEnd(fiscalYear, index * 3 + 2));
    return isThere ? weight * (40 + random.below(120)) : 0;
  });
  return weights.some((weight) => weight > 0) ? weights : [1, 0, 0, 0];
}

interface Quarter {
  fiscalYear: number;
  index: number;
  quarters: ReadonlyMap<Person, readonly number[]>;
  random: Random;
}

function writeQuarter(folder: string, {fiscalYear, index, quarters}: Quarter): string {
  const label = quarterName(fiscalYear, index + 1);
  const lines = [...quarters].flatMap(([{staffNumber}, units]) => {
    const taken = units[index] ?? 0;
    return taken === 0
      ? []
      : [`${label},${staffNumber},${Math.floor(taken / DAY)},${clock((taken % DAY) * UNIT)}`];
  });
  return writeCsv(folder, {
    name: `見本_年次休暇_${fiscalYearCode(fiscalYear)}Q${index + 1}.csv`,
    encoding: "utf8-bom",
    heading: ["期間", "職員番号", "取得日数", "取得時間"],
    lines: lines.sort((one, two) => (one < two ? -1 : 1)),
  });
}
