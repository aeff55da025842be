/** What metrics.scoreboard_values says of a target that is one number with a line to it, as columns and cells of a hand-made table. */
const FORM_COLUMNS = `has_base boolean, is_none boolean, target_form varchar, has_road boolean, is_strict boolean,
  target_low double, target_high double, target_words varchar, target_year_words varchar, target_by date,
  programme_start date, is_start boolean, is_moving boolean, programme_id varchar`;

export function oneSided(direction: "up" | "down", target: number, isStart = false): string {
  const [form, low, high] = direction === "up" ? ["at_least", target, "null"] : ["at_most", "null", target];
  return `true, false, '${form}', true, false, ${low}, ${high}, null, null, null, '2021-04-01', ${isStart}, false, 'main'`;
}

/** Nobody judged a target in words. */
export const NO_JUDGEMENTS = {
  columns: "kpi_id varchar, judged_on date, status varchar, judged_by varchar, note varchar",
  rows: [],
};

/** Nothing is known of the running year. */
export const NO_YEAR_END = {
  "metrics.year_end_forecasts": {
    columns: `kpi_id varchar, as_of_date date, method varchar, years_before integer, forecast_value double,
      forecast_low double, forecast_high double`,
    rows: [],
  },
  "metrics.on_course": {
    columns: "kpi_id varchar, fiscal_year integer, quarter integer, value double",
    rows: [],
  },
  "metrics.provisional_reasons": {
    columns:
      "kpi_id varchar, period_end date, settles_on date, sent_until date, missing_from varchar, lacks_roster boolean",
    rows: [],
  },
  "metrics.moving_levels": {
    columns: "kpi_id varchar, fiscal_year integer, level double, low double, high double",
    rows: [],
  },
};

/** Of metrics.scoreboard_values, required_levels and forecasts, and of the accepted deviations. */
export const SCORES = `kpi_id varchar, as_of_fiscal_year integer, as_of_quarter integer, as_of_date date, scope_id varchar,
  direction varchar, decimals integer, near_band double, base_value double, base_fiscal_year integer,
  pace_base_value double, target_value double, target_fiscal_year integer, value double, value_fiscal_year integer,
  value_date date, observation_status varchar, previous_value double, to_date_value double,
  to_date_previous_value double, ${FORM_COLUMNS}`;
export const LEVELS = "kpi_id varchar, as_of_date date, fiscal_year integer, required_value double";
export const DEVIATIONS = "kpi_id varchar, decided_on date, until date, reason varchar, limit_value double";
/** No forecast in a row: its trend is contradicted. */
export const FORECASTS = `kpi_id varchar, as_of_date date, forecast_value double, forecast_low double, forecast_high double,
  is_contradicted boolean as (forecast_value is null)`;
