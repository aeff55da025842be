import type {Marts} from "../../pipelines/engine/kysely.ts";
import {UserError} from "../../schemas/errors.ts";
import {quarterEnd} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {cameFrom} from "../../schemas/missing-periods.ts";
import {nameParts} from "../../schemas/name-parts.ts";
import {knownOn} from "../values/known-on.ts";
import {parseRows} from "../values/parse-rows.ts";
import {blankReasons} from "./blank-cells.ts";
import {type Indicator, periodsOf, type Scorecard} from "./read-scorecard.ts";

/** Everything that one bureau's scorecard shows, beside the city's. */
export interface BureauCard {
  scorecard: Scorecard;
  bureau: MartRow<"marts.dim_bureaus">;
  /** What the bureau's code is called in the name of a file. */
  namePart: string;
  indicators: BureauIndicator[];
  warnings: BureauWarning[];
  /** People over a yearly threshold, of all authorities, oldest first. */
  overtimeCounts: MartRow<"marts.fct_overtime_counts">[];
}

/** One indicator that may be shown by bureau. */
export interface BureauIndicator {
  indicator: Indicator;
  /** The bureau's yearly values, oldest first. */
  years: MartRow<"marts.fct_kpi_values">[];
  /** This year up to the quarter's end, and the same months of the year before. */
  toDate: MartRow<"marts.fct_kpi_values"> | undefined;
  toDatePrevious: MartRow<"marts.fct_kpi_values"> | undefined;
  /** Why cells of it are blank: which files did not come, of the city or of the bureau. */
  blanks: string[];
}

/** People over a yearly limit or on course to be: in the bureau and in the city. */
interface BureauWarning {
  rule: string;
  scope: string;
  month: string;
  /** Null: withheld. */
  own: {over: number | null; onCourse: number | null};
  city: {over: number; onCourse: number};
}

/** Population of the warnings by bureau: in any other way of counting the same people they are told of the city alone. */
const WARNED_SCOPE = "all_authorities";

/**
 * The cards of the bureaus that have figures of the quarter, in their order, or of the named one: figures are by today's
 * organisation, so that a quarter before a merger has cards of the bureau that came of it. UserError for a code that is none.
 */
export async function readBureauCards(
  marts: Marts,
  scorecard: Scorecard,
  bureauCode: string | "all",
): Promise<BureauCard[]> {
  const rows = await readRows(marts, scorecard);
  const bureaus = bureausWithFigures(rows, scorecard);
  const wanted = bureaus.filter(({bureau_code}) => bureauCode === "all" || bureau_code === bureauCode);
  if (wanted.length === 0 && bureauCode !== "all") throw new UserError(unknownBureau(bureauCode, bureaus));
  if (!scorecard.pages.some((indicator) => isByBureau(indicator, rows)))
    throw new UserError(NOTHING_BY_BUREAU);
  const namePart = nameParts();
  for (const {bureau_code} of rows.bureaus) namePart(bureau_code);
  return wanted.map((bureau) => ({
    ...cardOf(bureau, scorecard, rows),
    namePart: namePart(bureau.bureau_code),
  }));
}

const NOTHING_BY_BUREAU =
  "局区別に示す値がまだありません（待っているファイル: npx kaikaku status）。全体のスコアカードは npx kaikaku scorecard で印刷できます。";

type Rows = Awaited<ReturnType<typeof readRows>>;

async function readRows(marts: Marts, {quarter, day}: Scorecard) {
  const asOf = quarterEnd(quarter);
  const all = marts.selectFrom("marts.fct_kpi_values").selectAll();
  const warnings = marts
    .selectFrom("marts.fct_overtime_early_warning")
    .selectAll()
    .where("fiscal_year", "=", quarter.fiscalYear)
    .where("as_of_month", "<=", asOf)
    .where("scope_id", "=", WARNED_SCOPE);
  return {
    bureaus: parseRows(
      "marts.dim_bureaus",
      await marts.selectFrom("marts.dim_bureaus").selectAll().orderBy("display_order").execute(),
    ),
    toDate: knownOn(
      parseRows(
        "marts.fct_kpi_values",
        await all
          .where("period_kind", "=", "quarter")
          .where("period_end", "in", [asOf, yearBefore(asOf)])
          .execute(),
      ),
      day,
    ),
    warnings: parseRows("marts.fct_overtime_early_warning", await warnings.execute()),
    rules: parseRows(
      "marts.dim_overtime_rules",
      await marts.selectFrom("marts.dim_overtime_rules").selectAll().execute(),
    ),
    scopes: parseRows("marts.dim_scopes", await marts.selectFrom("marts.dim_scopes").selectAll().execute()),
  };
}

function yearBefore(iso: string): string {
  return `${Number(iso.slice(0, 4)) - 1}${iso.slice(4)}`;
}

/** One that had ended by then may still have figures of the years before. */
function bureausWithFigures({bureaus, toDate}: Rows, {pages, quarter}: Scorecard): Rows["bureaus"] {
  const figures = [...toDate, ...pages.flatMap(({bureauYears}) => bureauYears)];
  const codes = new Set(figures.map(({bureau_code}) => bureau_code));
  const day = quarterEnd(quarter);
  return bureaus.filter(
    ({bureau_code, valid_to}) => codes.has(bureau_code) && (valid_to === null || day <= valid_to),
  );
}

function unknownBureau(code: string, bureaus: Rows["bureaus"]): string {
  const known = bureaus.map(({bureau_code, bureau_name}) => `${bureau_code} ${bureau_name}`);
  return `局区コード「${code}」の局区は、この四半期にはありません。あるもの: ${known.join("、")}（all で全部）`;
}

/** An indicator may be shown by bureau and yet be counted for the whole alone. */
function isByBureau({kpi, bureauYears}: Indicator, {toDate}: Rows): boolean {
  const isCounted = ({kpi_id, bureau_code}: Rows["toDate"][number]) =>
    kpi_id === kpi.kpi_id && bureau_code !== null;
  return kpi.shown_by_bureau && (bureauYears.length > 0 || toDate.some(isCounted));
}

function cardOf(
  bureau: BureauCard["bureau"],
  scorecard: Scorecard,
  rows: Rows,
): Omit<BureauCard, "namePart"> {
  const own = (row: {bureau_code: string | null}) => row.bureau_code === bureau.bureau_code;
  const shown = scorecard.pages.filter((indicator) => isByBureau(indicator, rows));
  const asOf = quarterEnd(scorecard.quarter);
  const overtime = scorecard.indicators.flatMap((indicator) => indicator.overtime?.counts ?? []);
  return {
    scorecard,
    bureau,
    indicators: shown.map((indicator) => {
      const {kpi_id, scope_id} = indicator.score;
      const toDate = rows.toDate.filter(
        (row) => own(row) && row.kpi_id === kpi_id && row.scope_id === scope_id,
      );
      const years = indicator.bureauYears.filter(own);
      const current = toDate.find(({period_end}) => period_end === asOf);
      return {
        indicator,
        years,
        toDate: current,
        toDatePrevious: toDate.find(({period_end}) => period_end === yearBefore(asOf)),
        blanks: blankReasons(
          {...indicator, years, toDate: isSaid(current) ? 0 : null},
          cameFrom(bureau.bureau_name, periodsOf(indicator, scorecard.sourcePeriods)),
        ),
      };
    }),
    warnings: warningsOf(bureau.bureau_code, rows),
    overtimeCounts: overtime.filter(own),
  };
}

function isSaid(row: BureauIndicator["toDate"]): boolean {
  return row !== undefined && (row.value !== null || row.observation_status === "withheld");
}

/** As of the latest month, a row per limit and population. */
function warningsOf(bureauCode: string, {warnings, rules, scopes}: Rows): BureauWarning[] {
  const latest = warnings
    .map(({as_of_month}) => as_of_month)
    .sort()
    .at(-1);
  const inMonth = warnings.filter(({as_of_month}) => as_of_month === latest);
  return inMonth
    .filter(({bureau_code}) => bureau_code === bureauCode)
    .sort(
      (one, other) => one.threshold_hours - other.threshold_hours || (one.rule_id < other.rule_id ? -1 : 1),
    )
    .map((row) => {
      const city = inMonth.filter(
        ({rule_id, scope_id}) => rule_id === row.rule_id && scope_id === row.scope_id,
      );
      return {
        rule: rules.find(({rule_id}) => rule_id === row.rule_id)?.rule_name ?? row.rule_id,
        scope: scopes.find(({scope_id}) => scope_id === row.scope_id)?.scope_name ?? row.scope_id,
        month: row.as_of_month,
        own: {over: row.over_count, onCourse: row.on_course_count},
        city: {over: sum(city, "over_count"), onCourse: sum(city, "on_course_count")},
      };
    });
}

function sum(rows: Rows["warnings"], column: "over_count" | "on_course_count"): number {
  return rows.reduce((total, row) => total + (row[column] ?? 0), 0);
}
