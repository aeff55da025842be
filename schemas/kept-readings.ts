import {z} from "zod";

const amount = z.number().nullable();

/** A count as a release says it. */
export const saidRow = z.strictObject({
  /** Null: of people over 480 hours, by marts that are no indicator's. */
  kpi_id: z.string().nullable(),
  scope_id: z.string().nullable(),
  fiscal_year: z.int(),
  period_end: z.iso.date(),
  bureau_code: z.string().nullable(),
  value: amount,
  numerator: amount,
  denominator: amount,
  is_withheld: z.boolean(),
});

const saidCount = saidRow.extend({
  countsAlso: z.array(z.string()),
  /** Of a sum of bureaus or years: all the bureaus, and its first day, which need not be the year's. */
  sum: z.strictObject({bureaus: z.array(z.string()), period_start: z.iso.date()}).optional(),
});

/** A count as a reader sees it, with the bureaus of before that the release counts as this one. */
export type SaidCount = z.infer<typeof saidCount>;

/** What a release says of one month, limit and scope. */
export const saidTable = z.strictObject({
  mart: z.string(),
  fiscal_year: z.int(),
  /** Its first day. */
  month: z.iso.date(),
  rule_id: z.string(),
  scope_id: z.string(),
  told_bureaus: z.array(z.string()),
  told_people: z.array(z.int()),
  hidden_bureaus: z.array(z.string()),
  /** The sum that those that are withheld hide in; null where none is. */
  hidden_people: z.int().nullable(),
});

const monthlyTable = saidTable.extend({countsAlso: z.record(z.string(), z.array(z.string()))});

/** The same, and (`countsAlso`) which bureaus of before it counts as which. */
export type MonthlyTable = z.infer<typeof monthlyTable>;

export const toldOvertime = z.strictObject({
  relation: z.string(),
  fiscal_year: z.int(),
  month: z.iso.date().nullable(),
  told_as: z.string(),
  scope_id: z.string(),
  bureau_code: z.string(),
  /** Null: withheld. */
  staff_count: amount,
});

/** What readers were last told of a bureau's overtime, in a table in which somebody was withheld. */
export type ToldOvertime = z.infer<typeof toldOvertime>;

export const sumBefore = z.strictObject({
  kpi_id: z.string(),
  scope_id: z.string().nullable(),
  group_code: z.string().nullable(),
  bureau_code: z.string().nullable(),
  period_kind: z.enum(["year", "half", "programme"]),
  period_start: z.iso.date(),
  period_end: z.iso.date(),
  observation_status: z.enum(["provisional", "final"]),
  value: amount,
  numerator: amount,
  denominator: amount,
});

/** What an earlier release last told of a group of bureaus, or of a bureau over several years. */
export type SumBefore = z.infer<typeof sumBefore>;

/** What stays with an installation of releases whose files go by rule, by the name under which it is kept. */
export const KEPT_READINGS = {
  /** What readers have: the newest word first, and nothing that was said before in the same words. */
  counts: z.strictObject({counts: z.array(saidCount), months: z.array(monthlyTable)}),
  overtime: z.array(toldOvertime),
  sums: z.array(sumBefore),
} as const;

export type ReadingName = keyof typeof KEPT_READINGS;

export type Told<Name extends ReadingName> = z.infer<(typeof KEPT_READINGS)[Name]>;
