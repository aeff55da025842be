import {formatYear} from "../values/format.ts";
import {type StatusView, statusView} from "../values/status.ts";
import {type Change, changeSince, changeSize, isJudged, standing} from "../values/year-end.ts";
import {firstPage} from "./continued-page.ts";
import type {Indicator, Scorecard} from "./read-scorecard.ts";
import {sentenceOf, yearEndSentence} from "./sentences.ts";

/** An indicator that a reader of page 1 should look at first. */
export interface Highlight {
  kpiId: string;
  name: string;
  mark: string;
  text: string;
  /** Where it stood: "前の四半期 やや遅れ", "R5 順調". */
  before: string;
  status: StatusView;
  page: string;
}

const MOST = 5;
export const LEAST = 3;

const CHANGE_MARKS: Record<Change, string> = {better: "↗", worse: "↘", new: "新"};

/** Three to five: what changed its word since the quarter before, the worse first; then what is to end otherwise than last year did; then what is farthest behind. */
export function highlights({pages}: Scorecard, most = MOST): Highlight[] {
  const weighed = pages.map((indicator) => ({
    indicator,
    page: firstPage(pages, indicator),
    weight: weightOf(indicator),
  }));
  const inOrder = weighed.filter(({weight}) => weight > 0).sort((one, other) => other.weight - one.weight);
  const moved = inOrder.filter(({weight}) => weight >= MOVED);
  return inOrder.slice(0, Math.min(most, Math.max(LEAST, moved.length))).map(({indicator, page}) => ({
    kpiId: indicator.kpi.kpi_id,
    name: indicator.kpi.short_name,
    mark: markOf(indicator),
    text: yearEndSentence(indicator) || sentenceOf(indicator),
    before: wordBefore(indicator),
    status: statusView(standing(indicator.score)),
    page: String(page),
  }));
}

const MOVED = 10;

/** Against the quarter before; a survey that moved within its error has changed nothing, whatever its word is now. */
function changeOf({score, before, margin}: Moved): Change | null {
  const moved = Math.abs((score.value ?? 0) - (before?.value ?? 0));
  const isWithinError = margin?.change_margin != null && moved <= margin.change_margin;
  return isWithinError ? null : changeSince(score, before);
}

type Moved = Pick<Indicator, "score" | "before" | "margin">;

function weightOf({score, before, margin}: Indicator): number {
  if (!isJudged(score)) return 0;
  const behind = Math.min(9, Math.max(0, (score.required_share ?? 0) - (score.progress_share ?? 0)));
  const change = changeOf({score, before, margin});
  if (before !== null && (change === "worse" || change === "better"))
    return (change === "worse" ? 40 : 30) + changeSize(score, before) + behind / 10;
  if (endsOtherwise(score)) return 20 + behind;
  return behind;
}

/** The running year is to end with another word than the last full one. */
function endsOtherwise({year_end_status, computed_status, status}: Indicator["score"]): boolean {
  return year_end_status !== null && year_end_status !== (computed_status ?? status);
}

export function markOf(moved: Moved): string {
  const change = changeOf(moved);
  return change === null ? "" : CHANGE_MARKS[change];
}

function wordBefore({score, before, margin}: Indicator): string {
  if (before !== null && (changeOf({score, before, margin}) ?? "new") !== "new")
    return `前の四半期 ${statusView(standing(before)).word}`;
  return endsOtherwise(score)
    ? `${formatYear(score.value_fiscal_year)} ${statusView(score.computed_status ?? score.status).word}`
    : "";
}
