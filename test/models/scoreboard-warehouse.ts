import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {kpiTables} from "../../pipelines/catalog/kpi-tables.ts";
import type {Model} from "../../pipelines/catalog/models.ts";
import {placedTargets} from "../../pipelines/catalog/placed-targets.ts";
import {functionDefinitions, sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {insertRows} from "../../pipelines/engine/insert-rows.ts";
import {openWritable, type Row} from "../../pipelines/engine/open.ts";
import {kpiCatalog} from "../../schemas/kpi.ts";
import {programme as programmeSchema} from "../../schemas/programme.ts";
import {type BuiltModels, cityOf} from "./kept-cities.ts";

/** An indicator with its yearly values from FY2016 on, and how it is judged. */
export interface JudgedKpi {
  direction: "up" | "down" | "within" | "none";
  decimals: number;
  nearBand: number;
  base: number | null;
  target: number;
  /** "none": there was nobody to count. */
  values: (number | "none" | null)[];
  /** What the entry has besides, or otherwise: a target in another form. */
  entry?: Record<string, unknown>;
  acceptedUntil?: string;
  /** What a second decision, of 1 September 2024, says. */
  extendedUntil?: string;
  revision?: {decided_on: string; value: number; fiscal_year: number};
  breakYear?: number;
}

const FIRST_YEAR = 2016;
const MODELS = [
  ...["moving_levels", "scoreboard_values", "required_levels"],
  ...["trend_candidates", "trend_forecasts", "forecasts"],
  ...["year_end_basis", "year_end_forecasts", "judgements", "scoreboard"],
].map((name) => `metrics.${name}`);

const BOARD = {fiscal_year: 2024, quarter: 2, period_end: "2024-09-30"};

/** Runs the real scoreboard models on indicators made up by a test; judged on 30 September 2024 (令和6年度第2四半期), unless told. */
export async function judge(kpis: JudgedKpi[], boards = [BOARD]): Promise<Row[]> {
  const {warehouse, close} = await cityOf(JSON.stringify([kpis, boards]), () => build(kpis, boards));
  const rows = await warehouse.rows("from metrics.scoreboard order by kpi_id, as_of_date");
  close();
  return rows;
}

async function build(kpis: JudgedKpi[], boards: (typeof BOARD)[]): Promise<BuiltModels> {
  const warehouse = await openWritable(":memory:");
  await warehouse.run(functionDefinitions());
  await warehouse.run("create schema catalog; create schema intermediate; create schema metrics");
  const named = kpis.map((kpi, index) => ({...kpi, id: `kpi_${String(index).padStart(4, "0")}`}));
  for (const [table, {columns, rows}] of Object.entries(tablesOf(named)))
    await fill(`catalog.${table}`, columns, rows);
  await fill("catalog.standard_values", STANDARD_COLUMNS, STANDARDS);
  await fill("catalog.disability_legal_rates", LEGAL_COLUMNS, LEGAL_RATES);
  await fill(
    "catalog.fiscal_quarters",
    {fiscal_year: "integer"},
    years().map((fiscal_year) => ({fiscal_year})),
  );
  await fill("intermediate.int_board_quarters", QUARTER_COLUMNS, boards);
  await fill("metrics.city_values", VALUE_COLUMNS, named.flatMap(valueRows));
  await fill("metrics.on_course", ON_COURSE_COLUMNS, []);
  await fill("metrics.provisional_reasons", REASON_COLUMNS, []);
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

/** The entries as a city writes them, in the tables that the program makes of them. */
function tablesOf(kpis: NamedKpi[]): ReturnType<typeof kpiTables> {
  const catalog = kpiCatalog.parse({
    tasks: [{no: "1", name: "課題", group: "まとまり"}],
    kpis: kpis.map(entryOf),
  });
  const programme = programmeSchema.parse({name: "計画", first_fiscal_year: 2021, last_fiscal_year: 2025});
  const city = cityWithStandards();
  const placed = placedTargets(catalog.kpis, {city, programmes: [programme]});
  rmSync(city, {recursive: true});
  return kpiTables({...catalog, programme, programmes: [programme], kpis: placed});
}

/** A folder of a city that has the standards below. */
function cityWithStandards(): string {
  const city = mkdtempSync(join(tmpdir(), "kaikaku-standards-"));
  const rows = STANDARDS.map(({standard_id, value, valid_from, valid_to}) =>
    [standard_id, standard_id, value, "", valid_from, valid_to ?? "", "見本"].join(","),
  );
  const head = "standard_id,standard_name,value,based_on,valid_from,valid_to,legal_basis";
  writeFileSync(join(city, "standards.csv"), [head, ...rows, ""].join("\n"));
  return city;
}

function entryOf(kpi: NamedKpi): object {
  const {id, direction, decimals, nearBand, base, target, revision, breakYear, entry = {}} = kpi;
  return {
    ...{id, direction, decimals, near_band: nearBand, unit: "件", name: id, short_name: id},
    listed: [{task: "1", label: id}],
    comparator: direction === "up" ? "以上" : "以下",
    base: {value: base, fiscal_year: 2020},
    target: {value: target, fiscal_year: 2025},
    target_revisions: revision ? [{...revision, decided_by: "市", reason: "見直し"}] : [],
    accepted_deviations: deviationsOf(kpi),
    breaks: breakYear ? [{fiscal_year: breakYear, note: "定義の変更"}] : [],
    ...{scope: "programme", privacy: "overtime", settled_after_months: 1},
    ...{as_of_rule: "合計", definition: "数", law: "なし", owner: "市"},
    ...entry,
  };
}

function deviationsOf({acceptedUntil, extendedUntil}: NamedKpi): object[] {
  return [
    {decided_on: "2024-04-01", until: acceptedUntil, reason: "庁舎移転"},
    {decided_on: "2024-09-01", until: extendedUntil, reason: "移転の遅れ"},
  ].flatMap(({until, ...decision}) => (until ? [{until, ...decision, decided_by: "市"}] : []));
}

const STANDARD_COLUMNS = {standard_id: "varchar", value: "double", valid_from: "date", valid_to: "date"};
/** The city's own, of which one is called like an indicator. */
const STANDARDS = [
  {standard_id: "kpi_0000", value: 7, valid_from: "2022-10-01", valid_to: "2023-09-30"},
  {standard_id: "kpi_0000", value: 8, valid_from: "2023-10-01", valid_to: "2024-09-30"},
  {standard_id: "kpi_0000", value: 9, valid_from: "2024-10-01", valid_to: null},
  {standard_id: "year_end", value: 3, valid_from: "2024-01-01", valid_to: null},
  {standard_id: "mean", value: 1, valid_from: "2022-04-01", valid_to: null},
];

/** As the law has them (施行令2条). */
const LEGAL_COLUMNS = {
  appointing_authority: "varchar",
  legal_rate: "double",
  valid_from: "date",
  valid_to: "date",
};
const LEGAL_RATES = [
  {appointing_authority: null, legal_rate: 2.6, valid_from: "2021-03-01", valid_to: "2024-03-31"},
  {appointing_authority: "教育委員会", legal_rate: 2.5, valid_from: "2021-03-01", valid_to: "2024-03-31"},
  {appointing_authority: null, legal_rate: 2.8, valid_from: "2024-04-01", valid_to: "2026-06-30"},
];

const QUARTER_COLUMNS = {fiscal_year: "integer", quarter: "integer", period_end: "date"};

const VALUE_COLUMNS = {
  kpi_id: "varchar",
  fiscal_year: "integer",
  period_kind: "varchar",
  period_end: "date",
  value: "double",
  denominator: "double",
  observation_status: "varchar",
};

const REASON_COLUMNS = {
  ...{kpi_id: "varchar", period_end: "date", settles_on: "date", sent_until: "date"},
  ...{missing_from: "varchar", lacks_roster: "boolean"},
};

const ON_COURSE_COLUMNS = {kpi_id: "varchar", fiscal_year: "integer", quarter: "integer", value: "double"};

function valueRows({id, values}: NamedKpi) {
  const years = values.flatMap((value, index) =>
    value === null
      ? []
      : [
          {
            kpi_id: id,
            fiscal_year: FIRST_YEAR + index,
            period_kind: "year",
            period_end: `${FIRST_YEAR + index + 1}-03-31`,
            value: value === "none" ? null : value,
            denominator: value === "none" ? 0 : 1,
            observation_status: "final",
          },
        ],
  );
  // A value so far, which stands for no year.
  const soFar = years.map((row) => ({
    ...row,
    period_kind: "quarter",
    period_end: `${row.fiscal_year}-12-31`,
    value: 99,
  }));
  return [...years, ...soFar];
}
