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
  /** People of the whole city over a threshold, by year. */
  counts: {fiscal_year: number; threshold_hours: number; staff_count: number}[];
  means: MartRow<"marts.fct_overtime_means">[];
}

const OVERTIME_KPI = "overtime_over_480h";
const OVERTIME_SCOPE = "all_authorities";

export async function readScorecard(marts: Marts, quarter: FiscalQuarter): Promise<Scorecard> {
  const scores = await readScores(marts, quarter);
  const [release] = parse(
    "marts.release_info",
    await marts.selectFrom("marts.release_info").selectAll().execute(),
  );
  if (!release) throw new Error("marts.release_info has no row");
  const kpis = parse(
    "marts.dim_kpis",
    await marts.selectFrom("marts.dim_kpis").selectAll().orderBy("display_order").execute(),
  );
  const indicators: Indicator[] = [];
  for (const kpi of kpis) {
    const score = scores.find(({kpi_id}) => kpi_id === kpi.kpi_id);
    if (score) indicators.push(await readIndicator(marts, kpi, score));
  }
  return {quarter, release, indicators};
}

async function readScores(marts: Marts, quarter: FiscalQuarter) {
  const {fiscalYear} = quarter;
  const rows = await marts
    .selectFrom("marts.fct_scoreboard")
    .selectAll()
    .where("as_of_fiscal_year", "=", fiscalYear)
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
    quarterCode({fiscalYear: row.as_of_fiscal_year, quarter: row.as_of_quarter as FiscalQuarter["quarter"]}),
  );
  const remedy =
    codes.length === 0 ? "先にデータを取り込んでください。" : `あるのは ${codes.join("、")} です。`;
  return `このリリースには ${quarterCode(quarter)} のデータがありません。${remedy}`;
}

async function readIndicator(
  marts: Marts,
  kpi: MartRow<"marts.dim_kpis">,
  score: MartRow<"marts.fct_scoreboard">,
): Promise<Indicator> {
  const lastYear = score.value_fiscal_year ?? score.as_of_fiscal_year - 1;
  const values = await readYears(marts, score, lastYear);
  const bureaus = await marts
    .selectFrom("marts.dim_bureaus")
    .select(["bureau_code", "bureau_name"])
    .execute();
  const names = new Map(bureaus.map(({bureau_code, bureau_name}) => [bureau_code, bureau_name]));
  return {
    kpi,
    score,
    scope: await readScope(marts, score.scope_id),
    years: values.filter(({bureau_code}) => bureau_code === null),
    bureauYears: values.flatMap((row) => {
      const bureau_name = row.bureau_code === null ? undefined : names.get(row.bureau_code);
      return kpi.shown_by_bureau && bureau_name !== undefined ? [{...row, bureau_name}] : [];
    }),
    sources: await readSources(marts, kpi.kpi_id),
    overtime: kpi.kpi_id === OVERTIME_KPI ? await readOvertime(marts, lastYear) : null,
  };
}

async function readYears(marts: Marts, score: MartRow<"marts.fct_scoreboard">, lastYear: number) {
  const rows = await marts
    .selectFrom("marts.fct_kpi_values")
    .selectAll()
    .where("kpi_id", "=", score.kpi_id)
    .where("scope_id", "=", score.scope_id)
    .where("period_kind", "=", "year")
    .where("fiscal_year", "<=", lastYear)
    .orderBy("fiscal_year")
    .orderBy("bureau_code")
    .execute();
  return parse("marts.fct_kpi_values", rows);
}

async function readScope(marts: Marts, scopeId: string) {
  const rows = await marts
    .selectFrom("marts.dim_scopes")
    .selectAll()
    .where("scope_id", "=", scopeId)
    .execute();
  const [scope] = parse("marts.dim_scopes", rows);
  if (!scope) throw new Error(`marts.dim_scopes has no ${scopeId}`);
  return scope;
}

async function readSources(marts: Marts, kpiId: string) {
  const rows = await marts
    .selectFrom("marts.fct_kpi_sources")
    .selectAll()
    .where("kpi_id", "=", kpiId)
    .orderBy("source")
    .execute();
  return parse("marts.fct_kpi_sources", rows);
}

async function readOvertime(marts: Marts, lastYear: number): Promise<OvertimeSeries> {
  const counts = await marts
    .selectFrom("marts.fct_overtime_counts")
    .select(({fn}) => ["fiscal_year", "threshold_hours", fn.sum<string>("staff_count").as("staff_count")])
    .where("scope_id", "=", OVERTIME_SCOPE)
    .where("fiscal_year", "<=", lastYear)
    .groupBy(["fiscal_year", "threshold_hours"])
    .orderBy("fiscal_year")
    .execute();
  const means = await marts
    .selectFrom("marts.fct_overtime_means")
    .selectAll()
    .where("fiscal_year", "<=", lastYear)
    .orderBy("fiscal_year")
    .execute();
  return {
    scope: await readScope(marts, OVERTIME_SCOPE),
    counts: counts.map((row) => ({...row, staff_count: Number(row.staff_count)})),
    means: parse("marts.fct_overtime_means", means),
  };
}

/** Rows pass the schema of their mart once, here; behind it everything is trusted. */
function parse<Name extends MartName>(name: Name, rows: unknown[]): MartRow<Name>[] {
  return z.array(schemas[name]).parse(rows) as MartRow<Name>[];
}
