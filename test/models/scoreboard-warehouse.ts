import type {Model} from "../../pipelines/catalog/models.ts";
import {requiredPaths} from "../../pipelines/catalog/required-path.ts";
import {functionDefinitions, sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {insertRows} from "../../pipelines/engine/insert-rows.ts";
import {openWritable, type Row} from "../../pipelines/engine/open.ts";
import {type BuiltModels, cityOf} from "./kept-cities.ts";

/** An indicator with its yearly values from FY2016 on, and how it is judged. */
export interface JudgedKpi {
  direction: "up" | "down";
  decimals: number;
  nearBand: number;
  base: number | null;
  target: number;
  values: (number | null)[];
  acceptedUntil?: string;
  /** What a second decision, of 1 September 2024, says. */
  extendedUntil?: string;
  revision?: {decided_on: string; value: number; fiscal_year: number};
  breakYear?: number;
}

const FIRST_YEAR = 2016;
const MODELS = ["scoreboard_values", "required_levels", "forecasts", "scoreboard"].map(
  (name) => `metrics.${name}`,
);

/** Runs the real scoreboard models on indicators made up by a test; judged on 30 September 2024 (令和6年度第2四半期). */
export async function judge(kpis: JudgedKpi[]): Promise<Row[]> {
  const {warehouse, close} = await cityOf(JSON.stringify(kpis), () => build(kpis));
  const rows = await warehouse.rows("from metrics.scoreboard order by kpi_id");
  close();
  return rows;
}

async function build(kpis: JudgedKpi[]): Promise<BuiltModels> {
  const warehouse = await openWritable(":memory:");
  await warehouse.run(functionDefinitions());
  await warehouse.run("create schema catalog; create schema intermediate; create schema metrics");
  const named = kpis.map((kpi, index) => ({...kpi, id: `kpi_${String(index).padStart(4, "0")}`}));
  await fill("catalog.kpis", KPI_COLUMNS, named.map(kpiRow));
  await fill("catalog.kpi_required_paths", PATH_COLUMNS, named.flatMap(pathRows));
  await fill("catalog.kpi_accepted_deviations", DEVIATION_COLUMNS, named.flatMap(deviationRows));
  await fill("catalog.kpi_breaks", BREAK_COLUMNS, named.flatMap(breakRows));
  await fill(
    "catalog.fiscal_quarters",
    {fiscal_year: "integer"},
    years().map((fiscal_year) => ({fiscal_year})),
  );
  await fill("intermediate.int_board_quarters", QUARTER_COLUMNS, [
    {fiscal_year: 2024, quarter: 2, period_end: "2024-09-30"},
  ]);
  await fill("metrics.city_values", VALUE_COLUMNS, named.flatMap(valueRows));
  const models = judging();
  for (const {name, text} of models) await warehouse.run(`create table ${name} as ${text}`);
  return {warehouse, models, close: () => warehouse.close()};

  async function fill(
    table: string,
    columns: Record<string, string>,
    rows: Parameters<typeof insertRows>[1]["rows"],
  ) {
    const definition = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
    await warehouse.run(`create table ${table} (${definition.join(", ")})`);
    await insertRows(warehouse, {table, columns, rows});
  }
}

/** Each is built after all before it, whether it reads them or not. */
function judging(): Model[] {
  const files = sqlFiles("metrics").filter(({name}) => MODELS.includes(name));
  return MODELS.flatMap((name, index) =>
    files
      .filter((file) => file.name === name)
      .map((file) => ({...file, description: "", dependsOn: MODELS.slice(0, index)})),
  );
}

type NamedKpi = JudgedKpi & {id: string};

function years(): number[] {
  return Array.from({length: 30}, (_, index) => 2010 + index);
}

const KPI_COLUMNS = {
  kpi_id: "varchar",
  scope_id: "varchar",
  unit: "varchar",
  may_exceed_100: "boolean",
  direction: "varchar",
  decimals: "integer",
  near_band: "double",
  base_value: "double",
  base_fiscal_year: "integer",
  pace_base_value: "double",
  pace_base_fiscal_year: "integer",
  target_value: "double",
  target_fiscal_year: "integer",
};

function kpiRow({id, direction, decimals, nearBand, base, target}: NamedKpi) {
  return {
    kpi_id: id,
    scope_id: "programme",
    unit: "件",
    direction,
    decimals,
    near_band: nearBand,
    may_exceed_100: false,
    base_value: base,
    base_fiscal_year: 2020,
    pace_base_value: base,
    pace_base_fiscal_year: 2020,
    target_value: target,
    target_fiscal_year: 2025,
  };
}

const PATH_COLUMNS = {
  kpi_id: "varchar",
  valid_from: "date",
  valid_to: "date",
  at_year: "double",
  value: "double",
  is_target: "boolean",
};

function pathRows({id, base, target, revision}: NamedKpi) {
  const paths = requiredPaths({
    base: {value: base, fiscal_year: 2020},
    pace_from: undefined,
    milestones: [],
    target: {value: target, fiscal_year: 2025},
    target_revisions: revision ? [{...revision, decided_by: "市", reason: "見直し"}] : [],
  });
  return paths.flatMap(({validFrom, validTo, points}) =>
    points.map(({atYear, value}, index) => ({
      kpi_id: id,
      valid_from: validFrom,
      valid_to: validTo,
      at_year: atYear,
      value,
      is_target: index === points.length - 1,
    })),
  );
}

const DEVIATION_COLUMNS = {kpi_id: "varchar", decided_on: "date", until: "date", reason: "varchar"};

function deviationRows({id, acceptedUntil, extendedUntil}: NamedKpi) {
  return [
    {decided_on: "2024-04-01", until: acceptedUntil, reason: "庁舎移転"},
    {decided_on: "2024-09-01", until: extendedUntil, reason: "移転の遅れ"},
  ].flatMap(({until, ...decision}) => (until ? [{kpi_id: id, until, ...decision}] : []));
}

const BREAK_COLUMNS = {kpi_id: "varchar", fiscal_year: "integer", note: "varchar"};

function breakRows({id, breakYear}: NamedKpi) {
  return breakYear ? [{kpi_id: id, fiscal_year: breakYear, note: "定義の変更"}] : [];
}

const QUARTER_COLUMNS = {fiscal_year: "integer", quarter: "integer", period_end: "date"};

const VALUE_COLUMNS = {
  kpi_id: "varchar",
  fiscal_year: "integer",
  period_kind: "varchar",
  period_end: "date",
  value: "double",
  observation_status: "varchar",
};

function valueRows({id, values}: NamedKpi) {
  return values.flatMap((value, index) =>
    value === null
      ? []
      : [
          {
            kpi_id: id,
            fiscal_year: FIRST_YEAR + index,
            period_kind: "year",
            period_end: `${FIRST_YEAR + index + 1}-03-31`,
            value,
            observation_status: "final",
          },
        ],
  );
}
