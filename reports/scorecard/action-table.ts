import {quarterBefore, quarterEnd} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {type DocumentTable, heading, label, textCell} from "../values/document-table.ts";
import {formatShortDate} from "../values/format.ts";

type Action = MartRow<"marts.dim_corrective_actions">;

/** What a page has room for; the rest is counted. */
const MOST = 4;

/**
 * Of the register what a quarter's scorecard tells: what was decided by its end and is open, carried from quarter to quarter, and what
 * was done within the quarter.
 */
export function actionsOf(
  actions: Action[],
  score: {kpi_id: string; as_of_fiscal_year: number; as_of_quarter: number; as_of_date: string},
): Action[] {
  const quarter = {fiscalYear: score.as_of_fiscal_year, quarter: score.as_of_quarter as 1 | 2 | 3 | 4};
  const begin = quarterEnd(quarterBefore(quarter));
  return actions
    .filter(({kpi_id, decided_on}) => kpi_id === score.kpi_id && decided_on <= score.as_of_date)
    .filter(({done_on}) => done_on === null || done_on > begin)
    .map((action) => ({...action, done_on: doneBy(action, score.as_of_date)}));
}

/** What was done later was open then. */
function doneBy({done_on}: Action, day: string): string | null {
  return done_on !== null && done_on <= day ? done_on : null;
}

/** Of the table, and of its place on the page. */
export function actionsId({kpi}: Pick<Recorded, "kpi">): string {
  return `${kpi.kpi_id.replaceAll("_", "-")}-actions`;
}

/** What is done about the delay: a line a measure, below it what the committee said of it. Null where nothing is recorded. */
export function actionTable({kpi, score, actions}: Recorded): DocumentTable | null {
  if (actions.length === 0) return null;
  const shown = actions.slice(0, MOST);
  return {
    id: actionsId({kpi}),
    caption: "遅れへの対応",
    head: [["わけ", "対応", "担当", "期限", "状況"].map((text) => heading(text))],
    rows: shown.map((action) => ({
      kind: "row",
      cells: [
        label(`${action.bureau_name === null ? "" : `${action.bureau_name}：`}${action.cause}`),
        textCell(action.measure),
        textCell(action.owner),
        textCell(formatShortDate(action.due_on)),
        textCell(stateOf(action, score.as_of_date)),
      ],
    })),
    notes: [
      ...shown.flatMap(({opinion, answer}) =>
        opinion === null ? [] : [`委員会の意見：${opinion}　答え：${answer ?? "まだ答えていない"}`],
      ),
      ...(actions.length > MOST ? [`ほか${actions.length - MOST}件`] : []),
    ],
  };
}

/** Lines on a bureau's card; the rest is counted. */
const MOST_OF_BUREAU = 3;

/** What a bureau does about its part of what is behind, a line a measure. */
export function actionNotes(
  indicators: (Recorded & {kpi: {short_name: string}})[],
  bureauCode: string,
): string[] {
  const lines = indicators.flatMap(({kpi, score, actions}) =>
    actions
      .filter(({bureau_code}) => bureau_code === bureauCode)
      .map(
        (action) =>
          `遅れへの対応（${kpi.short_name}）：${action.measure}（${action.owner}、期限${formatShortDate(action.due_on)}、${stateOf(action, score.as_of_date)}）`,
      ),
  );
  const left = lines.length - MOST_OF_BUREAU;
  return left <= 0 ? lines : [...lines.slice(0, MOST_OF_BUREAU), `遅れへの対応は、ほか${left}件`];
}

interface Recorded {
  kpi: {kpi_id: string};
  score: {as_of_date: string};
  actions: Action[];
}

function stateOf({done_on, due_on}: Action, asOf: string): string {
  if (done_on !== null) return `済（${formatShortDate(done_on)}）`;
  return due_on < asOf ? "期限を過ぎている" : "取組中";
}

/** Lines of the page that the table and what stands below it take; each row may break once. */
export function linesOfActions(indicator: Recorded): number {
  const table = actionTable(indicator);
  return table === null ? 0 : 2 + 2 * table.rows.length + 2 * table.notes.length;
}
