import {z} from "zod";
import {count, isoDate, place} from "./column-kinds.ts";

/* How sure the figures are: forecasts made again from where earlier years and quarters stood, and the error of surveys. */

const replayed = {
  forecast_kind: z.enum(["target_year", "year_end"]),
  forecast_method: z.enum([
    ...(["last_value", "last_two_years", "theil_sen", "trend", "damped", "mean"] as const),
    ...(["on_course", "remaining", "share"] as const),
  ]),
  /** What reports print; the others were only tried. */
  is_chosen: z.boolean(),
  /** Years of target_year, quarters of year_end. */
  steps_ahead: place,
};

/** One row per kind, method, indicator, day of knowledge and forecast fiscal year. */
export const fctForecastReplays = z.strictObject({
  ...replayed,
  kpi_id: z.string(),
  known_on: isoDate,
  fiscal_year: place,
  forecast_value: z.number(),
  forecast_low: z.number(),
  forecast_high: z.number(),
  value: z.number(),
  is_within: z.boolean(),
  /** How far off it was, in usual changes from year to year; null of year_end. */
  steps_missed: z.number().nullable(),
});

/**
 * One row per indicator, as-of quarter and fiscal year: the running one, and up to five earlier ones that it is held against. What each
 * was by the same day of the year (the value to date, or people on course for a threshold), and what came of it.
 */
export const fctYearEndBasis = z.strictObject({
  kpi_id: z.string(),
  as_of_date: isoDate,
  fiscal_year: place,
  year_end_method: z.enum(["on_course", "remaining", "share"]),
  from_value: z.number().nullable(),
  /** Null of the running year. */
  year_value: z.number().nullable(),
});

/** How often what came lay within the range. One row per kind of forecast, method and steps ahead. */
export const fctBacktest = z.strictObject({
  ...replayed,
  case_count: place,
  hit_count: count,
  /** Mean over the cases. */
  steps_missed: z.number().nullable(),
});

/** Sampling error (95 of 100) of a survey's value, in its unit. One row per indicator and fiscal year. */
export const fctSurveyMargins = z.strictObject({
  kpi_id: z.string(),
  fiscal_year: place,
  answer_count: place,
  /** Where all of them were asked. */
  population_count: place.nullable(),
  margin: z.number(),
  /** Of the difference to the year before. */
  change_margin: z.number().nullable(),
});
