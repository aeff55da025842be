import {publishedTables} from "../../pipelines/audit/monthly-tables.ts";
import {createModel} from "../../pipelines/build/create-model.ts";
import {type Model, readModels} from "../../pipelines/catalog/models.ts";
import {functionDefinitions, statement} from "../../pipelines/catalog/sql-files.ts";
import {lastTold, noteOvertimeBefore, overtimeTold} from "../../pipelines/disclosure/overtime-before.ts";
import {insertRows} from "../../pipelines/engine/insert-rows.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import type {MonthlyTable, ToldOvertime} from "../../schemas/kept-readings.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import type {MonthsEdition, RandomMonths} from "./random-months.ts";

const MARTS = [
  "fct_overtime_counts",
  "fct_overtime_limits",
  "fct_overtime_early_warning",
  "fct_overtime_analysis_due",
];

/** What stands in the tables that the models read, beside a release's own numbers. */
const AROUND = `
  set threads = 1;
  create schema catalog; create schema metrics; create schema intermediate; create schema marts; attach ':memory:' as published;
  create schema published.marts;
  create table catalog.kpis (kpi_id varchar, model varchar);
  create table catalog.overtime_rules as select 'month_45' as rule_id, 45 as threshold_hours;
  create table intermediate.int_overtime_rule_scopes as select 'month_45' as rule_id, 'personnel' as rule_set, 'all' as scope_id,
    'month' as window_kind, 45 as threshold_hours, null::integer as months_limit;
  create table metrics.overtime_counts (fiscal_year integer, quarter integer, rule_id varchar, threshold_hours integer, scope_id varchar,
    bureau_code varchar, staff_count integer);
  create table metrics.overtime_counts_by_organisation (fiscal_year integer, organisation varchar, rule_id varchar, threshold_hours integer,
    scope_id varchar, bureau_code varchar, staff_count double);
  create table metrics.overtime_early_warning (fiscal_year integer, as_of_month date, months_elapsed integer, rule_id varchar,
    threshold_hours integer, scope_id varchar, bureau_code varchar, over_count integer, on_course_count integer);
  create table metrics.overtime_analysis_due (fiscal_year integer, due_on date, rule_set varchar, scope_id varchar, bureau_code varchar,
    staff_count integer);
  create table published.marts.dim_overtime_rules (rule_id varchar)`;

let models: Promise<Model[]> | undefined;

/** What each release of a city tells of its months, the oldest first. */
export async function publishedMonths({least, editions}: RandomMonths): Promise<MonthlyTable[][]> {
  const warehouse = await openWritable(":memory:");
  try {
    models ??= readModels(warehouse, SAMPLE_CITY);
    await warehouse.run(functionDefinitions());
    await warehouse.run(AROUND);
    await warehouse.run(
      `create table catalog.privacy as select 'overtime' as domain, ${least} as min_cell, true as shown_by_bureau, 50 as min_people;
       ${statement("disclosure.tables")}`,
    );
    const releases: MonthlyTable[][] = [];
    let before: ToldOvertime[] = [];
    for (const edition of editions) {
      await layOut(warehouse, edition);
      await publish(warehouse, await models);
      releases.push(await publishedTables(warehouse));
      before = await remember(warehouse, before);
    }
    return releases;
  } finally {
    warehouse.close();
  }
}

async function layOut(
  warehouse: Warehouse,
  {rosters, months, bureaus, successors}: MonthsEdition,
): Promise<void> {
  const table = async (
    name: string,
    columns: Record<string, string>,
    rows: Record<string, string | number>[],
  ) => {
    const of = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
    await warehouse.run(`create or replace table ${name} (${of.join(", ")})`);
    await insertRows(warehouse, {table: name, columns, rows});
  };
  const led = [...bureaus.map((code) => [code, code] as const), ...successors];
  const names = led.map(([bureau_code, today_code]) => ({bureau_code, today_code}));
  const [code, whole] = ["varchar", "integer"];
  for (const name of ["intermediate.int_bureaus_today", "published.marts.dim_bureau_names"])
    await table(name, {bureau_code: code, today_code: code}, names);
  await table("rosters", {fiscal_year: whole, bureau_code: code, people: whole}, rosters);
  await table(
    "metrics.overtime_limits",
    {fiscal_year: whole, month: "date", rule_id: code, scope_id: code, bureau_code: code, staff_count: whole},
    months.map((row) => ({...row, rule_id: "month_45", scope_id: "all"})),
  );
  await warehouse.run(`create or replace table intermediate.int_population_members as
    select 'all' as population_id, make_date(fiscal_year, 4, 1) as as_of_date, bureau_code
    from rosters cross join range(people)`);
}

async function publish(warehouse: Warehouse, all: Model[]): Promise<void> {
  const named = (name: string) => all.find((model) => model.name === name) as Model;
  for (const name of ["metrics.overtime_by_bureau", "metrics.overtime_told"])
    await createModel(warehouse, named(name));
  for (const mart of MARTS) await createModel(warehouse, named(`marts.${mart}`), `published.marts.${mart}`);
}

/** What the newest release says comes before what was said until then. */
async function remember(warehouse: Warehouse, before: ToldOvertime[]): Promise<ToldOvertime[]> {
  const told = lastTold(await overtimeTold(warehouse), before);
  await warehouse.run("delete from disclosure.overtime_before");
  await noteOvertimeBefore(warehouse, told);
  return told;
}

/** What a city tells that hides of each release whoever has few people on the latest roster, and looks at nothing else. */
export function toldByLatestRoster({editions}: RandomMonths): MonthlyTable[][] {
  return editions.map(({rosters, months, successors}) => {
    const latest = Math.max(...rosters.map(({fiscal_year}) => fiscal_year));
    const isFew = (bureau: string) =>
      rosters.some(
        ({fiscal_year, bureau_code, people}) =>
          fiscal_year === latest && bureau_code === bureau && people < 50,
      );
    return [...Map.groupBy(months, ({month}) => month)].map(([month, rows]) => {
      const [told, hidden] = [false, true].map((few) =>
        rows.filter(({bureau_code}) => isFew(bureau_code) === few),
      );
      const of = (some: typeof rows) => some.map(({bureau_code}) => bureau_code);
      return {
        ...{
          mart: "fct_overtime_limits",
          fiscal_year: rows[0]?.fiscal_year ?? 0,
          month,
          rule_id: "month_45",
          scope_id: "all",
        },
        told_bureaus: of(told ?? []),
        told_people: (told ?? []).map(({staff_count}) => staff_count),
        hidden_bureaus: of(hidden ?? []),
        hidden_people: hidden?.length ? hidden.reduce((sum, {staff_count}) => sum + staff_count, 0) : null,
        countsAlso: Object.fromEntries([...successors].map(([former, today]) => [today, [former]])),
      };
    });
  });
}
