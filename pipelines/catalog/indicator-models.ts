import type {Kpi} from "../../schemas/kpi.ts";
import {quoted} from "../engine/quoted.ts";
import type {SqlFile} from "./sql-files.ts";

export type Indicator = Pick<Kpi, "id" | "model" | "scope" | "cumulative_since"> &
  Partial<Pick<Kpi, "is_measured" | "measure" | "segment" | "counted_as">>;

/** What the model of an indicator yields; scope_id is null where it does not measure by scope. */
export const MEASURED_COLUMNS = [
  "fiscal_year",
  "quarter",
  "period_start",
  "period_end",
  "scope_id",
  "bureau_code",
  "value",
  "numerator",
  "denominator",
];

export const MEASURED = "metrics.kpi_measured";

/** Models whose names begin like those of indicators, and that are of all of them. */
const OF_ALL = [MEASURED, "metrics.kpi_values", "metrics.kpi_values_shown", "metrics.kpi_sources"];

/** A measure is computed for all indicators that have it at once. */
export function isMeasureModel(name: string): boolean {
  return name.startsWith("metrics.measure_");
}

export function isIndicatorModel(name: string): boolean {
  return name.startsWith("metrics.kpi_") && !OF_ALL.includes(name);
}

const HEAD = `-- 選んだ指標の値（秘匿する前）。1行＝指標・期間・対象範囲・局区（空欄は市全体）
-- Values of the indicators that the city chose in kpis.yaml, from the model of each. One row per indicator, period, scope and bureau (null: the city).
`;

const NO_ROWS = `(select ${MEASURED_COLUMNS.map((column) => `cast(null as varchar) as ${column}`).join(", ")} where false) as nothing`;

/** The one model that no file holds: it unites those of the chosen indicators, by their ids, whatever their order on paper. */
export function measuredModel(indicators: Indicator[]): SqlFile {
  const chosen = indicators
    .filter(({is_measured = true}) => is_measured)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map((indicator) => valuesOf(indicator, indicators));
  const selects = chosen.length > 0 ? chosen : [selectOf({id: "", scope: "", from: NO_ROWS})];
  const text = `${HEAD}${selects.join("\nunion all\n")}`;
  return {name: MEASURED, schema: "metrics", file: "kpis.yaml", from: "made", text};
}

function valuesOf(
  {id, scope, model, measure, counted_as: countedAs = id}: Indicator,
  all: Indicator[],
): string {
  // A model that measures segments by scope has the rows of all of them: each is told as itself alone.
  const isOfSegments = all.some((other) => other.model === model && other.segment && !other.measure);
  const own = measure
    ? `\nwhere kpi_id = ${quoted(countedAs)}`
    : isOfSegments
      ? `\nwhere scope_id = ${quoted(scope)}`
      : "";
  return selectOf({id, scope, from: `metrics.${model}${own}`});
}

/** Every column is cast: what an indicator has none of (局区, 分母) is of no kind in its own model. */
function selectOf({id, scope, from}: Pick<Indicator, "id" | "scope"> & {from: string}): string {
  return `select
    ${quoted(id)} as kpi_id,
    cast(fiscal_year as integer) as fiscal_year,
    cast(quarter as integer) as quarter,
    cast(period_start as date) as period_start,
    cast(period_end as date) as period_end,
    coalesce(cast(scope_id as varchar), ${quoted(scope)}) as scope_id,
    cast(bureau_code as varchar) as bureau_code,
    cast(value as double) as value,
    cast(numerator as double) as numerator,
    cast(denominator as double) as denominator
from ${from}`;
}
