import type {ToldRow} from "../../pipelines/audit/told-sums.ts";
import {statement} from "../../pipelines/catalog/sql-files.ts";
import {protectFigures, SUM_COLUMNS} from "../../pipelines/disclosure/protect-figures.ts";
import {insertRows} from "../../pipelines/engine/insert-rows.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import type {Edition, RandomCity} from "./random-city.ts";

const KPI = "male_parental_leave_rate";
const SCOPE = "programme";

const VALUES = {
  fiscal_year: "integer",
  period_kind: "varchar",
  period_start: "date",
  period_end: "date",
  bureau_code: "varchar",
  numerator: "double",
  denominator: "double",
};
const RECORDS = {
  release_number: "integer",
  period_kind: "varchar",
  period_end: "date",
  bureau_code: "varchar",
  observation_status: "varchar",
  numerator: "double",
  denominator: "double",
};

/** What each release of a city tells, the oldest first: chosen by the program over all bureaus, or each count by itself. */
export async function publishedBy(city: RandomCity, choose: Choosing = protectFigures): Promise<ToldRow[][]> {
  const warehouse = await openWritable(":memory:");
  try {
    await layOut(warehouse, city);
    const releases: ToldRow[][] = [];
    for (const [index, edition] of city.editions.entries())
      releases.push(await publish(warehouse, {edition, number: index + 1, choose, groups: city.groups}));
    return releases;
  } finally {
    warehouse.close();
  }
}

async function layOut(warehouse: Warehouse, {rule, groups}: RandomCity): Promise<void> {
  const columns = (types: Record<string, string>) =>
    Object.entries(types)
      .map(([name, type]) => `${name} ${type}`)
      .join(", ");
  await warehouse.run(`
    set threads = 1;
    create schema catalog; create schema metrics; create schema intermediate;
    attach ':memory:' as ledger; create schema ledger.figures;
    create table catalog.kpis as select '${KPI}' as kpi_id, 1 as display_order, 'parental_leave' as privacy, '${SCOPE}' as scope_id,
      null::varchar as counted_as;
    create table catalog.privacy as select 'parental_leave' as domain, ${rule.least} as min_cell, true as shown_by_bureau,
      true as sums_shown, ${rule.zeroSmall} as zero_small, ${rule.complement} as complement, '${rule.periods}' as periods, '${rule.groups}' as groups,
      ${rule.groups !== "none"} as several_years;
    create table catalog.bureau_groups (group_code varchar, bureau_code varchar, first_fiscal_year integer, last_fiscal_year integer);
    create table intermediate.int_empty_units (unit_code varchar);
    create table metrics.kpi_values (kpi_id varchar default '${KPI}', scope_id varchar default '${SCOPE}', value double default 0.5,
      ${columns(VALUES)});
    create table metrics.provisional_periods (kpi_id varchar default '${KPI}', period_start date, period_end date);
    create table ledger.figures.records (kpi_id varchar default '${KPI}', scope_id varchar default '${SCOPE}', value double default 0.5,
      ${columns(RECORDS)});
    create table said (release_number integer, ${columns(SUM_COLUMNS)})`);
  const first = {first_fiscal_year: 2020, last_fiscal_year: 2023};
  await insertRows(warehouse, {
    table: "catalog.bureau_groups",
    columns: {
      group_code: "varchar",
      bureau_code: "varchar",
      first_fiscal_year: "integer",
      last_fiscal_year: "integer",
    },
    rows: [...groups].map(([bureau_code, group_code]) => ({bureau_code, group_code, ...first})),
  });
}

interface Publication {
  edition: Edition;
  number: number;
  choose: Choosing;
  groups: Map<string, string>;
}

async function publish(
  warehouse: Warehouse,
  {edition, number, choose, groups}: Publication,
): Promise<ToldRow[]> {
  const {values, bureaus, successors, provisional} = edition;
  await warehouse.run(`
    drop schema if exists disclosure cascade;
    delete from metrics.kpi_values;
    delete from metrics.provisional_periods;
    create or replace table intermediate.int_bureaus_today (bureau_code varchar, today_code varchar)`);
  await insertRows(warehouse, {
    table: "intermediate.int_bureaus_today",
    columns: {bureau_code: "varchar", today_code: "varchar"},
    rows: [...bureaus.map((code) => [code, code] as const), ...successors].map(
      ([bureau_code, today_code]) => ({bureau_code, today_code}),
    ),
  });
  await insertRows(warehouse, {
    table: "metrics.kpi_values",
    columns: VALUES,
    rows: values.map((value) => ({...value})),
  });
  for (const end of provisional)
    await warehouse.run(
      `insert into metrics.provisional_periods (period_start, period_end)
         select distinct period_start, period_end from metrics.kpi_values where period_end = '${end}'`,
    );
  await warehouse.run(statement("disclosure.tables"));
  await warehouse.run(`insert into disclosure.sums_before by name
    select * exclude (release_number, is_told, fiscal_year), 'final' as observation_status from said where is_told
    qualify row_number() over (partition by group_code, bureau_code, period_kind, period_start order by release_number desc) = 1`);
  await choose(warehouse);
  const rows = await toldIn(warehouse, number);
  const sums = await sumsIn(warehouse, number, {groups, edition});
  return [...rows.map((row) => ({...row, countsAlso: formerOf(row.bureau_code, successors)})), ...sums];
}

/** Sums of groups and of years that the release says, each with its bureaus of today. */
async function sumsIn(
  warehouse: Warehouse,
  number: number,
  {groups, edition: {bureaus: today, successors}}: Pick<Publication, "groups" | "edition">,
): Promise<ToldRow[]> {
  await warehouse.run(`insert into said by name select ${number} as release_number, * from disclosure.sums`);
  const rows = await warehouse.rows(`
    select kpi_id, scope_id, fiscal_year, cast(period_start as varchar) as period_start, cast(period_end as varchar) as period_end,
      group_code, bureau_code, value, numerator, denominator, not is_told as is_withheld
    from disclosure.sums`);
  return rows.map(({group_code, period_start, ...row}) => {
    const members = today.filter((bureau) => groups.get(bureau) === group_code);
    const bureaus = group_code === null ? [String(row.bureau_code)] : members;
    return {
      ...(row as unknown as Omit<ToldRow, "countsAlso" | "sum">),
      bureau_code: bureaus[0] ?? null,
      countsAlso: bureaus.flatMap((bureau) => formerOf(bureau, successors)),
      sum: {bureaus, period_start: String(period_start)},
    };
  });
}

function formerOf(bureau: string | null, successors: Map<string, string>): string[] {
  return [...successors].flatMap(([former, today]) => (today === bureau ? [former] : []));
}

/** Fills disclosure.figures. */
type Choosing = (warehouse: Warehouse) => Promise<void>;

/** Withholds of every bureau what is few itself, and nothing for what others give away. */
export async function cellByCell(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`create or replace table disclosure.figures as
    with periods as (
      select distinct kpi_id, fiscal_year, period_kind, period_start, period_end, scope_id from metrics.kpi_values
    ),
    cells as (
      select periods.*, today_code as bureau_code, kpi_values.value, coalesce(kpi_values.numerator, 0) as above,
        coalesce(kpi_values.denominator, 0) as counted
      from periods
      cross join (select distinct today_code from intermediate.int_bureaus_today)
      left join metrics.kpi_values
        on kpi_values.period_kind = periods.period_kind and kpi_values.period_end = periods.period_end and bureau_code = today_code
    )
    select cells.* exclude (above, counted),
      (above >= min_cell or (above = 0 and not zero_small)) and (not complement or counted - above >= min_cell) as is_told,
      case when is_told then above end as numerator, case when is_told then counted end as denominator
    from cells cross join catalog.privacy`);
}

/** Notes what the release says, as the figure ledger does, and reads it as a reader does. */
async function toldIn(warehouse: Warehouse, number: number): Promise<Omit<ToldRow, "countsAlso">[]> {
  await warehouse.run(`insert into ledger.figures.records by name
    select ${number} as release_number, kpi_id, scope_id, value, figures.period_kind, figures.period_end, bureau_code, numerator, denominator,
      case when not is_told then 'withheld' when provisional.period_end is not null then 'provisional' else 'final' end
        as observation_status
    from disclosure.figures as figures
    left join metrics.provisional_periods as provisional using (kpi_id, period_end)`);
  // A figure that is there no longer.
  await warehouse.run(`insert into ledger.figures.records by name
    select ${number} as release_number, kpi_id, scope_id, period_kind, period_end, bureau_code, 'absent' as observation_status
    from ledger.figures.records
    group by all
    having max(release_number) = ${number - 1} and max_by(observation_status, release_number) <> 'absent'`);
  const rows = await warehouse.rows(`
    with city as (
      select kpi_id, scope_id, fiscal_year, period_kind, period_end, sum(numerator) as numerator, sum(denominator) as denominator
      from metrics.kpi_values group by all
    )
    select kpi_id, scope_id, fiscal_year, cast(period_end as varchar) as period_end, bureau_code, value, numerator, denominator,
      not is_told as is_withheld
    from disclosure.figures
    union all
    select kpi_id, scope_id, fiscal_year, cast(period_end as varchar), null, 0.5, numerator, denominator, false from city`);
  return rows as unknown as Omit<ToldRow, "countsAlso">[];
}
