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
 * Why a sum is not told: its step is not one of those that are; it, its step or the rest of it is few; what it would leave of all units is
 * few; fewer than three would hide; somebody else could be worked out; it is told in another scope, from which it differs by a few.
 */
export type Refusal = "period" | "few" | "leaves_few" | "few_hide" | "narrows" | "twin";

/** What is told, and of each unit and step why not. */
export interface Choice {
  told: Told;
  refusals: (Refusal | null)[][];
}

/**
 * Which sums of units may be told: one after another, the dearest first, only while no hidden sum or step can be told more closely
 * than it could before, or than as wide as `barOf` asks. Safe after every one; the same whenever it is asked.
 */
export function chooseTold(table: Table, rule: Rule): Choice {
  let told = table.known.map((steps) => [...steps]);
  const refusals = table.known.map((steps) =>
    steps.map((isKnown): Refusal | null => (isKnown ? null : "period")),
  );
  for (const candidate of candidatesOf(table)) {
    const more = withTold(told, candidate);
    const refusal = refusalOf(table, {candidate, told, more}, rule);
    for (const {unit, step} of candidate) if (refusals[unit]) refusals[unit][step] = refusal;
    if (refusal === null) told = more;
  }
  return {told, refusals};
}

function refusalOf(
  table: Table,
  {candidate, told, more}: {candidate: Cell[]; told: Told; more: Told},
  rule: Rule,
): Refusal | null {
  for (const cell of candidate) {
    const refusal = whyNotTellable({...table, told: more}, cell, rule);
    if (refusal !== null) return refusal;
  }
  return narrows(table, told, more, rule) ? "narrows" : null;
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

/** Few may be neither the sum, nor what it adds to the told one before, nor what is left of the city's. */
function whyNotTellable(
  {parts, told}: {parts: Counts[]; told: Told},
  {unit, step}: Cell,
  rule: Rule,
): Refusal | null {
  const hidden = told.flatMap((steps, other) => (steps[step] ? [] : [other]));
  const spans = spansOf(told[unit] ?? [], {unit, step});
  // Where the city has nobody, everybody knows that a unit has not.
  const isOfFew = (counts: Counts, span: Target) =>
    isFew(sumOf(counts, span), rule) && cityOf(counts, span) > 0;
  if (parts.some((counts) => spans.some((span) => isOfFew(counts, span)))) return "few";
  const whole = {unit, from: 0, to: step};
  const secret = parts.filter((counts) => cityOf(counts, whole) > 0);
  if (hidden.length === 0 || secret.length === 0) return null;
  if (hidden.length < LEAST_HIDDEN) return "few_hide";
  const leftIn = (counts: Counts) =>
    hidden.reduce((sum, other) => sum + sumOf(counts, {...whole, unit: other}), 0);
  return secret.some((counts) => leftIn(counts) < rule.least) ? "leaves_few" : null;
}

/** What all units have together in the target's steps. */
function cityOf(counts: Counts, span: Target): number {
  return counts.reduce((sum, _, unit) => sum + sumOf(counts, {...span, unit}), 0);
}

/** The sum itself, and what lies between it and the told ones before and after. */
function spansOf(told: boolean[], {unit, step}: Cell): Target[] {
  const before = step === 0 ? -1 : told.lastIndexOf(true, step - 1);
  const after = told.indexOf(true, step + 1);
  const spans = [
    {unit, from: 0, to: step},
    {unit, from: before + 1, to: step},
  ];
  return after === -1 ? spans : [...spans, {unit, from: step + 1, to: after}];
}

/** Whether a count is one that may not be told. */
export function isFew(count: number, {least, isZeroSmall}: Rule): boolean {
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
  const city = cityOf(counts, target);
  const own = (told[target.unit] ?? []).flatMap((isTold, step) =>
    isTold && step >= target.to ? [sumOf(counts, {unit: target.unit, from: 0, to: step})] : [],
  );
  return smallest([2 * least, city, ...own]);
}

function total(counts: number[] | undefined): number {
  return (counts ?? []).reduce((sum, count) => sum + count, 0);
}
