import type {Marts} from "../../pipelines/engine/kysely.ts";
import {type AwaitedSources, awaitedLines} from "../../schemas/awaited-sources.ts";
import {type FiscalQuarter, quarterName} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {baseYears} from "../values/base-text.ts";
import {boardCounts, type CountLine} from "../values/board-counts.ts";
import {formatShortDate, formatValue, formatYear} from "../values/format.ts";
import {asOfText} from "../values/known-on.ts";
import {latestValue} from "../values/latest-value.ts";
import {outlookWord} from "../values/outlook.ts";
import {parseRows} from "../values/parse-rows.ts";
import {programmeName} from "../values/programme-text.ts";
import {type Programme, readProgrammes} from "../values/read-programmes.ts";
import {latestQuarter, readScores} from "../values/read-scores.ts";
import type {Scored} from "../values/scored.ts";
import {nameOfWhole, rowName} from "../values/segments.ts";
import {statusView} from "../values/status.ts";
import {judgedText, requiredText, targetCell, targetYear} from "../values/target-text.ts";
import {yearEndStatus} from "../values/year-end.ts";
import {terminalTable} from "./terminal-table.ts";

export interface ScoreboardOptions {
  /** The release's latest quarter when left out. */
  quarter?: FiscalQuarter;
  /** All of them when left out. */
  programme?: Programme;
  /** The day by which values are 速報 or 確定; that of the release when left out. */
  day?: string | undefined;
  asJson: boolean;
  /** Indicators that wait for files: told together in one line. */
  awaited: AwaitedSources;
}

/** Years and words that belong to the number left of them stand in columns of their own, so that digits stay in line. */
const COLUMNS = [
  {title: "指標", align: "left"},
  {title: "基準", align: "right"},
  {title: "", align: "left"},
  {title: "最新", align: "right"},
  {title: "", align: "left"},
  {title: "必要水準", align: "right"},
  {title: "目標", align: "right"},
  {title: "", align: "left"},
  {title: "単位", align: "left"},
  {title: "状況", align: "left"},
  {title: "途中", align: "right"},
  {title: "年度末見込み", align: "right"},
  {title: "", align: "left"},
  {title: "目標年度", align: "right"},
  {title: "", align: "left"},
] as const;

/**
 * The board as of a quarter's end: rows of marts.fct_scoreboard as JSON for programs, or all indicators by task group
 * for people. UserError when the release does not have the quarter.
 */
export async function printScoreboard(
  marts: Marts,
  {asJson, awaited, ...wanted}: ScoreboardOptions,
): Promise<string> {
  const quarter = wanted.quarter ?? (await latestQuarter(marts));
  const board = await readBoard(marts, quarter, wanted);
  if (asJson)
    return `${JSON.stringify(
      board.map(({score}) => score),
      null,
      2,
    )}\n`;
  const release = await marts.selectFrom("marts.release_info").selectAll().executeTakeFirstOrThrow();
  const programmes = await readProgrammes(marts);
  const parts = programmes.flatMap((programme) => {
    const own = board.filter(({kpi}) => kpi.programme_id === programme.programme_id);
    if (own.length === 0) return [];
    const name = programmes.length > 1 ? ["", programmeName(programme)] : [];
    const waiting = programmes.length > 1 ? ofBoard(awaited, own) : awaited;
    return [...name, "", ...groupedLines(own), "", ...footLines(own, waiting)];
  });
  return `${[...titleLines({quarter, day: wanted.day}, release), ...parts].join("\n")}\n`;
}

/** Each programme tells of its own. */
function ofBoard({kpi_ids, ...awaited}: AwaitedSources, board: Scored[]): AwaitedSources {
  return {...awaited, kpi_ids: kpi_ids.filter((id) => board.some(({kpi}) => kpi.kpi_id === id))};
}

/** In the order of the programmes. */
async function readBoard(
  marts: Marts,
  quarter: FiscalQuarter,
  wanted: Pick<ScoreboardOptions, "programme" | "day">,
): Promise<Scored[]> {
  const scores = await readScores(marts, quarter, wanted);
  const kpis = await marts.selectFrom("marts.dim_kpis").selectAll().orderBy("display_order").execute();
  return parseRows("marts.dim_kpis", kpis).flatMap((kpi) => {
    const score = scores.find(({kpi_id}) => kpi_id === kpi.kpi_id);
    return score ? [{kpi, score}] : [];
  });
}

function titleLines(
  of: {quarter: FiscalQuarter; day: string | undefined},
  release: MartRow<"marts.release_info">,
): string[] {
  const {quarter} = of;
  return [
    `スコアボード　${quarterName(quarter)}（${asOfText(of)}）`,
    `公開版 ${release.release_id}${release.is_sample ? "　見本データ（実在の値ではありません）" : ""}`,
  ];
}

/** One table, so that all groups share their columns; a group's name stands above its first row. */
function groupedLines(board: Scored[]): string[] {
  const [head = "", rule = "", ...lines] = terminalTable([...COLUMNS], board.map(boardRow));
  const rows = board.flatMap(({kpi}, index) => {
    const isFirst = kpi.task_group !== board[index - 1]?.kpi.task_group;
    const line = lines[index] ?? "";
    const whole = nameOfWhole(kpi, isFirst ? undefined : board[index - 1]?.kpi);
    const own = whole === null ? [line] : [whole, line];
    return isFirst ? ["", `【${kpi.task_group}】`, ...own] : own;
  });
  return [head, rule, ...rows.slice(1)];
}

function boardRow({kpi, score}: Scored): string[] {
  const {value, valueYear, mark} = latestValue({kpi, score});
  const {sign, word} = statusView(score.status);
  const hasForecast = score.forecast_value !== null;
  return [
    kpi.segment_of === null ? rowName(kpi) : `　${rowName(kpi)}`,
    formatValue(score.base_value, kpi.decimals),
    baseYears(kpi),
    value,
    `${valueYear}${mark}`,
    requiredText({kpi, score}),
    targetCell(score, kpi),
    targetYear(score),
    kpi.unit,
    `${sign} ${word}`,
    ...runningCells({kpi, score}),
    hasForecast ? formatValue(score.forecast_value, kpi.decimals) : "",
    outlookWord({kpi, score}),
  ];
}

/** The value to date, where the year will end, and its word. */
function runningCells({kpi, score}: Scored): string[] {
  const status = yearEndStatus(score);
  return [
    score.to_date_value === null ? "" : formatValue(score.to_date_value, kpi.decimals),
    status === null ? "" : formatValue(score.year_end_value, kpi.decimals),
    status === null ? "" : `${status.sign} ${status.word}`,
  ];
}

/** How many stand where, why a deviation is accepted, and why a status is not known. */
function footLines(board: Scored[], awaited: AwaitedSources): string[] {
  const accepted = board.filter(({score}) => score.status === "accepted");
  return [
    ...boardCounts(board).map(countLine),
    ...board
      .filter(({kpi, score}) => score.status === "unknown" && !awaited.kpi_ids.includes(kpi.kpi_id))
      .map(unknownLine),
    ...awaitedLines(awaited),
    ...board
      .filter(({score}) => score.judged_on !== null)
      .map(({kpi, score}) => `判定　${kpi.short_name}（${judgedText(score)}）`),
    ...accepted.map(
      ({kpi, score}) =>
        `容認　${kpi.short_name}（${formatShortDate(score.accepted_until ?? score.as_of_date)}まで）：${score.accepted_reason ?? ""}`,
    ),
  ];
}

function countLine({name, total, counts}: CountLine): string {
  const words = counts.map(({status, count}) => `${status.sign} ${status.word} ${count}`);
  return `${name}（${total}）　${words.join("　")}`;
}

function unknownLine({kpi, score}: Scored): string {
  return `不明　${kpi.short_name}：${whyUnknown({kpi, score})}`;
}

function whyUnknown({kpi, score}: Scored): string {
  if (kpi.base_on === null && score.as_of_fiscal_year <= score.base_fiscal_year)
    return `基準年度（${formatYear(score.base_fiscal_year)}）の翌年度から評価する`;
  if (kpi.base_on !== null && score.as_of_date <= kpi.base_on)
    return `基準を計った日（${formatShortDate(kpi.base_on)}）より後から評価する`;
  if (score.observation_status === "withheld") return "人数が少ないため値を示さない";
  if (kpi.target_form === "stated") return "まだ判定した人がいない";
  if (score.value === null) return "年度の値がまだない";
  return kpi.has_road ? "必要水準を引く基準値がない" : "目標の比べる相手（前年度の値や基準）がない";
}
