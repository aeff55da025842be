import {attackMonths} from "../../pipelines/audit/attack-months.ts";
import type {MonthlyTable} from "../../schemas/kept-readings.ts";
import {toldByLatestRoster} from "./published-months.ts";
import {type MonthsEdition, type RandomMonths, randomMonths} from "./random-months.ts";

/** What the releases up to some (numbers from 1) give away of single small bureaus, or two of them, told in words. */
export async function attackedMonths(told: MonthlyTable[][], numbers: number[]): Promise<string[]> {
  const lines: string[] = [];
  for (const number of numbers) {
    const releases = told.slice(0, number).toReversed();
    for (const {month, undone} of await attackMonths(releases, releases.slice(1)))
      for (const {unit, low} of undone) lines.push(`release ${number}: ${month} ${unit} ${Math.round(low)}`);
  }
  return lines;
}

/** What a city gives away that looks at the latest roster alone, and how much of it an attack finds. */
export async function monthsSeenWithoutProtection(seed: number): Promise<{planted: number; seen: number}> {
  const city = randomMonths(seed);
  const told = toldByLatestRoster(city);
  const planted = givenAway(city, told);
  const found = new Set(
    (await attackMonths(told.toReversed(), [])).flatMap(({month, undone}) =>
      undone.map(({unit, low}) => `${month} ${unit} ${Math.round(low)}`),
    ),
  );
  return {planted: planted.length, seen: planted.filter((one) => found.has(one)).length};
}

/**
 * Bureaus that never were told and hid in a month alone, or with others of whom all were told in another release, while nothing of the
 * month was corrected and no bureau became another. Found by a subtraction, without the program.
 */
function givenAway({editions}: RandomMonths, told: MonthlyTable[][]): string[] {
  const isAsItWas = (month: string) => {
    const [first, ...others] = editions.flatMap((edition) => said(edition, month));
    return others.every((other) => other === first);
  };
  const tables = [...Map.groupBy(told.flat(), ({month}) => month)].filter(([month]) => isAsItWas(month));
  const lines = tables.flatMap(([month, all]) => {
    const counts = new Map(
      all.flatMap(({told_bureaus, told_people}) =>
        told_bureaus.map((bureau, at) => [bureau, told_people[at] ?? 0]),
      ),
    );
    return all.flatMap(({hidden_bureaus, hidden_people}) => {
      const left = hidden_bureaus.filter((bureau) => !counts.has(bureau));
      const taken = hidden_bureaus.reduce((sum, bureau) => sum + (counts.get(bureau) ?? 0), 0);
      const people = (hidden_people ?? 0) - taken;
      return left.length === 1 && people > 0 ? [`${month} ${left[0]} ${people}`] : [];
    });
  });
  return [...new Set(lines)];
}

/** What is known of a month, once it is over. */
function said({months, bureaus}: MonthsEdition, month: string): string[] {
  const own = months.filter((one) => one.month === month);
  return own.length === 0 ? [] : [JSON.stringify([bureaus, own])];
}
