import {rosterDays, rosterOfMonth} from "./calendar.ts";
import {meanHours, meanHoursWithoutDisasterElection, monthWeights} from "./calibration.ts";
import {splitWhole} from "./largest-remainder.ts";
import {scriptBoundaryPeople} from "./overtime-boundary.ts";
import {assignExtraordinary} from "./overtime-extraordinary.ts";
import {chooseHeavy} from "./overtime-heavy.ts";
import {setLight} from "./overtime-light.ts";
import {extraordinaryMinutes, type PersonYear, personYears} from "./overtime-person-year.ts";
import {hasOvertime, isManagerGrade, isOnDuty, type Person} from "./person.ts";
import type {Published} from "./published.ts";
import {createRandom, type Random} from "./random.ts";

/** One fiscal year of counted overtime, person by person and month by month. */
export function overtimeOfYear(
  people: readonly Person[],
  fiscalYear: number,
  published: Published,
): PersonYear[] {
  const random = createRandom(`overtime ${fiscalYear}`);
  const years = personYears(people, fiscalYear);
  const {all, without} = yearTotals(people, fiscalYear, published);
  chooseHeavy(years, {fiscalYear, published, random});
  scriptBoundaryPeople(years, {fiscalYear, published});
  assignExtraordinary(years, {fiscalYear, total: all - without, random});
  setLight(years, without - fixedMinutes(years), random);
  for (const year of years) if (!year.isScripted) spreadOverMonths(year, random);
  return years;
}

/** Minutes of the whole population: published (or invented) means times the non-managers on 1 April. */
function yearTotals(people: readonly Person[], fiscalYear: number, published: Published) {
  const roster = rosterOfMonth(fiscalYear, 0);
  const staffCount = people.filter((person) => isMeasured(person, roster)).length;
  const mean = meanHours[fiscalYear];
  const meanWithout =
    published.meanWithoutDisasterElection(fiscalYear) ?? meanHoursWithoutDisasterElection[fiscalYear];
  if (mean === undefined || meanWithout === undefined)
    throw new Error(`no mean hours for ${rosterDays[roster]}`);
  return {all: Math.round(mean * 60 * staffCount), without: Math.round(meanWithout * 60 * staffCount)};
}

function isMeasured(person: Person, roster: number): boolean {
  const grade = person.assignments[roster]?.grade;
  return hasOvertime(person) && isOnDuty(person, roster) && grade !== undefined && !isManagerGrade(grade);
}

function fixedMinutes(years: readonly PersonYear[]): number {
  return years
    .filter((year) => year.isHeavy || year.isScripted)
    .reduce((sum, year) => sum + year.ordinary, 0);
}

/** Seasonal weights with chance; people with few hours have none in some months. */
function spreadOverMonths(year: PersonYear, random: Random): void {
  const steadiness = year.ordinary + extraordinaryMinutes(year);
  const weights = monthWeights.map((weight, month) => {
    if (!year.countedMonths.includes(month)) return 0;
    const isQuiet = steadiness < 7800 && random.chance(0.42);
    return isQuiet ? 0 : weight * (60 + random.below(80));
  });
  if (!weights.some((weight) => weight > 0)) weights[year.countedMonths[0] ?? 0] = 1;
  year.months = splitWhole(year.ordinary, weights);
}
