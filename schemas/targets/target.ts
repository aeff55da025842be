import {roundDown, roundUp} from "../number-text.ts";
import {amountOf, changeBy} from "./amount.ts";
import {FORMS, type Judgement, type TargetForm, type WrittenLevel, type WrittenTarget} from "./written.ts";

export type Direction = "up" | "down" | "within" | "none";

/** A level that is asked for: the numbers between which a value must lie (null: that side is open), and when. */
export interface Level {
  /** Null: as long as the programme lasts. */
  fiscal_year: number | null;
  /** ISO day where the plan names one. */
  by: string | null;
  /** The plan's own words for the year, of an era that has ended. */
  year_words: string | null;
  /** The one number that the target names, or that follows from the base; null where it names none or two. */
  value: number | null;
  low: number | null;
  high: number | null;
  /** "3割": an amount as the plan writes it. */
  amount: string | number | null;
  /** The city's own words. */
  own_words: string | null;
}

/** A level that the data give: factor × what it is compared with + difference. */
interface Compared {
  with: "previous" | "indicator" | "standard";
  /** Id of the other indicator or of the standard; "" for the year before. */
  id: string;
  factor: number;
  difference: number;
  /** MM-DD on which a standard is asked for; null: the end of the value's period. */
  on: string | null;
}

export interface Target extends Level {
  form: TargetForm;
  decimals: number | undefined;
  each_year: boolean;
  /** Whether a line leads from the base to it; what holds in every year has none. */
  has_road: boolean;
  /** The level itself does not do: 未満, 超, 前年度より改善. */
  is_strict: boolean;
  compared: Compared | null;
  tolerance: number;
  text: string | null;
  judged: Judgement[];
}

/** What of an indicator a target rests on. */
export interface Measured {
  base: {value: number | null};
  direction: Direction;
  decimals: number;
}

const STRICT: TargetForm[] = ["above", "below", "better_than_previous"];

/** The form that is meant; without one the direction says it. */
export function formOf({form}: Pick<WrittenTarget, "form">, direction: Direction): TargetForm {
  return (form as TargetForm | undefined) ?? (direction === "down" ? "at_most" : "at_least");
}

/** A written target, which has no fault, in numbers. */
export function targetOf(written: WrittenTarget, measured: Measured): Target {
  const form = formOf(written, measured.direction);
  return {
    ...levelOf(written, written, measured),
    form,
    decimals: written.decimals,
    each_year: written.each_year,
    has_road: FORMS[form].hasRoad && !written.each_year && comparedOf(written, form) === null,
    is_strict: STRICT.includes(form),
    compared: comparedOf(written, form),
    tolerance: written.tolerance ?? 0,
    text: written.text ?? null,
    judged: written.judged,
  };
}

/** A milestone or a revised target: the same form with another value. */
export function levelOf(level: WrittenLevel, target: WrittenTarget, measured: Measured): Level {
  const year = level.by ?? level.fiscal_year;
  return {
    fiscal_year: year?.fiscalYear ?? null,
    by: year?.day ?? null,
    year_words: year?.words ?? null,
    ...boundsOf(level.value, target, measured),
    amount: amountOf(level.value)?.text ?? (typeof level.value === "number" ? level.value : null),
    own_words: level.words ?? null,
  };
}

type Bounds = Pick<Level, "value" | "low" | "high">;

const OPEN: Bounds = {value: null, low: null, high: null};

function boundsOf(value: WrittenLevel["value"], target: WrittenTarget, measured: Measured): Bounds {
  const form = formOf(target, measured.direction);
  const number = typeof value === "number" ? value : null;
  if (comparedOf(target, form)) return OPEN;
  switch (form) {
    case "at_least":
    case "above":
      return {value: number, low: number, high: null};
    case "at_most":
    case "below":
      return {value: number, low: null, high: number};
    case "zero":
      return {value: 0, low: null, high: 0};
    case "all":
      return {value: 100, low: 100, high: null};
    case "about":
      return around(number ?? 0, target.tolerance ?? 0);
    case "between":
      return Array.isArray(value) ? {value: null, low: value[0], high: value[1]} : OPEN;
    case "keep":
      return kept(number ?? measured.base.value ?? 0, target, measured);
    case "reduce_by":
    case "increase_by":
      return changed(value, form, measured);
    default:
      return OPEN;
  }
}

function around(value: number, tolerance: number): Bounds {
  // 49.8 + 0.1 is a little more than 49.9 in a computer.
  const plain = (edge: number) => Number(edge.toPrecision(12));
  return {value, low: plain(value - tolerance), high: plain(value + tolerance)};
}

function kept(value: number, {tolerance = 0}: WrittenTarget, {direction}: Measured): Bounds {
  const {low, high} = around(value, tolerance);
  return {value, low: direction === "down" ? null : low, high: direction === "up" ? null : high};
}

/** As strict as the amount: 30 % less than 11 people are 7 at most, not the 8 to which 7.7 would be rounded. */
function changed(
  value: WrittenLevel["value"],
  form: "reduce_by" | "increase_by",
  {base, decimals}: Measured,
): Bounds {
  const amount = amountOf(value);
  if (!amount || base.value === null) return OPEN;
  const {factor, difference} = changeBy(amount, form);
  const exact = factor * base.value + difference;
  if (form === "increase_by") {
    const low = roundUp(exact, decimals);
    return {value: low, low, high: null};
  }
  const high = roundDown(exact, decimals);
  return {value: high, low: null, high};
}

/** What gives the level where the plan names no number; null where it does. */
function comparedOf({against, value, on}: WrittenTarget, form: TargetForm): Compared | null {
  const same = {factor: 1, difference: 0, on: null};
  switch (form) {
    case "better_than_previous":
      return {with: "previous", id: "", ...same};
    case "reduce_by":
    case "increase_by": {
      const amount = amountOf(value);
      return against === "previous" && amount
        ? {with: "previous", id: "", ...changeBy(amount, form), on: null}
        : null;
    }
    case "not_worse_than":
      return against === "previous"
        ? {with: "previous", id: "", ...same}
        : {with: "indicator", id: against ?? "", ...same};
    case "follows":
      return {with: "standard", id: standardIn(against) ?? "", ...same, on: on ?? null};
    default:
      return null;
  }
}

/** "standards.legal_rate" → "legal_rate". */
export function standardIn(against: string | undefined): string | undefined {
  return /^standards\.([a-z][a-z0-9_]*)$/.exec(against ?? "")?.[1];
}

/** Where a line ends that comes from a level: at the one edge there is, or the nearer of two. */
export function nearestIn({low, high}: Pick<Level, "low" | "high">, from: number): number {
  if (low === null || high === null) return low ?? high ?? from;
  return Math.min(Math.max(from, low), high);
}
