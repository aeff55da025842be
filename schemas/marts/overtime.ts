import {z} from "zod";
import {count, isoDate, place} from "./column-kinds.ts";

/* Overtime: counts, means, limits, early warnings, pay. */

/** Of a bureau; or, where it is null, of all bureaus together whose own numbers are withheld. */
const bureauOrRest = z.string().nullable();

/** Null: withheld (city/privacy.csv). */
const countToShow = count.nullable();

/** People over a yearly threshold. One row per complete fiscal year, bureau of today's organisation, scope and threshold. */
export const fctOvertimeCounts = z.strictObject({
  fiscal_year: count,
  bureau_code: bureauOrRest,
  scope_id: z.string(),
  threshold_hours: count,
  staff_count: countToShow,
});

/**
 * People over a yearly threshold by the bureaus of that time and by those of today, where a bureau that was split gives its people in
 * stated shares. One row per complete fiscal year, organisation, bureau, scope and threshold.
 */
export const fctOvertimeCountsByOrganisation = z.strictObject({
  fiscal_year: count,
  organisation: z.enum(["as_reported", "today"]),
  bureau_code: bureauOrRest,
  scope_id: z.string(),
  threshold_hours: count,
  staff_count: z.number().nullable(),
});

/** Mean yearly overtime per person, with all causes or without disaster and election work. One row per complete fiscal year and cause set. */
export const fctOvertimeMeans = z.strictObject({
  fiscal_year: count,
  cause_set: z.enum(["all", "without_disaster_election"]),
  staff_count: count,
  total_minutes: count,
  mean_hours: z.number(),
});

/** Mean overtime per person of all authorities in one month, over the people in service on 1 April. One row per month. */
export const fctOvertimeMonthlyMeans = z.strictObject({
  fiscal_year: count,
  month: isoDate,
  staff_count: count,
  total_minutes: count,
  mean_hours: z.number(),
});

/** One row per overtime limit: rule set, window, operator, kinds of hours (basis) and days on which it is in force. */
export const dimOvertimeRules = z.strictObject({
  rule_id: z.string(),
  rule_name: z.string(),
  rule_set: z.string(),
  rule_set_name: z.string(),
  window_kind: z.enum(["month", "year", "mean_2_6_months", "months_over"]),
  threshold_hours: count,
  operator: z.enum([">", ">="]),
  /** months_over: so many months in a year are still within the limit. */
  months_limit: count.nullable(),
  basis_id: z.string(),
  /** A limit for ordinary cases: shown, but going over it breaks no rule by itself. */
  is_reference: z.boolean(),
  valid_from: isoDate,
  valid_to: isoDate.nullable(),
  legal_basis: z.string(),
  note: z.string(),
});

/**
 * People over each limit, zeros included. One row per rule, scope, bureau of today's organisation and loaded month
 * (rules of a month or of a mean), or complete fiscal year (month null: over at least once in it).
 */
export const fctOvertimeLimits = z.strictObject({
  fiscal_year: count,
  month: isoDate.nullable(),
  rule_id: z.string(),
  scope_id: z.string(),
  bureau_code: bureauOrRest,
  staff_count: countToShow,
});

/** People whose overtime of a complete fiscal year must be analysed by due_on. One row per rule set, scope, year and bureau, zeros included. */
export const fctOvertimeAnalysisDue = z.strictObject({
  fiscal_year: count,
  due_on: isoDate,
  rule_set: z.string(),
  scope_id: z.string(),
  bureau_code: bureauOrRest,
  staff_count: countToShow,
});

/**
 * Who will pass a yearly threshold at the present pace: what was worked from April to as_of_month over the share of a year's
 * overtime that falls into these months (of up to three years before), for as long as a person is in service. One row per
 * as-of month of the latest year, rule, scope and bureau: people already over, and others on course to be over by March.
 */
export const fctOvertimeEarlyWarning = z.strictObject({
  fiscal_year: count,
  as_of_month: isoDate,
  months_elapsed: place,
  rule_id: z.string(),
  scope_id: z.string(),
  threshold_hours: count,
  bureau_code: bureauOrRest,
  over_count: countToShow,
  on_course_count: countToShow,
});

/**
 * Overtime pay in million yen, each figure rounded half up from yen, so that parts may not add up (注1 of the yearly
 * report); changes are against the city's base year, which a release of before did not name. One row per fiscal year and
 * account group, settled where the accounts are.
 */
export const fctOvertimePay = z.strictObject({
  fiscal_year: count,
  account_group: z.enum(["ordinary", "enterprise", "total"]),
  basis: z.enum(["settled", "payroll"]),
  paid_million_yen: count,
  change_million_yen: count.nullable(),
  cumulative_change_million_yen: count.nullable(),
  base_fiscal_year: place.nullable().default(null),
});
