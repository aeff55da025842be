import {z} from "zod";
import {monthDay} from "../month-day.ts";
import {saidYear} from "./said-year.ts";

/**
 * Forms of a target and how the city writes each: what must be said besides the form, in words of the file. `road`: whether a
 * line leads from the base to it; the others hold in every year. `side`: the direction that the form has by itself.
 */
export const FORMS = {
  at_least: {needs: "value", side: "up", hasRoad: true},
  at_most: {needs: "value", side: "down", hasRoad: true},
  above: {needs: "value", side: "up", hasRoad: true},
  below: {needs: "value", side: "down", hasRoad: true},
  zero: {needs: "", side: "down", hasRoad: true},
  all: {needs: "", side: "up", hasRoad: true},
  about: {needs: "value、tolerance", side: "within", hasRoad: true},
  between: {needs: "value", side: "within", hasRoad: true},
  reduce_by: {needs: "value", side: "down", hasRoad: true},
  increase_by: {needs: "value", side: "up", hasRoad: true},
  keep: {needs: "", side: null, hasRoad: false},
  better_than_previous: {needs: "", side: null, hasRoad: false},
  not_worse_than: {needs: "against", side: null, hasRoad: false},
  follows: {needs: "against", side: null, hasRoad: false},
  stated: {needs: "text", side: null, hasRoad: false},
} as const;

export type TargetForm = keyof typeof FORMS;

const value = z.union([z.number(), z.string(), z.tuple([z.number(), z.number()])], {
  error: "数（30）、割合（30% か 3割）、範囲（[1180, 1220]）のどれかで書いてください",
});

/** What a named person says of a target that has no number. */
const judgement = z.strictObject({
  status: z.enum(["achieved", "on_track", "slightly_behind", "behind"], {
    error:
      "achieved（達成）、on_track（順調）、slightly_behind（やや遅れ）、behind（遅れ）のどれかを書いてください",
  }),
  judged_on: z.iso.date(),
  judged_by: z.string().min(1),
  note: z.string().min(1),
});

export type Judgement = z.infer<typeof judgement>;

/** A level as the city writes it. `by` is a fiscal year or a day; `fiscal_year` is the older word for it. */
export const writtenLevel = z.strictObject({
  value: value.optional(),
  fiscal_year: saidYear.optional(),
  by: saidYear.optional(),
  /** The city's own words for it, printed as they stand. */
  words: z.string().min(1).optional(),
});

/** `target:` of an indicator as the city writes it. */
export const writtenTarget = writtenLevel.extend({
  form: z.string().optional(),
  /** It holds in every year, and no line leads to it. */
  each_year: z.boolean().default(false),
  /** base, previous (the year before), the id of another indicator, or standards.<id>. */
  against: z.string().optional(),
  tolerance: z.number().optional(),
  /** Day of the fiscal year (MM-DD) on which a standard is asked for; the end of the value's period unless told. */
  on: monthDay.optional(),
  text: z.string().min(1).optional(),
  judged: z.array(judgement).default([]),
  /** `decimals` as the programme prints the target, where they differ from the indicator's. */
  decimals: z.int().min(0).max(3).optional(),
});

export type WrittenLevel = z.output<typeof writtenLevel>;
export type WrittenTarget = z.output<typeof writtenTarget>;
