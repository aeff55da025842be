import fc from "fast-check";
import type {Picture} from "../../pipelines/audit/attack.ts";
import {type Counts, sumOf, type Told} from "../../pipelines/disclosure/intervals.ts";
import type {Sums} from "../../pipelines/disclosure/readers-table.ts";

/** Small cities: three to nine units, up to four steps, mostly few people, sometimes many, sometimes nobody. */
export const anyCounts: fc.Arbitrary<Counts> = fc
  .tuple(fc.integer({min: 3, max: 9}), fc.integer({min: 1, max: 4}))
  .chain(([units, steps]) => {
    const count = fc.oneof(
      {weight: 3, arbitrary: fc.integer({min: 0, max: 4})},
      {weight: 2, arbitrary: fc.integer({min: 3, max: 15})},
      {weight: 1, arbitrary: fc.constant(0)},
    );
    const line = fc.array(count, {minLength: steps, maxLength: steps});
    return fc.array(line, {minLength: units, maxLength: units});
  });

export function nothingTold(counts: Counts): Told {
  return counts.map((steps) => steps.map(() => false));
}

/** What readers see when these sums of units are told, and the city's at every step. */
export function pictureOf(counts: Counts, told: Told): Picture {
  const ends = (counts[0] ?? []).map((_, step) => `2024-0${step + 1}-30`);
  const upTo = (unit: number, step: number) => sumOf(counts, {unit, from: 0, to: step});
  const city = ends.map((end, step) => ({
    unit: null,
    after: null,
    end,
    count: counts.reduce((sum, _, unit) => sum + upTo(unit, step), 0),
  }));
  const units = counts.flatMap((_, unit) =>
    ends.flatMap((end, step) =>
      told[unit]?.[step] ? [{unit: `B${unit}`, after: null, end, count: upTo(unit, step)}] : [],
    ),
  );
  const bureaus = counts.map((_, unit) => `B${unit}`);
  return {
    bureaus,
    ends,
    units: bureaus.map((name) => ({name, bureaus: [name], spans: ends.map((end) => ({after: null, end}))})),
    sums: [...city, ...units],
  };
}

/** The same as sums from the year's beginning, of the units and of all together. */
export function sumsOf(counts: Counts): Sums {
  const steps = (counts[0] ?? []).map((_, step) => step);
  const units = counts.map((_, unit) => steps.map((to) => sumOf(counts, {unit, from: 0, to})));
  return {units, city: steps.map((step) => units.reduce((sum, sums) => sum + (sums[step] ?? 0), 0))};
}
