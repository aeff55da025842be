import {largest, smallest} from "../../schemas/extremes.ts";
import {
  type Counts,
  type Interval,
  intervalOf,
  sumOf,
  surelyWide,
  type Target,
  type Told,
} from "./intervals.ts";

/** Counts of the same units and steps that are told or withheld together: numerator, denominator, what is left of it. */
export interface Table {
  parts: Counts[];
  /** What earlier publications told: readers have it, so that withholding it would protect nothing. */
  known: Told;
  /** Steps at whose end sums of units may be told at all, the dearest first. */
  steps: number[];
}

export interface Rule {
  /** No told sum, and no difference of told ones, lies below it. */
  least: number;
  /** Whether nothing counts as few. */
  isZeroSmall: boolean;
}

/** A unit knows its own count, so that two hidden ones know each other's: the sum of fewer than three is none to hide in. */
const LEAST_HIDDEN = 3;

/**
 * Which sums of units may be told: one after another, the dearest first, only while no hidden sum or step can be told more closely
 * than it could before, or than as wide as `barOf` asks. Safe after every one; the same whenever it is asked.
 */
export function chooseTold(table: Table, rule: Rule): Told {
  let told = table.known.map((steps) => [...steps]);
  for (const candidate of candidatesOf(table)) {
    const more = withTold(told, candidate);
    if (
      candidate.every((cell) => isTellable({...table, told: more}, cell, rule)) &&
      !narrows(table, told, more, rule)
    )
      told = more;
  }
  return told;
}

interface Cell {
  unit: number;
  step: number;
}

/** All units of a step at once where nobody has to hide, then each by itself: the largest first, the one that is listed first of equals. */
function candidatesOf({parts, known, steps}: Table): Cell[][] {
  const units = known.map((_, unit) => unit);
  const size = (unit: number) => largest(parts.map((counts) => total(counts[unit])));
  const bySize = units.toSorted((one, other) => size(other) - size(one) || one - other);
  const open = (step: number) => bySize.filter((unit) => !known[unit]?.[step]);
  return steps.flatMap((step) => [
    open(step).map((unit) => ({unit, step})),
    ...open(step).map((unit) => [{unit, step}]),
  ]);
}

function withTold(told: Told, cells: Cell[]): Told {
  return told.map((steps, unit) =>
    steps.map((isTold, step) => isTold || cells.some((cell) => cell.unit === unit && cell.step === step)),
  );
}

/** Neither the sum, nor what it adds to the told one before, nor what is left of the city's, is few. */
function isTellable({parts, told}: {parts: Counts[]; told: Told}, {unit, step}: Cell, rule: Rule): boolean {
  const before = (told[unit] ?? []).lastIndexOf(true, step - 1);
  const after = (told[unit] ?? []).indexOf(true, step + 1);
  const from = step === 0 ? 0 : before + 1;
  const spans: Target[] = [
    {unit, from: 0, to: step},
    {unit, from, to: step},
  ];
  if (after !== -1) spans.push({unit, from: step + 1, to: after});
  const hidden = told.flatMap((steps, other) => (steps[step] ? [] : [other]));
  if (hidden.length > 0 && hidden.length < LEAST_HIDDEN) return false;
  return parts.every((counts) => {
    const left = hidden.reduce((sum, other) => sum + sumOf(counts, {unit: other, from: 0, to: step}), 0);
    return (
      spans.every((span) => !isFew(sumOf(counts, span), rule)) && (hidden.length === 0 || left >= rule.least)
    );
  });
}

function isFew(count: number, {least, isZeroSmall}: Rule): boolean {
  return count < least && (count !== 0 || isZeroSmall);
}

/** Whether telling more lets a reader come closer to a hidden count than the rule allows. */
function narrows({parts}: Table, told: Told, more: Told, rule: Rule): boolean {
  return parts.some((counts) =>
    hiddenTargets(more).some((target) => {
      const bar = barOf(counts, more, target, rule);
      if (surelyWide(counts, more, target) >= bar) return false;
      const width = widthOf(intervalOf(counts, more, target));
      return width < bar && width < widthOf(intervalOf(counts, told, target));
    }),
  );
}

/** Every sum and every single step of a unit that is not told. */
function hiddenTargets(told: Told): Target[] {
  return told.flatMap((steps, unit) =>
    steps.flatMap((isTold, step) => {
      const sums = isTold ? [] : [{unit, from: 0, to: step}];
      const isStepTold = step > 0 && isTold && steps[step - 1];
      return step === 0 || isStepTold ? sums : [...sums, {unit, from: step, to: step}];
    }),
  );
}

function widthOf({low, high}: Interval): number {
  return high - low;
}

/**
 * How wide what a reader knows of a hidden count has to stay: twice the least that may be told, or the smallest told count
 * that it is part of, since nothing can be less sure than that.
 */
function barOf(counts: Counts, told: Told, target: Target, {least}: Rule): number {
  const city = counts.reduce((sum, _, unit) => sum + sumOf(counts, {...target, unit}), 0);
  const own = (told[target.unit] ?? []).flatMap((isTold, step) =>
    isTold && step >= target.to ? [sumOf(counts, {unit: target.unit, from: 0, to: step})] : [],
  );
  return smallest([2 * least, city, ...own]);
}

function total(counts: number[] | undefined): number {
  return (counts ?? []).reduce((sum, count) => sum + count, 0);
}
