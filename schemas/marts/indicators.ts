import {z} from "zod";
import {MAIN} from "../programme.ts";
import {count, direction, isoDate, place, targetColumns} from "./column-kinds.ts";

/* What the figures are about: indicators, task sheets, bureaus, scopes. */

/** One row per indicator of a programme, with base, target and definition. */
export const dimKpis = z.strictObject({
  kpi_id: z.string(),
  programme_id: z.string().default(MAIN),
  /** In another programme, too: the indicator whose values it takes. */
  counted_as: z.string().nullable().default(null),
  /** Of a segment (男性): the id and short name of what it is a segment of, and what the segment is called. */
  segment_of: z.string().nullable().default(null),
  segment_of_name: z.string().nullable().default(null),
  segment_label: z.string().nullable().default(null),
  /** Null in releases from before it was noted. */
  model: z.string().nullable().default(null),
  display_order: place,
  task_group: z.string(),
  task_no: z.string(),
  task_name: z.string(),
  indicator_label: z.string(),
  kpi_name: z.string(),
  short_name: z.string(),
  unit: z.string(),
  decimals: count,
  direction,
  comparator: z.enum(["以上", "以下", "超", "未満", ""]),
  base_value: z.number().nullable(),
  base_fiscal_year: count,
  /** The day on which it was measured, where that is no end of a fiscal year. */
  base_on: isoDate.nullable().default(null),
  /** First year of a base that spans several, else the base year. */
  base_from_fiscal_year: count,
  pace_base_value: z.number().nullable(),
  pace_base_fiscal_year: count,
  /** Null where the target names no number, or two. */
  target_value: z.number().nullable(),
  target_fiscal_year: count,
  /** Decimals with which the programme prints the target. */
  target_decimals: count,
  ...targetColumns,
  /** How the target is written; null in releases from before there were forms. */
  target_form: z.string().nullable().default(null),
  /** Whether a line leads from the base to it; what holds in every year has none. */
  has_road: z.boolean().default(true),
  /** The level itself does not do (超, 未満). */
  is_strict: z.boolean().default(false),
  /** What is printed where there was nobody to count (採用者なし). */
  none_means: z.string().nullable().default(null),
  /** The month in which the year begins over which it is measured; 4 is the fiscal year. */
  year_starts: z.int().default(4),
  near_band: z.number(),
  is_cumulative: z.boolean(),
  cumulative_since: count.nullable(),
  /** When there is something to say: as it happens, added up, on a day of every year, in a month of every year; null: not told. */
  rhythm: z.enum(["running", "cumulative", "day", "month"]).nullable().default(null),
  rhythm_month: place.nullable().default(null),
  rhythm_day: place.nullable().default(null),
  scope_id: z.string(),
  shown_by_bureau: z.boolean(),
  as_of_rule: z.string(),
  definition: z.string(),
  assumption: z.string().nullable(),
  how_to_change: z.string().nullable(),
  owner: z.string(),
});

/** One row per programme and task sheet; a sheet may have no indicator. */
export const dimTasks = z.strictObject({
  programme_id: z.string().default(MAIN),
  task_no: z.string(),
  task_name: z.string(),
  task_group: z.string(),
  display_order: place,
});

/** One row per indicator and task sheet that lists it; listing_order 1 is its own sheet, others repeat it. */
export const dimKpiListings = z.strictObject({
  kpi_id: z.string(),
  task_no: z.string(),
  indicator_label: z.string(),
  listing_order: place,
});

/** One row per indicator and first fiscal year of a new definition: no comparison reaches across it. */
export const dimKpiBreaks = z.strictObject({kpi_id: z.string(), fiscal_year: place, note: z.string()});

/** One row per programme. Releases from before there were several have one, with name and years only. */
export const dimProgrammes = z.strictObject({
  programme_id: z.string().default(MAIN),
  display_order: place.default(1),
  name: z.string(),
  /** What its scorecard is called; null: スコアカード. */
  title: z.string().nullable().default(null),
  first_fiscal_year: place,
  last_fiscal_year: place,
  starts_on: isoDate.nullable().default(null),
  ends_on: isoDate.nullable().default(null),
  /** Who decided it together, as they sign: "市長、議長、教育委員会". */
  signatories: z.string().nullable().default(null),
  /** Null: those of the body. */
  committee: z.string().nullable().default(null),
  office: z.string().nullable().default(null),
});

/** One row: the body, and how its whole ("全市"), its head ("市長") and its bureaus ("局区") are called. */
export const dimCity = z.strictObject({
  /** Null where the city's folder says none. */
  city_name: z.string().nullable(),
  body_kind: z.string(),
  whole_name: z.string(),
  head_name: z.string(),
  /** One bureau. */
  unit_name: z.string().default("局区"),
  /** A rate of fewer people is marked and not ranked. */
  few_people: place.default(20),
});

/** One row per reorganisation. */
export const dimOrganisationChanges = z.strictObject({changed_on: isoDate, note: z.string()});

/** One row per event (the days, both inclusive) of a bureau or an indicator; null: of all. */
export const dimEvents = z.strictObject({
  starts_on: isoDate,
  ends_on: isoDate,
  bureau_code: z.string().nullable(),
  bureau_name: z.string().nullable(),
  kpi_id: z.string().nullable(),
  event: z.string(),
});

/** One row per measure against a delay; a null bureau: of the whole. `done_on`, `opinion` and `answer` are null while there are none. */
export const dimCorrectiveActions = z.strictObject({
  kpi_id: z.string(),
  bureau_code: z.string().nullable(),
  bureau_name: z.string().nullable(),
  cause: z.string(),
  measure: z.string(),
  owner: z.string(),
  decided_on: isoDate,
  due_on: isoDate,
  done_on: isoDate.nullable(),
  opinion: z.string().nullable(),
  answer: z.string().nullable(),
});

/** One row per bureau code; a renamed bureau keeps its old row with valid_to and its successor's code. */
export const dimBureaus = z.strictObject({
  bureau_code: z.string(),
  bureau_name: z.string(),
  appointing_authority_group: z.string(),
  valid_from: isoDate,
  valid_to: isoDate.nullable(),
  successor_code: z.string().nullable(),
  display_order: place,
});

/**
 * One row per name (also an alias, or one of former days) and bureau that had it, with the days of that bureau and its code in
 * today's organisation.
 */
export const dimBureauNames = z.strictObject({
  name: z.string(),
  bureau_code: z.string(),
  valid_from: isoDate,
  valid_to: isoDate.nullable(),
  today_code: z.string(),
});

/** One row per bureau and first day of the years in which it is told with the others of its group. */
export const dimBureauGroups = z.strictObject({
  group_code: z.string(),
  bureau_group_name: z.string(),
  bureau_code: z.string(),
  valid_from: isoDate,
  valid_to: isoDate,
});

/** One row per unit of the tree and first day of its place there; none where the city has no tree. */
export const dimUnits = z.strictObject({
  unit_code: z.string(),
  unit_name: z.string(),
  level_name: z.string(),
  parent_code: z.string().nullable(),
  /** In which the unit is shown. */
  bureau_code: z.string(),
  valid_from: isoDate,
  valid_to: isoDate.nullable(),
});

/** One row per indicator of paper and size that came: how many sheets of A4 one of it counts for. */
export const dimKpiPaperSizes = z.strictObject({
  kpi_id: z.string(),
  paper_size: z.string(),
  sheet_weight: z.number(),
});

/** One row per scope (対象範囲) of figures, with the wording for charts and footnotes. */
export const dimScopes = z.strictObject({
  scope_id: z.string(),
  scope_name: z.string(),
  scope_note: z.string(),
});
