import {z} from "zod";

/** Dates leave the warehouse as ISO text ("2024-09-30"); counts are integers, measures doubles; "none" is null. */
const isoDate = z.iso.date();
const count = z.int();

/** Direction in which an indicator improves. */
const direction = z.enum(["up", "down"]);

/** Status of observation: 速報 provisional, 確定 final, 改定 revised (an earlier release said otherwise), 秘匿 withheld (a small cell that may not be shown). */
const observationStatus = z.enum(["provisional", "final", "revised", "withheld"]);

/** 達成 / 順調 / やや遅れ / 遅れ / 容認 / 不明 / 参考. */
const kpiStatus = z.enum([
  "achieved",
  "on_track",
  "slightly_behind",
  "behind",
  "accepted",
  "unknown",
  "reference",
]);

/** One row per indicator of the programme, with base, target and definition. */
const dimKpis = z.strictObject({
  kpi_id: z.string(),
  display_order: count,
  task_group: z.string(),
  task_no: z.string(),
  task_name: z.string(),
  indicator_label: z.string(),
  kpi_name: z.string(),
  short_name: z.string(),
  unit: z.string(),
  decimals: count,
  direction,
  comparator: z.enum(["以上", "以下", ""]),
  base_value: z.number().nullable(),
  base_fiscal_year: count,
  /** First year of a base that spans several, else the base year. */
  base_from_fiscal_year: count,
  pace_base_value: z.number().nullable(),
  pace_base_fiscal_year: count,
  target_value: z.number(),
  target_fiscal_year: count,
  /** Decimals with which the programme prints the target. */
  target_decimals: count,
  near_band: z.number(),
  is_cumulative: z.boolean(),
  cumulative_since: count.nullable(),
  scope_id: z.string(),
  shown_by_bureau: z.boolean(),
  as_of_rule: z.string(),
  definition: z.string(),
  assumption: z.string().nullable(),
  how_to_change: z.string().nullable(),
  owner: z.string(),
});

/** One row per task sheet of the programme; a sheet may have no indicator. */
const dimTasks = z.strictObject({
  task_no: z.string(),
  task_name: z.string(),
  task_group: z.string(),
  display_order: count,
});

/** One row per indicator and task sheet that lists it; listing_order 1 is its own sheet, others repeat it. */
const dimKpiListings = z.strictObject({
  kpi_id: z.string(),
  task_no: z.string(),
  indicator_label: z.string(),
  listing_order: count,
});

/** One row per indicator and first fiscal year of a new definition: no comparison reaches across it. */
const dimKpiBreaks = z.strictObject({kpi_id: z.string(), fiscal_year: count, note: z.string()});

/** One row: the programme and its years. */
const dimProgrammes = z.strictObject({name: z.string(), first_fiscal_year: count, last_fiscal_year: count});

/** One row per bureau code; a renamed bureau keeps its old row with valid_to and its successor's code. */
const dimBureaus = z.strictObject({
  bureau_code: z.string(),
  bureau_name: z.string(),
  appointing_authority_group: z.enum(["市長事務部局", "その他任命"]),
  valid_from: isoDate,
  valid_to: isoDate.nullable(),
  successor_code: z.string().nullable(),
  display_order: count,
});

/** One row per scope (対象範囲) of figures, with the wording for charts and footnotes. */
const dimScopes = z.strictObject({scope_id: z.string(), scope_name: z.string(), scope_note: z.string()});

/**
 * One row per indicator, period, scope and bureau (null: the city). Years run April–March; a "quarter" row is
 * the year to date: period_start is 1 April, period_end the quarter's last day.
 */
const fctKpiValues = z.strictObject({
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
});

/**
 * Figures of this release whose value differs from what the last release that had them said, with the cause. One row
 * per indicator, period, scope and bureau. `settled_status`: whether the new value is 速報 or 確定. Withheld cells never appear.
 */
const fctRevisions = z.strictObject({
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

/**
 * One row per indicator and as-of quarter: the latest yearly value known by the quarter's end, judged against the
 * level that the line from base to target requires for that value's year. Shares are 0–1 along the way from base to target.
 * The forecast is for the target's year, from four yearly values on.
 */
const fctScoreboard = z.strictObject({
  kpi_id: z.string(),
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
  previous_value: z.number().nullable(),
  required_value: z.number().nullable(),
  target_value: z.number(),
  target_fiscal_year: count,
  progress_share: z.number().nullable(),
  required_share: z.number().nullable(),
  status: kpiStatus,
  accepted_until: isoDate.nullable(),
  accepted_reason: z.string().nullable(),
  to_date_value: z.number().nullable(),
  to_date_previous_value: z.number().nullable(),
  forecast_value: z.number().nullable(),
  forecast_low: z.number().nullable(),
  forecast_high: z.number().nullable(),
  forecast_outlook: z.enum(["likely", "rather_likely", "rather_unlikely", "unlikely", "none"]),
});

/** People over a yearly threshold. One row per complete fiscal year, bureau of today's organisation, scope and threshold. */
const fctOvertimeCounts = z.strictObject({
  fiscal_year: count,
  bureau_code: z.string(),
  scope_id: z.string(),
  threshold_hours: count,
  staff_count: count,
});

/** Mean yearly overtime per person, with all causes or without disaster and election work. One row per complete fiscal year and cause set. */
const fctOvertimeMeans = z.strictObject({
  fiscal_year: count,
  cause_set: z.enum(["all", "without_disaster_election"]),
  staff_count: count,
  total_minutes: count,
  mean_hours: z.number(),
});

/** One row per overtime limit: rule set, window, operator, kinds of hours (basis) and days on which it is in force. */
const dimOvertimeRules = z.strictObject({
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
const fctOvertimeLimits = z.strictObject({
  fiscal_year: count,
  month: isoDate.nullable(),
  rule_id: z.string(),
  scope_id: z.string(),
  bureau_code: z.string(),
  staff_count: count,
});

/** People whose overtime of a complete fiscal year must be analysed by due_on. One row per rule set, scope, year and bureau, zeros included. */
const fctOvertimeAnalysisDue = z.strictObject({
  fiscal_year: count,
  due_on: isoDate,
  rule_set: z.string(),
  scope_id: z.string(),
  bureau_code: z.string(),
  staff_count: count,
});

/**
 * Who will pass a yearly threshold at the present pace (April to as_of_month ÷ months × 12). One row per as-of month of
 * the latest year, rule, scope and bureau: people already over, and others on course to be over by March.
 */
const fctOvertimeEarlyWarning = z.strictObject({
  fiscal_year: count,
  as_of_month: isoDate,
  months_elapsed: count,
  rule_id: z.string(),
  scope_id: z.string(),
  threshold_hours: count,
  bureau_code: z.string(),
  over_count: count,
  on_course_count: count,
});

/** Disability employment of the city as one body. One row per day of record (1 June): persons by weight, base, % and shortage in persons. */
const fctDisabilityRate = z.strictObject({
  as_of_date: isoDate,
  fiscal_year: count,
  counted_persons: z.number(),
  staff_base: z.number(),
  rate: z.number().nullable(),
  legal_rate: z.number().nullable(),
  shortage: z.number().nullable(),
});

/**
 * Overtime pay in million yen, each figure rounded half up from yen, so that parts may not add up (注1 of the yearly
 * report); changes are against FY2016. One row per fiscal year, account group and basis.
 */
const fctOvertimePay = z.strictObject({
  fiscal_year: count,
  account_group: z.enum(["ordinary", "enterprise", "total"]),
  basis: z.enum(["settled", "payroll"]),
  paid_million_yen: count,
  change_million_yen: count.nullable(),
  cumulative_change_million_yen: count.nullable(),
});

/** Shared services. One row per fiscal year, task, measure and method; `unit` says hours or thousand yen. */
const fctSharedServices = z.strictObject({
  fiscal_year: count,
  task_name: z.string(),
  measure: z.enum(["saved_hours", "spent_hours", "saved_cost", "running_cost", "fiscal_effect"]),
  method: z.enum(["yearly_report", "programme"]),
  unit: z.enum(["hour", "thousand_yen"]),
  amount: count,
});

/** One row per punctual-leave day (ワーク・ライフ・バランスデー); the rate in %. */
const fctPunctualLeaveDays = z.strictObject({
  fiscal_year: count,
  held_on: isoDate,
  expected_count: count,
  left_count: count,
  left_rate: z.number(),
});

/** One row per fiscal year and training: people who attended. */
const fctTrainings = z.strictObject({fiscal_year: count, training_name: z.string(), attendance: count});

/** One row per published figure, with the computed one and the reason for a difference. */
const fctReconciliation = z.strictObject({
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

/** Files behind an indicator. One row per indicator and source: how many files, and the latest one. */
const fctKpiSources = z.strictObject({
  kpi_id: z.string(),
  source: z.string(),
  source_title: z.string(),
  file_count: count,
  row_count: count,
  latest_file_name: z.string(),
  latest_received_on: isoDate,
  latest_row_count: count,
});

/** One row: the release itself. `is_sample` is true as long as any file behind it is synthetic (見本データ). */
const releaseInfo = z.strictObject({
  release_id: z.string(),
  created_on: isoDate,
  is_sample: z.boolean(),
  latest_month: isoDate,
  latest_as_of_date: isoDate.nullable(),
});

/** Every published relation with the schema of its rows. Reports and Kysely take their types from here. */
export const marts = {
  "marts.dim_kpis": dimKpis,
  "marts.dim_tasks": dimTasks,
  "marts.dim_kpi_listings": dimKpiListings,
  "marts.dim_kpi_breaks": dimKpiBreaks,
  "marts.dim_programmes": dimProgrammes,
  "marts.dim_bureaus": dimBureaus,
  "marts.dim_scopes": dimScopes,
  "marts.fct_kpi_values": fctKpiValues,
  "marts.fct_revisions": fctRevisions,
  "marts.fct_scoreboard": fctScoreboard,
  "marts.fct_overtime_counts": fctOvertimeCounts,
  "marts.fct_overtime_means": fctOvertimeMeans,
  "marts.dim_overtime_rules": dimOvertimeRules,
  "marts.fct_overtime_limits": fctOvertimeLimits,
  "marts.fct_overtime_analysis_due": fctOvertimeAnalysisDue,
  "marts.fct_overtime_early_warning": fctOvertimeEarlyWarning,
  "marts.fct_disability_rate": fctDisabilityRate,
  "marts.fct_overtime_pay": fctOvertimePay,
  "marts.fct_shared_services": fctSharedServices,
  "marts.fct_punctual_leave_days": fctPunctualLeaveDays,
  "marts.fct_trainings": fctTrainings,
  "marts.fct_reconciliation": fctReconciliation,
  "marts.fct_kpi_sources": fctKpiSources,
  "marts.release_info": releaseInfo,
} as const;

export type MartName = keyof typeof marts;
export type MartRow<Name extends MartName> = z.infer<(typeof marts)[Name]>;
/** The warehouse as Kysely sees it. */
export type MartTables = {[Name in MartName]: MartRow<Name>};
