import fc from "fast-check";
import {expect, test} from "vitest";
import {attack} from "../../pipelines/audit/attack.ts";
import {loadSolver} from "../../pipelines/audit/solver.ts";
import {chooseProgramme, type SumRow} from "../../pipelines/disclosure/choose-programme.ts";
import {ProgrammeTable, type ProgrammeTold} from "../../pipelines/disclosure/programme-table.ts";
import {
  anyProgramme,
  type Counted,
  endOf,
  nothingKnown,
  programmePicture,
  programmeSums,
  shapeOf,
} from "./programmes.ts";

const solve = await loadSolver();
const FIVE = {least: 5, isZeroSmall: true};

/** Groups before bureaus, year by year, then all years together. */
function candidatesOf(counted: Counted): SumRow[][] {
  const {groups, quarters} = shapeOf(counted);
  const ofGroups = Array.from({length: groups}, (_, group) => group);
  const bureaus = counted.counts.map((_, bureau) => bureau);
  return [
    ...quarters.flatMap((_, year) => [
      ofGroups.map((group): SumRow => ({kind: "group", group, year})),
      ...ofGroups.map((group): SumRow[] => [{kind: "group", group, year}]),
      ...ofGroups.map((group): SumRow[] => [{kind: "halves", group, year}]),
      ...bureaus.map((bureau): SumRow[] => [{kind: "year", bureau, year}]),
    ]),
    ...(quarters.length > 1 ? bureaus.map((bureau): SumRow[] => [{kind: "whole", bureau}]) : []),
  ];
}

function told(counted: Counted): ProgrammeTold {
  const asked = {shape: shapeOf(counted), parts: [programmeSums(counted)], known: nothingKnown(counted)};
  return chooseProgramme({...asked, candidates: candidatesOf(counted), corrections: []}, FIVE).told;
}

test("nothing that is withheld can be worked out from groups, years and several years together", () => {
  fc.assert(
    fc.property(anyProgramme, (counted) => {
      expect(attack(programmePicture(counted, told(counted)), FIVE, solve)?.undone).toEqual([]);
    }),
    {numRuns: 60},
  );
});

/** Some sums told without any rule; halves of groups whose year is told, a group of one bureau as that bureau. */
const anyTold = anyProgramme.chain((counted) => {
  const {groups, quarters} = shapeOf(counted);
  const grid = (length: number) =>
    fc.array(fc.array(fc.boolean(), {minLength: quarters.length, maxLength: quarters.length}), {
      minLength: length,
      maxLength: length,
    });
  const bureaus = counted.counts.length;
  return fc
    .record({
      years: grid(bureaus),
      whole: fc.array(fc.boolean(), {minLength: bureaus, maxLength: bureaus}),
      groupYears: grid(groups),
      halves: grid(groups),
    })
    .map((some): [Counted, ProgrammeTold] => {
      const isAlone = (group: number) => counted.groupOf.filter((own) => own === group).length === 1;
      const groupYears = some.groupYears.map((years, group) =>
        years.map((isTold, year) =>
          isAlone(group) ? some.years[counted.groupOf.indexOf(group)]?.[year] === true : isTold,
        ),
      );
      const halves = some.halves.map((years, group) =>
        years.map((isTold, year) => isTold && groupYears[group]?.[year] === true),
      );
      const whole = quarters.length > 1 ? some.whole : some.whole.map(() => false);
      return [counted, {...some, groupYears, halves, whole}];
    });
});

test("how closely a part of a year is known is found by flows as a linear programme finds it", () => {
  fc.assert(
    fc.property(anyTold, ([counted, some]) => {
      // A bar that nothing reaches: the attacker has to find both ends of every secret.
      const found = attack(programmePicture(counted, some), {least: 1e9, isZeroSmall: true}, solve);
      const table = new ProgrammeTable(shapeOf(counted), programmeSums(counted), some);
      for (const {unit, after, end, low, high} of found?.undone ?? []) {
        const bureaus = unit.split("+").map((name) => Number(name.slice(1)));
        const place = placeOf(counted, {after, end});
        // A told sum that is few stands there, too.
        if (high - low < 1e-6) continue;
        expect(table.widthOf({bureaus, ...place}, Number.POSITIVE_INFINITY)).toBeCloseTo(high - low, 6);
      }
    }),
    {numRuns: 60},
  );
});

function placeOf(counted: Counted, {after, end}: {after: string | null; end: string}) {
  const days =
    counted.counts[0]?.flatMap((_, year) => [0, 1, 2, 3].map((quarter) => endOf(year, quarter))) ?? [];
  const [first, last] = [after === null ? 0 : days.indexOf(after) + 1, days.indexOf(end)];
  if (Math.floor(first / 4) !== Math.floor(last / 4)) return {year: null, from: 0, to: 3};
  return {year: Math.floor(last / 4), from: first % 4, to: last % 4};
}

test("an attacker sees what a group's sum gives away beside its bureaus", () => {
  const counted = {
    groupOf: [0, 0, 0, 1, 1, 1],
    counts: [[9], [9], [3], [20], [20], [20]].map((own) => [[...own, 0, 0, 0]]),
  };
  const none = nothingKnown(counted);
  const some = {
    ...none,
    groupYears: [[true], [true]],
    years: [[true], [true], [false], [false], [false], [false]],
  };
  expect(attack(programmePicture(counted, some), FIVE, solve)?.undone).toContainEqual(
    expect.objectContaining({unit: "B2", low: 3, high: 3}),
  );
  expect(told(counted).years.slice(0, 3)).toEqual([[false], [false], [false]]);
});

test("groups are told together before bureaus, the same whenever it is asked", () => {
  const counted = {
    groupOf: [0, 0, 0, 0, 1, 1, 1, 1],
    counts: [30, 8, 2, 2, 40, 3, 4, 5].map((most) => [
      [most, 1, 2, 3],
      [most, 2, 3, 3],
    ]),
  };
  expect(told(counted)).toEqual(told(structuredClone(counted)));
  expect(told(counted).groupYears).toEqual([
    [true, true],
    [true, true],
  ]);
  expect(told(counted).years.flat().filter(Boolean).length).toBeGreaterThan(0);
});

test("a sum that was told stays, and one that nobody asks for is not", () => {
  const counted = {
    groupOf: [0, 0, 0, 1, 1, 1],
    counts: [30, 30, 30, 30, 30, 30].map((most) => [[most, 1, 2, 0]]),
  };
  const known = {...nothingKnown(counted), groupYears: [[true], [false]]};
  const asked = {shape: shapeOf(counted), parts: [programmeSums(counted)], known};
  const choice = chooseProgramme({...asked, candidates: [], corrections: []}, FIVE);
  expect(choice.told).toEqual(known);
});
