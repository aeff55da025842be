import {z} from "zod";
import {MAIN} from "../programme.ts";
import {count, isoDate, kpiStatus, observationStatus, place, targetColumns} from "./column-kinds.ts";

/* The figures themselves, their standing, their sources and how they meet what was published. */

/**
 * One row per indicator, period, scope and bureau (null: the city). Years run April–March; a "quarter" row is
 * the year to date: period_start is 1 April, period_end the quarter's last day.
 */
export const fctKpiValues = z.strictObject({
  kpi_id: z.string(),
  fiscal_year: count,
  period_kind: z.enum(["year", "quarter", "month"]),
  period_start: isoDate,
  period_end: isoDate,
  scope_id: z.string(),
  bureau_code: z.string().nullable(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  observation_status: observationStatus,
  /** From this day on 確定 by the calendar, where all that is needed has come; null in releases from before it was kept. */
  settled_from: isoDate.nullable().default(null),
});

/**
 * Sums of a group of bureaus over a fiscal year or half of it (bureau_code null), and of a bureau over all years of the groups (period
 * kind programme, group_code null). The first half ends on 30 September.
 */
export const fctKpiSums = z.strictObject({
  kpi_id: z.string(),
  /** Of the last day. */
  fiscal_year: count,
  period_kind: z.enum(["year", "half", "programme"]),
  period_start: isoDate,
  period_end: isoDate,
  scope_id: z.string(),
  group_code: z.string().nullable(),
  bureau_code: z.string().nullable(),
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  observation_status: observationStatus,
});

/**
 * Figures of this release that readers of the scorecard, or of the packet, know otherwise, with the cause. One row
 * per indicator, period, scope and bureau. `settled_status`: whether the new value is 速報 or 確定. Withheld cells never appear.
 */
export const fctRevisions = z.strictObject({
  kpi_id: z.string(),
  fiscal_year: count,
  period_kind: z.enum(["year", "quarter", "month"]),
  period_end: isoDate,
  scope_id: z.string(),
  bureau_code: z.string().nullable(),
  previous_value: z.number().nullable(),
  value: z.number().nullable(),
  previous_release_id: z.string(),
  previous_released_on: isoDate,
  cause: z.string(),
  settled_status: z.enum(["provisional", "final"]),
});

/** Kinds of documents that readers hold in their hands; each has its own memory of what it last said. */
const documentKind = z.enum(["scorecard", "packet"]);

/** Numbers (`value`) and words (`word`) of series that readers of a document know otherwise. One row per kind of document and code. */
export const fctSeriesRevisions = z.strictObject({
  document_kind: documentKind,
  figure_code: z.string(),
  kpi_id: z.string().nullable(),
  series_title: z.string(),
  /** What the parts of the code say. */
  figure_item: z.string(),
  fiscal_year: count.nullable(),
  decimals: count,
  previous_value: z.number().nullable(),
  previous_word: z.string().nullable(),
  value: z.number().nullable(),
  word: z.string().nullable(),
  previous_release_id: z.string(),
  previous_released_on: isoDate,
  cause: z.string(),
});

/**
 * Where the running fiscal year will end, judged against what the line requires of that year. Null at the end of a
 * fiscal year, where too few earlier years tell, and in releases from before it was computed.
 */
const yearEndColumns = {
  year_end_value: z.number().nullable().default(null),
  /** Between these lie 80 of 100 further years, if they go on as the earlier ones did. */
  year_end_low: z.number().nullable().default(null),
  year_end_high: z.number().nullable().default(null),
  year_end_method: z.enum(["on_course", "remaining", "share"]).nullable().default(null),
  /** How many earlier years it rests on. */
  year_end_years_before: count.nullable().default(null),
  year_end_required: z.number().nullable().default(null),
  year_end_status: kpiStatus.nullable().default(null),
  /** What the ends of the range would be judged; otherwise than the middle: the word is not sure. */
  year_end_status_low: kpiStatus.nullable().default(null),
  year_end_status_high: kpiStatus.nullable().default(null),
  /** Further people who will be over the threshold by the year's end, if they go on as they did. */
  on_course_count: count.nullable().default(null),
};

/**
 * One row per indicator and as-of quarter: the latest yearly value known by the quarter's end, judged against the
 * level that the line from base to target requires for that value's year. Shares are 0–1 along the way from base to target.
 * The forecast is for the target's year, from four yearly values on.
 */
export const fctScoreboard = z.strictObject({
  kpi_id: z.string(),
  programme_id: z.string().default(MAIN),
  as_of_fiscal_year: count,
  as_of_quarter: count,
  as_of_date: isoDate,
  scope_id: z.string(),
  base_value: z.number().nullable(),
  base_fiscal_year: count,
  value: z.number().nullable(),
  value_fiscal_year: count.nullable(),
  value_date: isoDate.nullable(),
  observation_status: observationStatus.nullable(),
  /**
   * Why the value is provisional: the last day of the month that settles it, the last month of overtime that has come where
   * that is waited for, who has still to send, and whether a roster is waited for. Null where nothing is.
   */
  provisional_until: isoDate.nullable().default(null),
  provisional_sent_until: isoDate.nullable().default(null),
  provisional_missing: z.string().nullable().default(null),
  provisional_lacks_roster: z.boolean().nullable().default(null),
  previous_value: z.number().nullable(),
  required_value: z.number().nullable(),
  /** Between these the value of its year must lie; null: that side is open. */
  required_low: z.number().nullable().default(null),
  required_high: z.number().nullable().default(null),
  target_value: z.number().nullable(),
  target_fiscal_year: count,
  ...targetColumns,
  progress_share: z.number().nullable(),
  required_share: z.number().nullable(),
  status: kpiStatus,
  /** Before it was accepted (容認); null in releases from before it was kept. */
  computed_status: kpiStatus.nullable().default(null),
  accepted_until: isoDate.nullable(),
  accepted_reason: z.string().nullable(),
  /** Worse than this is accepted no longer; null: no such level was decided. */
  accepted_limit: z.number().nullable().default(null),
  /** Who said of a target in words how it stands, when, and why. */
  judged_on: isoDate.nullable().default(null),
  judged_by: z.string().nullable().default(null),
  judgement_note: z.string().nullable().default(null),
  to_date_value: z.number().nullable(),
  to_date_previous_value: z.number().nullable(),
  ...yearEndColumns,
  forecast_value: z.number().nullable(),
  forecast_low: z.number().nullable(),
  forecast_high: z.number().nullable(),
  /** unclear: the trend and the latest changes contradict each other. */
  forecast_outlook: z.enum(["likely", "rather_likely", "rather_unlikely", "unlikely", "unclear", "none"]),
});

/** The office's own words beside an indicator's figures (Markdown: paragraphs and lists). One row per indicator and quarter. */
export const fctOfficeNotes = z.strictObject({
  kpi_id: z.string(),
  fiscal_year: place,
  quarter: place,
  note: z.string(),
});

/** Files behind an indicator. One row per indicator and source: how many files, and the latest one. */
export const fctKpiSources = z.strictObject({
  kpi_id: z.string(),
  source: z.string(),
  source_title: z.string(),
  file_count: count,
  row_count: count,
  latest_file_name: z.string(),
  latest_received_on: isoDate,
  latest_row_count: count,
});

/** What came up to when. One row per source and period of which a file is in force. */
export const fctSourcePeriods = z.strictObject({
  source: z.string(),
  source_title: z.string(),
  /** How many months a period has; null for a day of record. */
  period_months: place.nullable(),
  period_start: isoDate,
  period_end: isoDate,
  /** Names of the bureaus that have still to send for it, "、" between. */
  missing_bureaus: z.string().nullable(),
});

/** Kinds of files that an indicator without any value waits for: none of them ever came. One row per indicator and source. */
export const fctKpiAwaitedSources = z.strictObject({
  kpi_id: z.string(),
  source: z.string(),
  source_title: z.string(),
});

/** One row per published figure, with the computed one and the reason for a difference. */
export const fctReconciliation = z.strictObject({
  series: z.string(),
  item: z.string(),
  first_fiscal_year: count,
  fiscal_year: count,
  published_value: z.number(),
  computed_value: z.number().nullable(),
  unit: z.string(),
  document: z.string(),
  location: z.string(),
  published_status: z.string(),
  note: z.string(),
  slip: z.string(),
  verdict: z.enum(["equal", "rounding", "scope", "slip", "unexplained", "not_computed"]),
  explanation: z.string().nullable(),
});
