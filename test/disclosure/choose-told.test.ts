import fc from "fast-check";
import {expect, test} from "vitest";
import {attack} from "../../pipelines/audit/attack.ts";
import {loadSolver} from "../../pipelines/audit/solver.ts";
import {chooseTold} from "../../pipelines/disclosure/choose-told.ts";
import {type Counts, intervalOf, type Told} from "../../pipelines/disclosure/intervals.ts";
import {anyCounts, nothingTold, pictureOf, sumsOf} from "./pictures.ts";

const solve = await loadSolver();
const FIVE = {least: 5, isZeroSmall: true};

/** Some sums told without any rule. */
const anyPicture = anyCounts.chain((counts) =>
  fc.tuple(
    fc.constant(counts),
    fc.tuple(...counts.map((steps) => fc.tuple(...steps.map(() => fc.boolean())))) as fc.Arbitrary<Told>,
  ),
);

test("what a reader can work out is found by pushing counts about as a linear programme finds it", () => {
  fc.assert(
    fc.property(anyPicture, ([counts, told]) => {
      // A bar that nothing reaches: the attacker has to find both ends of every secret.
      const found = attack(pictureOf(counts, told), {least: 1e9, isZeroSmall: true}, solve);
      const {ends} = pictureOf(counts, told);
      for (const {unit, after, end, low, high} of found?.undone ?? []) {
        const from = after === null ? 0 : ends.indexOf(after) + 1;
        const target = {unit: Number(unit.slice(1)), from, to: ends.indexOf(end)};
        const mine = intervalOf(counts, told, target);
        expect([low, high].map((bound) => Math.round(bound * 1e6) / 1e6)).toEqual([mine.low, mine.high]);
      }
    }),
    {numRuns: 60},
  );
});

const yearFirst = (counts: Counts) => (counts[0] ?? []).map((_, step) => step).reverse();

test("nothing that is withheld can be worked out, whatever the counts", () => {
  fc.assert(
    fc.property(anyCounts, (counts) => {
      const {told} = chooseTold(
        {parts: [sumsOf(counts)], known: nothingTold(counts), steps: yearFirst(counts)},
        FIVE,
      );
      expect(attack(pictureOf(counts, told), FIVE, solve)?.undone).toEqual([]);
    }),
    {numRuns: 150},
  );
});

test("an attacker sees what cell-by-cell withholding gives away", () => {
  const lone: Counts = [[12], [3], [20], [9]];
  const told = lone.map(([count = 0]) => [count >= FIVE.least]);
  expect(attack(pictureOf(lone, told), FIVE, solve)?.undone).toEqual([
    expect.objectContaining({unit: "B1", low: 3, high: 3}),
  ]);
});

test.each<[string, Counts, Told]>([
  ["where the city has nobody, no unit has, and all know", [[0], [0]], [[true], [true]]],
  ["where nobody has to hide, all are told", [[7], [9], [12]], [[true], [true], [true]]],
  ["two of three would leave one to be found", [[40], [2], [30]], [[false], [false], [false]]],
  ["three hide in their sum", [[40], [4], [3], [4]], [[true], [false], [false], [false]]],
  ["and not where their sum is few", [[40], [1], [1], [1]], [[false], [false], [false], [false]]],
  [
    "a small step from a told quarter to the year is not told",
    [
      [9, 2],
      [4, 9],
      [3, 9],
      [2, 9],
      [1, 9],
    ],
    [
      [false, true],
      [false, true],
      [false, true],
      [false, true],
      [false, true],
    ],
  ],
])("%s", (_, counts, expected) => {
  const table = {parts: [sumsOf(counts)], known: nothingTold(counts), steps: yearFirst(counts)};
  expect(chooseTold(table, FIVE).told).toEqual(expected);
});

test("what was told before stays, and what it leaves is not made narrower", () => {
  const counts: Counts = [[40], [3], [4], [9], [8]];
  const known = nothingTold(counts).map((steps, unit) => steps.map(() => unit === 1));
  const {told} = chooseTold({parts: [sumsOf(counts)], known, steps: [0]}, FIVE);
  expect(told[1]).toEqual([true]);
  expect(told.filter(([isTold]) => !isTold).length).toBeGreaterThanOrEqual(3);
});

test.each<[string, number[], boolean]>([
  // To the first step the unit has 1 to 5: closer than 5, of which it is part by now.
  ["not where it asks for more room than there is", [31, 35], false],
  ["where there is room", [30, 35], true],
])("a greater number is told of a unit that was told, %s", (_, city, isCorrected) => {
  const units: Counts = [
    [10, 12],
    [5, 3],
    [8, 9],
    [8, 9],
  ];
  const known = nothingTold(units).map((steps, unit) => steps.map((__, step) => unit === 1 && step === 1));
  const corrections = [{unit: 1, step: 1, numbers: [5]}];
  const table = {parts: [{units, city}], known, steps: [], corrections};
  const {corrected} = chooseTold(table, {least: 3, isZeroSmall: true});
  expect(corrected[1]).toEqual([false, isCorrected]);
});

test("numerator, denominator and the rest are told together or not at all", () => {
  const took: Counts = [[20], [3], [4], [9], [6]];
  const born: Counts = [[40], [9], [12], [11], [30]];
  const rest = born.map(([all = 0], unit) => [all - (took[unit]?.[0] ?? 0)]);
  const table = {parts: [took, born, rest].map(sumsOf), known: nothingTold(took), steps: [0]};
  // The fourth has two who are left over.
  expect(chooseTold(table, FIVE)).toEqual({
    told: [[true], [false], [false], [false], [true]],
    refusals: [[null], ["few"], ["few"], ["few"], [null]],
    corrected: nothingTold(took),
  });
});

test.each<[string, Counts, string]>([
  ["few itself", [[40], [4], [9], [9]], "few"],
  ["would leave few", [[40], [8], [1], [1], [1]], "leaves_few"],
  ["only two would hide", [[40], [30], [9], [4]], "few_hide"],
  ["what is left could be told too closely", [[40], [7], [2], [2], [2]], "narrows"],
])("why a count is not told: %s", (_, counts, refusal) => {
  const table = {parts: [sumsOf(counts)], known: nothingTold(counts), steps: [0]};
  expect(chooseTold(table, FIVE).refusals[1]).toEqual([refusal]);
});
