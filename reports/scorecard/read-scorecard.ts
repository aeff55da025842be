import {z} from "zod";
import type {Marts} from "../../pipelines/warehouse/kysely.ts";
import {UserError} from "../../schemas/errors.ts";
import {type FiscalQuarter, quarterCode} from "../../schemas/fiscal-time.ts";
import {type MartName, type MartRow, marts as schemas} from "../../schemas/marts.ts";

/** Everything that one quarter's scorecard shows, parsed, in the order of the programme. */
export interface Scorecard {
  quarter: FiscalQuarter;
  release: MartRow<"marts.release_info">;
  indicators: Indicator[];
}

/** One indicator with what was known of it at the quarter's end. Years and bureaus are of its official scope. */
export interface Indicator {
  kpi: MartRow<"marts.dim_kpis">;
  score: MartRow<"marts.fct_scoreboard">;
  scope: MartRow<"marts.dim_scopes">;
  /** Yearly values of the city, oldest first. */
  years: MartRow<"marts.fct_kpi_values">[];
  /** Yearly values by bureau; empty when the indicator is not shown by bureau. */
  bureauYears: (MartRow<"marts.fct_kpi_values"> & {bureau_name: string})[];
  sources: MartRow<"marts.fct_kpi_sources">[];
  /** Overtime of all authorities, another scope than the programme's. Only beside the 480-hour indicator. */
  overtime: OvertimeSeries | null;
}

export interface OvertimeSeries {
  scope: MartRow<"marts.dim_scopes">;
  /** People over a threshold, by year and bureau. */
  counts: MartRow<"marts.fct_overtime_counts">[];
  means: MartRow<"marts.fct_overtime_means">[];
}

const OVERTIME_KPI = "overtime_over_480h";
const OVERTIME_SCOPE = "all_authorities";

export async function readScorecard(marts: Marts, quarter: FiscalQuarter): Promise<Scorecard> {
  const scores = await readScores(marts, quarter);
  const rows = await readRows(marts);
  const indicators = rows.kpis.flatMap((kpi) => {
    const score = scores.find(({kpi_id}) => kpi_id === kpi.kpi_id);
    return score ? [indicatorOf(kpi, score, rows)] : [];
  });
  return {quarter, release: theOne(rows.releases, "marts.release_info"), indicators};
}

async function readScores(marts: Marts, quarter: FiscalQuarter) {
  const rows = await marts
    .selectFrom("marts.fct_scoreboard")
    .selectAll()
    .where("as_of_fiscal_year", "=", quarter.fiscalYear)
    .where("as_of_quarter", "=", quarter.quarter)
    .execute();
  if (rows.length === 0) throw new UserError(await missingQuarter(marts, quarter));
  return parse("marts.fct_scoreboard", rows);
}

async function missingQuarter(marts: Marts, quarter: FiscalQuarter): Promise<string> {
  const known = await marts
    .selectFrom("marts.fct_scoreboard")
    .select(["as_of_fiscal_year", "as_of_quarter"])
    .distinct()
    .orderBy("as_of_fiscal_year")
    .orderBy("as_of_quarter")
    .execute();
  const codes = known.map((row) =>
    quarterCode({
      fiscalYear: row.as_of_fiscal_year,
      quarter: row.as_of_quarter as FiscalQuarter["quarter"],
    }),
  );
  const remedy =
    codes.length === 0 ? "先にデータを取り込んでください。" : `あるのは ${codes.join("、")} です。`;
  return `このリリースには ${quarterCode(quarter)} のデータがありません。${remedy}`;
}

type Rows = Awaited<ReturnType<typeof readRows>>;

/** Every row that a page may need: a few thousand, in one statement per mart. */
async function readRows(marts: Marts) {
  const values = marts.selectFrom("marts.fct_kpi_values").selectAll().where("period_kind", "=", "year");
  const counts = marts
    .selectFrom("marts.fct_overtime_counts")
    .selectAll()
    .where("scope_id", "=", OVERTIME_SCOPE);
  const all = <Name extends MartName>(name: Name) => marts.selectFrom<MartName>(name).selectAll();
  return {
    releases: parse("marts.release_info", await all("marts.release_info").execute()),
    kpis: parse("marts.dim_kpis", await all("marts.dim_kpis").orderBy("display_order").execute()),
    scopes: parse("marts.dim_scopes", await all("marts.dim_scopes").execute()),
    bureaus: parse("marts.dim_bureaus", await all("marts.dim_bureaus").execute()),
    values: parse(
      "marts.fct_kpi_values",
      await values.orderBy("fiscal_year").orderBy("bureau_code").execute(),
    ),
    sources: parse("marts.fct_kpi_sources", await all("marts.fct_kpi_sources").orderBy("source").execute()),
    counts: parse("marts.fct_overtime_counts", await counts.orderBy("fiscal_year").execute()),
    means: parse(
      "marts.fct_overtime_means",
      await all("marts.fct_overtime_means").orderBy("fiscal_year").execute(),
    ),
  };
}

/** Nothing later than the value that the board shows: an older quarter prints what was known then. */
function indicatorOf(kpi: Indicator["kpi"], score: Indicator["score"], rows: Rows): Indicator {
  const lastYear = score.value_fiscal_year ?? score.as_of_fiscal_year - 1;
  const years = rows.values.filter(
    ({kpi_id, scope_id, fiscal_year}) =>
      kpi_id === kpi.kpi_id && scope_id === score.scope_id && fiscal_year <= lastYear,
  );
  return {
    kpi,
    score,
    scope: scopeOf(rows, score.scope_id),
    years: years.filter(({bureau_code}) => bureau_code === null),
    bureauYears: kpi.shown_by_bureau ? withBureauNames(years, rows) : [],
    sources: rows.sources.filter(({kpi_id}) => kpi_id === kpi.kpi_id),
    overtime: kpi.kpi_id === OVERTIME_KPI ? overtimeUntil(lastYear, rows) : null,
  };
}

function withBureauNames(years: Indicator["years"], {bureaus}: Rows): Indicator["bureauYears"] {
  const names = new Map(bureaus.map(({bureau_code, bureau_name}) => [bureau_code, bureau_name]));
  return years.flatMap((row) => {
    const bureau_name = row.bureau_code === null ? undefined : names.get(row.bureau_code);
    return bureau_name === undefined ? [] : [{...row, bureau_name}];
  });
}

function overtimeUntil(lastYear: number, rows: Rows): OvertimeSeries {
  return {
    scope: scopeOf(rows, OVERTIME_SCOPE),
    counts: rows.counts.filter(({fiscal_year}) => fiscal_year <= lastYear),
    means: rows.means.filter(({fiscal_year}) => fiscal_year <= lastYear),
  };
}

function scopeOf({scopes}: Rows, scopeId: string): Indicator["scope"] {
  return theOne(
    scopes.filter(({scope_id}) => scope_id === scopeId),
    `the scope ${scopeId}`,
  );
}

function theOne<Row>([row]: Row[], name: string): Row {
  if (row === undefined) throw new Error(`${name} is missing`);
  return row;
}

/** Rows pass the schema of their mart once, here; behind it everything is trusted. */
function parse<Name extends MartName>(name: Name, rows: unknown[]): MartRow<Name>[] {
  return z.array(schemas[name]).parse(rows) as MartRow<Name>[];
}
