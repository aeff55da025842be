import type {Sighting} from "../../pipelines/audit/attack.ts";
import {audit, type Finding, type Rules} from "../../pipelines/audit/audit-disclosure.ts";
import type {ToldRow} from "../../pipelines/audit/told-sums.ts";
import {cellByCell, publishedBy} from "./published-city.ts";
import {type RandomCity, randomCity, type Value} from "./random-city.ts";

/** What an attack on all releases together finds, told in words. */
export interface Attacked {
  /** What a release gave away by its own choice of bureaus. */
  undone: string[];
  /** What came closer because the city's number was corrected, and how many of it are known exactly. */
  narrowed: number;
  exact: string[];
}

/** The rule by which a city's counts are protected. */
function rulesOf({rule}: RandomCity): Rules {
  const {least, zeroSmall, complement} = rule;
  return new Map([["male_parental_leave_rate", {least, isZeroSmall: zeroSmall, hasComplement: complement}]]);
}

/** Attacks each of some releases (numbers from 1) together with all before it. */
export async function attacked(city: RandomCity, told: ToldRow[][], numbers: number[]): Promise<Attacked> {
  const rules = rulesOf(city);
  const result: Attacked = {undone: [], narrowed: 0, exact: []};
  for (const number of numbers) {
    const releases = told.slice(0, number).toReversed();
    const found = await audit({rules, releases, before: releases.slice(1)});
    for (const finding of found)
      for (const sighting of finding.attack.undone) {
        const line = `release ${number}: ${textOf(finding, sighting)}`;
        if (finding.before.has(sighting)) result.narrowed += 1;
        else result.undone.push(line);
        if (sighting.high - sighting.low < 0.5) result.exact.push(line);
      }
  }
  return result;
}

function textOf({fiscalYear, part}: Finding, {unit, after, end, low, high, bar}: Sighting): string {
  return `${fiscalYear} ${part} ${unit} ${after ?? ""}..${end} ${low}–${high} (${bar})`;
}

/** What a city gives away that withholds each count by itself, and how much of it an attack on that release finds. */
export async function seenWithoutProtection(seed: number): Promise<{planted: number; seen: number}> {
  const city = randomCity(seed);
  const editions = city.editions.slice(-1);
  const [told = []] = await publishedBy({...city, editions}, cellByCell);
  const planted = givenAway(editions[0]?.values ?? [], told);
  const found = await audit({rules: rulesOf(city), releases: [told], before: []});
  const exact = found.flatMap(({part, attack}) =>
    attack.undone.flatMap(({unit, after, end, low, high}) =>
      part === "above" && after === null && high - low < 0.5 ? [`${unit} ${end} ${Math.round(low)}`] : [],
    ),
  );
  return {planted: planted.length, seen: planted.filter((one) => exact.includes(one)).length};
}

/**
 * Bureaus that whoever withholds each count by itself gives away: of all to the end of a period only one is not told. Found by a
 * subtraction, without the program.
 */
function givenAway(values: Value[], told: ToldRow[]): string[] {
  const ends = Map.groupBy(told, ({period_end}) => period_end);
  return [...ends].flatMap(([end, rows]) => {
    const hidden = new Set(rows.flatMap((row) => (row.is_withheld ? (row.bureau_code ?? []) : [])));
    const lone = values.find(
      ({bureau_code, period_end}) => hidden.size === 1 && hidden.has(bureau_code) && period_end === end,
    );
    return lone && lone.numerator > 0 ? [`${lone.bureau_code} ${end} ${lone.numerator}`] : [];
  });
}
