import type {Marts} from "../../pipelines/engine/kysely.ts";
import type {YearEnd} from "../../schemas/kpi-json.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {parseRows} from "./parse-rows.ts";

type Score = MartRow<"marts.fct_scoreboard">;

type Value = MartRow<"marts.fct_kpi_values">;

/** The same rows, each with its year's end; null but for the city's value to the end of a quarter that the board judges. */
export async function withYearEnds(
  marts: Marts,
  values: Value[],
): Promise<(Value & {year_end: YearEnd | null})[]> {
  const scores = parseRows(
    "marts.fct_scoreboard",
    await marts.selectFrom("marts.fct_scoreboard").selectAll().execute(),
  );
  const ends = new Map(scores.map((score) => [nameOf(score, score.as_of_date), yearEndOf(score)]));
  return values.map((value) => {
    const isJudged = value.period_kind === "quarter" && value.bureau_code === null;
    return {...value, year_end: (isJudged && ends.get(nameOf(value, value.period_end))) || null};
  });
}

function nameOf({kpi_id, scope_id}: Pick<Value, "kpi_id" | "scope_id">, end: string): string {
  return JSON.stringify([kpi_id, scope_id, end]);
}

function yearEndOf(score: Score): YearEnd | null {
  const {year_end_value, year_end_low, year_end_high, year_end_required, year_end_status} = score;
  if (year_end_value === null) return null;
  return {year_end_value, year_end_low, year_end_high, year_end_required, year_end_status};
}
