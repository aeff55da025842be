import type {Kpi, KpiCatalog, Placed} from "../../schemas/kpi.ts";
import type {Programme} from "../../schemas/programme.ts";
import type {Level} from "../../schemas/targets/target.ts";
import type {RowsToInsert} from "../engine/insert-rows.ts";
import {measureTables} from "./measure-tables.ts";
import {requiredPaths} from "./required-path.ts";

type TableContent = Omit<RowsToInsert, "table">;
type Row = RowsToInsert["rows"][number];

/** The tables of the schema `catalog` that come from kpis.yaml. */
export function kpiTables(catalog: KpiCatalog): Record<string, TableContent> {
  const {programmes, tasks, kpis} = catalog;
  const firstYears = new Map(programmes.map(({id, first_fiscal_year}) => [id, first_fiscal_year]));
  return {
    programmes: {columns: PROGRAMME_COLUMNS, rows: programmes.map(programmeRow)},
    tasks: {columns: TASK_COLUMNS, rows: tasks.map((task, index) => taskRow(task, index + 1))},
    kpis: {
      columns: KPI_COLUMNS,
      rows: kpis.map((kpi, index) => kpiRow(kpi, index + 1, firstYears.get(kpi.programme) ?? null)),
    },
    kpi_listings: {columns: LISTING_COLUMNS, rows: kpis.flatMap(listingRows)},
    kpi_breaks: {columns: BREAK_COLUMNS, rows: kpis.flatMap(breakRows)},
    kpi_accepted_deviations: {columns: DEVIATION_COLUMNS, rows: kpis.flatMap(deviationRows)},
    kpi_targets: {columns: TARGET_COLUMNS, rows: kpis.flatMap(targetRows)},
    kpi_required_paths: {columns: PATH_COLUMNS, rows: kpis.flatMap(pathRows)},
    kpi_judgements: {columns: JUDGEMENT_COLUMNS, rows: kpis.flatMap(judgementRows)},
    ...measureTables(kpis),
  };
}

const PROGRAMME_COLUMNS = {
  programme_id: "varchar",
  display_order: "integer",
  name: "varchar",
  title: "varchar",
  first_fiscal_year: "integer",
  last_fiscal_year: "integer",
  starts_on: "date",
  ends_on: "date",
  signatories: "varchar",
  committee: "varchar",
  office: "varchar",
};

function programmeRow(
  {id, name, title, signatories, committee, office, ...years}: Programme,
  index: number,
): Row {
  return {
    ...{programme_id: id, display_order: index + 1, name, title: title ?? null, ...years},
    signatories: signatories.length > 0 ? signatories.join("、") : null,
    committee: committee ?? null,
    office: office ?? null,
  };
}

const TASK_COLUMNS = {
  programme_id: "varchar",
  display_order: "integer",
  task_no: "varchar",
  task_name: "varchar",
  task_group: "varchar",
};

function taskRow({no, name, group, programme}: KpiCatalog["tasks"][number], order: number): Row {
  return {programme_id: programme, display_order: order, task_no: no, task_name: name, task_group: group};
}

const KPI_COLUMNS = {
  kpi_id: "varchar",
  programme_id: "varchar",
  counted_as: "varchar",
  segment_of: "varchar",
  segment_of_name: "varchar",
  segment_label: "varchar",
  model: "varchar",
  measure_text: "varchar",
  display_order: "integer",
  kpi_name: "varchar",
  short_name: "varchar",
  unit: "varchar",
  decimals: "integer",
  direction: "varchar",
  comparator: "varchar",
  base_value: "double",
  base_fiscal_year: "integer",
  base_on: "date",
  base_from_fiscal_year: "integer",
  pace_base_value: "double",
  pace_base_fiscal_year: "integer",
  target_value: "double",
  target_fiscal_year: "integer",
  target_decimals: "integer",
  near_band: "double",
  may_exceed_100: "boolean",
  none_means: "varchar",
  year_starts: "integer",
  pool_years: "integer",
  pool_from: "integer",
  bureaus_sum_to_city: "boolean",
  cumulative_since: "integer",
  rhythm: "varchar",
  rhythm_month: "integer",
  rhythm_day: "integer",
  scope_id: "varchar",
  privacy: "varchar",
  settled_after_months: "integer",
  as_of_rule: "varchar",
  definition: "varchar",
  assumption: "varchar",
  how_to_change: "varchar",
  owner: "varchar",
};

function kpiRow(kpi: Kpi, order: number, firstYear: number | null): Row {
  const pace = kpi.pace_from ?? kpi.base;
  return {
    kpi_id: kpi.id,
    programme_id: kpi.programme,
    counted_as: kpi.counted_as ?? null,
    segment_of: kpi.segment?.of ?? null,
    segment_of_name: kpi.segment?.name ?? null,
    segment_label: kpi.segment?.label ?? null,
    model: kpi.model,
    measure_text: kpi.measure ? JSON.stringify(kpi.measure) : null,
    display_order: order,
    kpi_name: kpi.name,
    short_name: kpi.short_name,
    unit: kpi.unit,
    decimals: kpi.decimals,
    direction: kpi.direction,
    comparator: kpi.comparator,
    base_value: kpi.base.value,
    base_fiscal_year: kpi.base.fiscal_year,
    base_on: kpi.base.on,
    base_from_fiscal_year: kpi.base.from_fiscal_year ?? kpi.base.fiscal_year,
    pace_base_value: pace.value,
    pace_base_fiscal_year: pace.fiscal_year,
    target_value: kpi.target.value,
    target_fiscal_year: kpi.target.fiscal_year,
    target_decimals: kpi.target.decimals ?? kpi.decimals,
    near_band: kpi.near_band,
    may_exceed_100: kpi.may_exceed_100,
    none_means: kpi.none_means ?? null,
    year_starts: kpi.measure && "year_starts" in kpi.measure ? kpi.measure.year_starts : 4,
    pool_years: typeof kpi.pool_years === "number" ? kpi.pool_years : null,
    pool_from: kpi.pool_years === "all" ? firstYear : null,
    bureaus_sum_to_city: kpi.bureaus_sum_to_city,
    cumulative_since: kpi.cumulative_since ?? null,
    ...rhythmOf(kpi),
    scope_id: kpi.scope,
    privacy: kpi.privacy,
    settled_after_months: kpi.settled_after_months,
    as_of_rule: kpi.as_of_rule,
    definition: kpi.definition,
    assumption: kpi.assumption ?? null,
    how_to_change: kpi.how_to_change ?? null,
    owner: kpi.owner,
  };
}

function rhythmOf({rhythm, cumulative_since}: Kpi): Row {
  if (rhythm === undefined || typeof rhythm === "string") {
    const usual = cumulative_since === undefined ? null : "cumulative";
    return {rhythm: rhythm ?? usual, rhythm_month: null, rhythm_day: null};
  }
  if ("month" in rhythm) return {rhythm: "month", rhythm_month: rhythm.month, rhythm_day: null};
  const [month = null, day = null] = rhythm.day.split("-").map(Number);
  return {rhythm: "day", rhythm_month: month, rhythm_day: day};
}

const LISTING_COLUMNS = {
  kpi_id: "varchar",
  task_no: "varchar",
  indicator_label: "varchar",
  listing_order: "integer",
};

/** listing_order 1 is where the indicator is printed; the others repeat it. */
function listingRows({id, listed}: Kpi): Row[] {
  return listed.map(({task, label}, index) => ({
    kpi_id: id,
    task_no: task,
    indicator_label: label,
    listing_order: index + 1,
  }));
}

const BREAK_COLUMNS = {kpi_id: "varchar", fiscal_year: "integer", note: "varchar"};

function breakRows({id, breaks}: Kpi): Row[] {
  return breaks.map((found) => ({kpi_id: id, ...found}));
}

const DEVIATION_COLUMNS = {
  kpi_id: "varchar",
  decided_on: "date",
  until: "date",
  decided_by: "varchar",
  reason: "varchar",
  limit_value: "double",
};

function deviationRows({id, accepted_deviations}: Kpi): Row[] {
  return accepted_deviations.map(({limit, ...deviation}) => ({
    kpi_id: id,
    ...deviation,
    limit_value: limit ?? null,
  }));
}

const TARGET_COLUMNS = {
  kpi_id: "varchar",
  valid_from: "date",
  valid_to: "date",
  form: "varchar",
  value: "double",
  low: "double",
  high: "double",
  is_strict: "boolean",
  words: "varchar",
  fiscal_year: "integer",
  year_words: "varchar",
  by_day: "date",
  each_year: "boolean",
  has_road: "boolean",
  compared_with: "varchar",
  compared_id: "varchar",
  factor: "double",
  difference: "double",
  on_month: "integer",
  on_day: "integer",
  tolerance: "double",
};

/** The target and what later decisions made of it, each with the days on which it is in force. */
function targetRows(kpi: Kpi): Row[] {
  const {form, is_strict, each_year, has_road, compared, tolerance} = kpi.target;
  const [month, day] = compared?.on?.split("-").map(Number) ?? [];
  return requiredPaths<Placed<Level>>(kpi).map(({validFrom, validTo, target}) => ({
    kpi_id: kpi.id,
    valid_from: validFrom,
    valid_to: validTo,
    ...{form, value: target.value, low: target.low, high: target.high, is_strict, words: target.words},
    ...{fiscal_year: target.fiscal_year, year_words: target.year_words, by_day: target.by},
    ...{each_year, has_road},
    compared_with: compared?.with ?? null,
    compared_id: compared?.id ?? null,
    factor: compared?.factor ?? null,
    difference: compared?.difference ?? null,
    on_month: month ?? null,
    on_day: day ?? null,
    tolerance,
  }));
}

const PATH_COLUMNS = {
  kpi_id: "varchar",
  valid_from: "date",
  valid_to: "date",
  at_year: "double",
  value: "double",
};

function pathRows(kpi: Kpi): Row[] {
  return requiredPaths<Placed<Level>>(kpi).flatMap(({validFrom, validTo, points}) =>
    points.map((point) => ({
      kpi_id: kpi.id,
      valid_from: validFrom,
      valid_to: validTo,
      at_year: point.atYear,
      value: point.value,
    })),
  );
}

const JUDGEMENT_COLUMNS = {
  kpi_id: "varchar",
  judged_on: "date",
  status: "varchar",
  judged_by: "varchar",
  note: "varchar",
};

function judgementRows({id, target}: Kpi): Row[] {
  return target.judged.map((judgement) => ({kpi_id: id, ...judgement}));
}
