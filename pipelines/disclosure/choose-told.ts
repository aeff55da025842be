import {largest, smallest} from "../../schemas/extremes.ts";
import {type Counts, type Interval, intervalOf, surelyWide, type Target, type Told} from "./intervals.ts";
import {readersTable, type Sums, spanOf} from "./readers-table.ts";

/** Counts of the same units and steps that are told or withheld together: numerator, denominator, what is left of it. */
export interface Table {
  parts: Sums[];
  /** What earlier publications told: readers have it, so that withholding it would protect nothing. */
  known: Told;
  /** Steps at whose end sums of units may be told at all, the dearest first. */
  steps: number[];
  /** Told sums that were corrected since, with their new number in each part. */
  corrections?: Correction[];
  /** Told sums that were corrected to few: the new number is not told, and the old one is wrong. */
  toTakeBack?: Correction[];
  /** Units of which nothing more is told. */
  closed?: boolean[];
}

interface Cell {
  unit: number;
  step: number;
}

export interface Correction extends Cell {
  numbers: number[];
}

export interface Rule {
  /** No told sum, and no difference of told ones, lies below it. */
  least: number;
  /** Whether nothing counts as few. */
  isZeroSmall: boolean;
}

/** A unit knows its own count, so that two hidden ones know each other's: the sum of fewer than three is none to hide in. */
export const LEAST_HIDDEN = 3;

/**
 * Why a sum is not told: its step is not one of those that are; it, its step or the rest of it is few; what it would leave of all units is
 * few; fewer than three would hide; somebody else could be worked out; it is told in another scope, from which it differs by a few; it
 * counts what was told of as another bureau's before.
 */
export type Refusal = "period" | "few" | "leaves_few" | "few_hide" | "narrows" | "twin" | "regrouped";

/** What is told, of each unit and step why not, and which of the corrections are. */
export interface Choice {
  told: Told;
  refusals: (Refusal | null)[][];
  corrected: Told;
}

/** What readers are told: of each part the numbers, and which of them. */
interface Picture {
  parts: Sums[];
  told: Told;
}

/**
 * Which sums of units may be told: one after another, the dearest first, only while no hidden sum or step can be told more closely
 * than as wide as `barOf` asks, unless it could before. Safe after every one; the same whenever it is asked. What was corrected
 * is told like anything new, before it: if it may not be, its old number stays.
 */
export function chooseTold(table: Table, rule: Rule): Choice {
  let picture: Picture = {parts: table.parts, told: table.known};
  const corrected = table.known.map((steps) => steps.map(() => false));
  for (const correction of table.corrections ?? []) {
    const after = withCorrected(picture, correction);
    if (refusalOf([correction], {before: picture, after}, rule) !== null) continue;
    picture = after;
    mark(corrected, correction, true);
  }
  const refusals = table.known.map((steps) =>
    steps.map((isKnown): Refusal | null => (isKnown ? null : "period")),
  );
  for (const candidate of candidatesOf(table)) {
    const after = withTold(picture, candidate);
    const refusal = refusalOf(candidate, {before: picture, after}, rule);
    for (const cell of candidate) mark(refusals, cell, refusal);
    if (refusal === null) picture = after;
  }
  for (const wrong of table.toTakeBack ?? []) {
    const after = withHidden(withCorrected(picture, wrong), wrong);
    if (!hides(after, wrong.step, rule)) continue;
    picture = after;
    mark(refusals, wrong, "few");
  }
  return {told: picture.told, refusals, corrected};
}

/** Whether nobody who is hidden to the end of a step can be told more closely than the rule allows: else a wrong number that stays tells less. */
function hides(picture: Picture, step: number, rule: Rule): boolean {
  const {parts, told} = picture;
  const secret = parts.filter(({city}) => (city[step] ?? 0) > 0);
  if (told.filter((steps) => !steps[step]).length < LEAST_HIDDEN) return false;
  if (secret.some((part) => leftIn(part, told, step) < rule.least)) return false;
  return !narrows({before: null, after: picture}, rule);
}

function mark<Value>(grid: Value[][], {unit, step}: Cell, value: Value): void {
  const steps = grid[unit];
  if (steps) steps[step] = value;
}

/** All units of a step at once where nobody has to hide, then each by itself: the largest first, the one that is listed first of equals. */
function candidatesOf({parts, known, steps, closed = []}: Table): Cell[][] {
  const units = known.map((_, unit) => unit);
  const size = (unit: number) => largest(parts.map((part) => part.units[unit]?.at(-1) ?? 0));
  const bySize = units.toSorted((one, other) => size(other) - size(one) || one - other);
  const open = (step: number) => bySize.filter((unit) => !known[unit]?.[step] && !closed[unit]);
  return steps.flatMap((step) => [
    open(step).map((unit) => ({unit, step})),
    ...open(step).map((unit) => [{unit, step}]),
  ]);
}

function withTold({parts, told}: Picture, cells: Cell[]): Picture {
  const more = told.map((steps) => [...steps]);
  for (const cell of cells) mark(more, cell, true);
  return {parts, told: more};
}

function withHidden({parts, told}: Picture, cell: Cell): Picture {
  const fewer = told.map((steps) => [...steps]);
  mark(fewer, cell, false);
  return {parts, told: fewer};
}

function withCorrected({parts, told}: Picture, {numbers, ...cell}: Correction): Picture {
  const corrected = parts.map(({units, city}, part) => {
    const numbersNow = units.map((steps) => [...steps]);
    mark(numbersNow, cell, numbers[part] ?? 0);
    return {units: numbersNow, city};
  });
  return {parts: corrected, told};
}

interface Change {
  /** Null where it does not matter what could be told before. */
  before: Picture | null;
  after: Picture;
}

function refusalOf(cells: Cell[], change: Change, rule: Rule): Refusal | null {
  for (const cell of cells) {
    const refusal = whyNotTellable(change.after, cell, rule);
    if (refusal !== null) return refusal;
  }
  return narrows(change, rule) ? "narrows" : null;
}

/** Few may be neither the sum, nor what lies between it and the told ones around it, nor what is left of the city's. */
function whyNotTellable({parts, told}: Picture, {unit, step}: Cell, rule: Rule): Refusal | null {
  const spans = spansOf(told[unit] ?? [], step);
  // Where the city has nobody, everybody knows that a unit has not.
  const isOfFew = ({units, city}: Sums, span: Span) =>
    isFew(spanOf(units[unit] ?? [], span), rule) && spanOf(city, span) > 0;
  if (parts.some((part) => spans.some((span) => isOfFew(part, span)))) return "few";
  const hiddenCount = told.filter((steps) => !steps[step]).length;
  const secret = parts.filter(({city}) => (city[step] ?? 0) > 0);
  if (hiddenCount === 0 || secret.length === 0) return null;
  if (hiddenCount < LEAST_HIDDEN) return "few_hide";
  return secret.some((part) => leftIn(part, told, step) < rule.least) ? "leaves_few" : null;
}

/** What is left of the city's sum without the told ones. */
function leftIn({units, city}: Sums, told: Told, step: number): number {
  return units.reduce(
    (rest, sums, unit) => (told[unit]?.[step] ? rest - (sums[step] ?? 0) : rest),
    city[step] ?? 0,
  );
}

type Span = Pick<Target, "from" | "to">;

/** The sum itself, and what lies between it and the told ones before and after. */
function spansOf(told: boolean[], step: number): Span[] {
  const before = step === 0 ? -1 : told.lastIndexOf(true, step - 1);
  const after = told.indexOf(true, step + 1);
  const spans = [
    {from: 0, to: step},
    {from: before + 1, to: step},
  ];
  return after === -1 ? spans : [...spans, {from: step + 1, to: after}];
}

/** Whether a count is one that may not be told. */
export function isFew(count: number, {least, isZeroSmall}: Rule): boolean {
  return count < least && (count !== 0 || isZeroSmall);
}

/** Whether telling more lets a reader come closer to a hidden count than the rule allows, or contradicts what is told. */
function narrows({before, after}: Change, rule: Rule): boolean {
  const targets = hiddenTargets(after.told);
  if (targets.length === 0) return false;
  return after.parts.some((part, index) => {
    const table = readersTable(part, after.told);
    if (table === null) return true;
    return targets.some((target) => {
      const bar = barOf(part, after.told, target, rule);
      if (surelyWide(table, after.told, target) >= bar) return false;
      const width = widthIn(table, after.told, target);
      return width < bar && !wasAsClose(before, {part: index, target, width}, rule);
    });
  });
}

interface Sight {
  part: number;
  target: Target;
  width: number;
}

/**
 * Whether the target was told at least as closely before, and already more closely than was asked then: a greater number around it asks
 * for more. Not where nobody could tell anything, or where what was told contradicts itself.
 */
function wasAsClose(before: Picture | null, {part, target, width}: Sight, rule: Rule): boolean {
  const sums = before?.parts[part];
  const table = before && sums ? readersTable(sums, before.told) : null;
  if (!before || !sums || !table) return false;
  const then = widthIn(table, before.told, target);
  return then <= width && then < barOf(sums, before.told, target, rule);
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

function widthIn(table: Counts, told: Told, target: Target): number {
  const {low, high}: Interval = intervalOf(table, told, target);
  return high - low;
}

/**
 * How wide what a reader knows of a hidden count has to stay: twice the least that may be told, or the smallest told count
 * that it is part of, since nothing can be less sure than that.
 */
function barOf({units, city}: Sums, told: Told, target: Target, {least}: Rule): number {
  const own = (told[target.unit] ?? []).flatMap((isTold, step) =>
    isTold && step >= target.to ? [units[target.unit]?.[step] ?? 0] : [],
  );
  return smallest([2 * least, spanOf(city, target), ...own]);
}
