import type {Marts} from "../../pipelines/engine/kysely.ts";
import {UserError} from "../../schemas/errors.ts";
import {type FiscalQuarter, japaneseDate, quarterCode, quarterEnd} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {parsePeriod, quarterOfMonth} from "../../schemas/typed-period.ts";
import {scoresKnownOn} from "./known-on.ts";
import {parseRows} from "./parse-rows.ts";
import {type Programme, readProgrammes} from "./read-programmes.ts";

/**
 * The board as of a quarter's end, a row per indicator, of all programmes or of one; with `day` its values are 速報 and 確定 as of
 * that day. UserError when the release does not have the quarter, or the programme is not judged in it.
 */
export async function readScores(
  marts: Marts,
  quarter: FiscalQuarter,
  {programme, day}: {programme?: Programme | undefined; day?: string | undefined} = {},
): Promise<MartRow<"marts.fct_scoreboard">[]> {
  const all = await scoresOf(marts, quarter, day);
  if (all.length === 0) throw new UserError(await missingQuarter(marts, quarter));
  if (!programme) return all;
  const rows = all.filter(({programme_id}) => programme_id === programme.programme_id);
  if (rows.length > 0) return rows;
  throw new UserError(
    `計画「${programme.name}」は、${quarterCode(quarter)} にはまだ評価していません（指標の基準年度が終わってから評価します）。ほかの四半期を --period に書いてください。`,
  );
}

/** The same; none when the release does not have the quarter. */
export async function scoresOf(
  marts: Marts,
  quarter: FiscalQuarter,
  day?: string,
): Promise<MartRow<"marts.fct_scoreboard">[]> {
  const rows = await marts
    .selectFrom("marts.fct_scoreboard")
    .selectAll()
    .where("as_of_fiscal_year", "=", quarter.fiscalYear)
    .where("as_of_quarter", "=", quarter.quarter)
    .execute();
  const scores = parseRows("marts.fct_scoreboard", rows);
  return day === undefined ? scores : scoresKnownOn(scores, await yearsOfCity(marts), day);
}

async function yearsOfCity(marts: Marts): Promise<MartRow<"marts.fct_kpi_values">[]> {
  const rows = await marts
    .selectFrom("marts.fct_kpi_values")
    .selectAll()
    .where("period_kind", "=", "year")
    .where("bureau_code", "is", null)
    .execute();
  return parseRows("marts.fct_kpi_values", rows);
}

/** The programmes that are judged in a quarter, in their order. UserError when the release does not have the quarter. */
export async function programmesJudgedIn(marts: Marts, quarter: FiscalQuarter): Promise<Programme[]> {
  const judged = new Set((await readScores(marts, quarter)).map(({programme_id}) => programme_id));
  return (await readProgrammes(marts)).filter(({programme_id}) => judged.has(programme_id));
}

/** Said of a release that is made of a few kinds of files only. */
export const NO_WHOLE_QUARTER = "値の出た四半期がまだありません（待っているファイル: npx kaikaku status）。";

/** The latest quarter that the release has. */
export async function latestQuarter(marts: Marts): Promise<FiscalQuarter> {
  const latest = await latestQuarterIfAny(marts);
  if (!latest) throw new UserError(NO_WHOLE_QUARTER);
  return latest;
}

/**
 * The quarter that a person asks for, the latest where none is named; with `day` one that had ended by then. UserError where none
 * had, or the one named had not.
 */
export async function quarterWanted(
  marts: Marts,
  {period, day}: {period: string | undefined; day: string | undefined},
): Promise<FiscalQuarter> {
  const isOver = (quarter: FiscalQuarter) => day === undefined || quarterEnd(quarter) <= day;
  const known = (await knownQuarters(marts)).filter(isOver);
  const wanted = period === undefined ? known.at(-1) : await quarterMeant(marts, period, isOver);
  if (wanted && isOver(wanted)) return wanted;
  if (day === undefined) throw new UserError(NO_WHOLE_QUARTER);
  const remedy =
    known.length === 0
      ? "もっと後の日を --as-of に書いてください。"
      : `終わっていたのは ${known.map(quarterCode).join("、")} です。`;
  const which = wanted ? `${quarterCode(wanted)} は` : "どの四半期も";
  throw new UserError(`${japaneseDate(day)}には、${which}まだ終わっていません。${remedy}`);
}

export async function latestQuarterIfAny(marts: Marts): Promise<FiscalQuarter | undefined> {
  return (await knownQuarters(marts)).at(-1);
}

/**
 * The quarter that a person means: a quarter (令和6年度第2四半期, R6Q2), that of a month (2024-09), or the latest that the release
 * has of a year (令和6年度).
 */
async function quarterMeant(
  marts: Marts,
  typed: string,
  isOver: (quarter: FiscalQuarter) => boolean,
): Promise<FiscalQuarter> {
  const period = parsePeriod(typed);
  switch (period.kind) {
    case "quarter":
      return {fiscalYear: period.fiscalYear, quarter: period.quarter};
    case "month":
      return quarterOfMonth(period);
    case "year": {
      const {fiscalYear} = period;
      const known = await knownQuarters(marts);
      const latest = known.findLast((quarter) => quarter.fiscalYear === fiscalYear && isOver(quarter));
      return latest ?? {fiscalYear, quarter: 4};
    }
    default:
      return period satisfies never;
  }
}

async function missingQuarter(marts: Marts, quarter: FiscalQuarter): Promise<string> {
  const codes = (await knownQuarters(marts)).map(quarterCode);
  const remedy =
    codes.length === 0 ? "先にデータを取り込んでください。" : `あるのは ${codes.join("、")} です。`;
  return `この公開版には ${quarterCode(quarter)} のデータがありません。${remedy}`;
}

/** The quarters that the release has a board of, the oldest first. */
export async function knownQuarters(marts: Marts): Promise<FiscalQuarter[]> {
  const rows = await marts
    .selectFrom("marts.fct_scoreboard")
    .select(["as_of_fiscal_year", "as_of_quarter"])
    .distinct()
    .orderBy("as_of_fiscal_year")
    .orderBy("as_of_quarter")
    .execute();
  return rows.map(({as_of_fiscal_year, as_of_quarter}) => ({
    fiscalYear: as_of_fiscal_year,
    quarter: as_of_quarter as FiscalQuarter["quarter"],
  }));
}
