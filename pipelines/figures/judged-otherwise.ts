import type {StatusMove} from "../../schemas/explanation.ts";
import type {MartRow} from "../../schemas/marts.ts";
import type {Ingredients} from "../../schemas/release-manifest.ts";
import type {ReleaseFigures} from "../releases/read-figures.ts";
import {causeOf} from "./cause-text.ts";
import {compareIngredients, compareJudging} from "./changes.ts";
import {isMoved} from "./is-moved.ts";
import type {FigurePeriod} from "./lineage.ts";

type Score = MartRow<"marts.fct_scoreboard">;

/** What a release says and what it was made from. */
export interface Compared {
  figures: ReleaseFigures;
  ingredients: Ingredients;
  /** What had last given the same rows when the next release was made. */
  latest: Ingredients;
}

/** Statuses that differ, and what they are judged by, at the ends of quarters that both have. */
export function judgedOtherwise(before: Compared, after: Compared): StatusMove[] {
  const key = ({kpi_id, as_of_date}: Score) => `${kpi_id} ${as_of_date}`;
  const old = new Map(before.figures.scores.map((score) => [key(score), score]));
  const changesBehind = compareIngredients(before.latest, after.ingredients);
  const judging = compareJudging(before.latest, after.ingredients);
  return after.figures.scores.flatMap((score): StatusMove[] => {
    const earlier = old.get(key(score));
    if (!earlier) return [];
    const isLineMoved = isJudgedByOther(earlier, score);
    if (!isLineMoved && (earlier.status === score.status || hadNothingToJudge(earlier))) return [];
    const isValueMoved = isMoved(earlier.value, score.value);
    const changes = [
      ...(isValueMoved ? changesBehind(figureOf(score)) : []),
      ...(isLineMoved || !isValueMoved ? judging(figureOf(score)) : []),
    ];
    return [{...statusMoveOf(earlier, score, after.figures), ...causeOf(changes)}];
  });
}

/** The first value of an indicator is a new figure: what nobody had judged is not judged otherwise. */
function hadNothingToJudge({status, value}: Score): boolean {
  return status === "unknown" && value === null;
}

function isJudgedByOther(earlier: Score, score: Score): boolean {
  return (
    // The first value brings the level of its own year with it.
    (!hadNothingToJudge(earlier) && isMoved(earlier.required_value, score.required_value)) ||
    isMoved(earlier.target_value, score.target_value) ||
    isMoved(earlier.base_value, score.base_value) ||
    BY.some((column) => earlier[column] !== score[column])
  );
}

const BY = ["base_fiscal_year", "target_fiscal_year", "scope_id", "accepted_until"] as const;

/** The figure that is judged. */
function figureOf({
  kpi_id,
  value_fiscal_year,
  value_date,
  as_of_fiscal_year,
  as_of_date,
}: Score): FigurePeriod {
  return {
    kpi_id,
    fiscal_year: value_fiscal_year ?? as_of_fiscal_year,
    period_end: value_date ?? as_of_date,
  };
}

function statusMoveOf(
  earlier: Score,
  score: Score,
  {kpis}: ReleaseFigures,
): Omit<StatusMove, "cause" | "is_by_program"> {
  const {kpi_id, as_of_fiscal_year, as_of_quarter, as_of_date} = score;
  const kpi = kpis.find((entry) => entry.kpi_id === kpi_id);
  return {
    ...{kpi_id, as_of_fiscal_year, as_of_quarter, as_of_date},
    short_name: kpi?.short_name ?? kpi_id,
    decimals: kpi?.decimals ?? 0,
    from_status: earlier.status,
    to_status: score.status,
    from_required: earlier.required_value,
    to_required: score.required_value,
    from_target: earlier.target_value,
    to_target: score.target_value,
  };
}
