import {z} from "zod";
import {count, isoDate} from "./column-kinds.ts";

/* Further series of the yearly report. */

/** Disability employment of the city as one body. One row per day of record (1 June): persons by weight, base, % and shortage in persons. */
export const fctDisabilityRate = z.strictObject({
  as_of_date: isoDate,
  fiscal_year: count,
  counted_persons: z.number(),
  staff_base: z.number(),
  rate: z.number().nullable(),
  legal_rate: z.number().nullable(),
  shortage: z.number().nullable(),
  /** The last roster until the day, and the next one after it; null in releases from before they were noted. */
  roster_on: isoDate.nullable().default(null),
  next_roster_on: isoDate.nullable().default(null),
});

/** Shared services. One row per fiscal year, task, measure and method; `unit` says hours or thousand yen. */
export const fctSharedServices = z.strictObject({
  fiscal_year: count,
  task_name: z.string(),
  measure: z.enum(["saved_hours", "spent_hours", "saved_cost", "running_cost", "fiscal_effect"]),
  method: z.enum(["yearly_report", "programme"]),
  unit: z.enum(["hour", "thousand_yen"]),
  amount: count,
});

/** One row per punctual-leave day (ワーク・ライフ・バランスデー); the rate in %. */
export const fctPunctualLeaveDays = z.strictObject({
  fiscal_year: count,
  held_on: isoDate,
  expected_count: count,
  left_count: count,
  left_rate: z.number(),
});

/** One row per fiscal year and training: how often it was held and people who attended. */
export const fctTrainings = z.strictObject({
  fiscal_year: count,
  training_name: z.string(),
  session_count: count,
  attendance: count,
});
