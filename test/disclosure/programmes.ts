import fc from "fast-check";
import type {Picture, Span, Unit} from "../../pipelines/audit/attack.ts";
import type {ProgrammeSums, ProgrammeTold, Shape} from "../../pipelines/disclosure/programme-table.ts";

/** counts[bureau][year][quarter] of bureaus in groups. */
export interface Counted {
  groupOf: number[];
  counts: number[][][];
}

/** Small cities over one to three years: groups of one to four bureaus, mostly few people, sometimes many, sometimes nobody. */
export const anyProgramme: fc.Arbitrary<Counted> = fc
  .tuple(fc.array(fc.integer({min: 1, max: 4}), {minLength: 2, maxLength: 4}), fc.integer({min: 1, max: 3}))
  .chain(([sizes, years]) => {
    const groupOf = sizes.flatMap((size, group) => Array.from({length: size}, () => group));
    const count = fc.oneof(
      {weight: 3, arbitrary: fc.integer({min: 0, max: 4})},
      {weight: 2, arbitrary: fc.integer({min: 3, max: 15})},
      {weight: 1, arbitrary: fc.constant(0)},
    );
    const year = fc.array(count, {minLength: 4, maxLength: 4});
    const line = fc.array(year, {minLength: years, maxLength: years});
    return fc
      .array(line, {minLength: groupOf.length, maxLength: groupOf.length})
      .map((counts) => ({groupOf, counts}));
  });

export function shapeOf({groupOf, counts}: Counted): Shape {
  return {groupOf, groups: Math.max(0, groupOf.at(-1) ?? 0) + 1, quarters: (counts[0] ?? []).map(() => 4)};
}

export function programmeSums(counted: Counted): ProgrammeSums {
  const {counts} = counted;
  const {groups, quarters} = shapeOf(counted);
  const years = counts.map((own) => own.map(total));
  const ofGroup = (countOf: (quarters: number[]) => number) =>
    Array.from({length: groups}, (_, group) =>
      quarters.map((__, year) =>
        total(membersOf(counted, group).map((bureau) => countOf(counts[bureau]?.[year] ?? []))),
      ),
    );
  return {
    added: counts,
    city: quarters.map((_, year) =>
      [0, 1, 2, 3].map((quarter) => total(counts.map((own) => own[year]?.[quarter] ?? 0))),
    ),
    years,
    whole: years.map(total),
    groupYears: ofGroup(total),
    firstHalves: ofGroup((own) => total(own.slice(0, 2))),
  };
}

export function nothingKnown(counted: Counted): ProgrammeTold {
  const {groups, quarters} = shapeOf(counted);
  const grid = (length: number) => Array.from({length}, () => quarters.map(() => false));
  const bureaus = counted.counts.length;
  return {
    years: grid(bureaus),
    whole: Array.from({length: bureaus}, () => false),
    groupYears: grid(groups),
    halves: grid(groups),
  };
}

function membersOf({groupOf}: Counted, group: number): number[] {
  return groupOf.flatMap((own, bureau) => (own === group ? [bureau] : []));
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

const ENDS = ["06-30", "09-30", "12-31", "03-31"];

export function endOf(year: number, quarter: number): string {
  return `${quarter === 3 ? 2021 + year : 2020 + year}-${ENDS[quarter]}`;
}

function startOf(year: number): string | null {
  return year === 0 ? null : endOf(year - 1, 3);
}

/** What readers see when these sums are told, and the city's of every quarter to date. */
export function programmePicture(counted: Counted, told: ProgrammeTold): Picture {
  const {counts, groupOf} = counted;
  const {groups, quarters} = shapeOf(counted);
  const sums = programmeSums(counted);
  const ends = quarters.flatMap((_, year) => [0, 1, 2, 3].map((quarter) => endOf(year, quarter)));
  const bureaus = counts.map((_, bureau) => `B${bureau}`);
  const toDate = quarters.flatMap((_, year) =>
    [0, 1, 2, 3].map((quarter) => ({after: startOf(year), end: endOf(year, quarter), year, quarter})),
  );
  const whole: Span = {after: null, end: ends.at(-1) ?? ""};
  const city = toDate.map(({after, end, year, quarter}) => ({
    ...{unit: null, after, end},
    count: total((sums.city[year] ?? []).slice(0, quarter + 1)),
  }));
  const units: Unit[] = bureaus.map((name) => ({
    ...{name, bureaus: [name]},
    spans: [...toDate.map(({after, end}) => ({after, end})), ...(quarters.length > 1 ? [whole] : [])],
  }));
  const told_: Picture["sums"] = [];
  for (const [bureau, name] of bureaus.entries()) {
    for (const [year] of quarters.entries())
      if (told.years[bureau]?.[year])
        told_.push({
          unit: name,
          after: startOf(year),
          end: endOf(year, 3),
          count: sums.years[bureau]?.[year] ?? 0,
        });
    if (told.whole[bureau] && quarters.length > 1)
      told_.push({unit: name, ...whole, count: sums.whole[bureau] ?? 0});
  }
  for (let group = 0; group < groups; group += 1) {
    const members = groupOf.flatMap((own, bureau) => (own === group ? [`B${bureau}`] : []));
    const name = members.join("+");
    if (members.length > 1)
      units.push({name, bureaus: members, spans: quarters.flatMap((_, year) => spansOfGroup(year))});
    for (const [year] of quarters.entries()) {
      const count = sums.groupYears[group]?.[year] ?? 0;
      const first = sums.firstHalves[group]?.[year] ?? 0;
      const [all, spring, autumn] = spansOfGroup(year) as [Span, Span, Span];
      if (told.groupYears[group]?.[year] && members.length > 1) told_.push({unit: name, ...all, count});
      if (told.halves[group]?.[year])
        told_.push({unit: name, ...spring, count: first}, {unit: name, ...autumn, count: count - first});
    }
  }
  return {bureaus, ends, units, sums: [...city, ...told_]};
}

function spansOfGroup(year: number): Span[] {
  return [
    {after: startOf(year), end: endOf(year, 3)},
    {after: startOf(year), end: endOf(year, 1)},
    {after: endOf(year, 1), end: endOf(year, 3)},
  ];
}
