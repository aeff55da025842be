import {figureCode} from "../../schemas/figure-code.ts";
import {yearHeading, yearLabel} from "../../schemas/year-words.ts";
import {baseYears} from "../values/base-text.ts";
import {
  type Cell,
  type DocumentTable,
  heading,
  label,
  numberCell,
  type TableRow,
  textCell,
} from "../values/document-table.ts";
import {judgedDecimals} from "../values/judged-decimals.ts";
import {latestValue} from "../values/latest-value.ts";
import {noneText} from "../values/none-text.ts";
import {rowName} from "../values/segments.ts";
import {statusView} from "../values/status.ts";
import {requiredText} from "../values/target-text.ts";
import {actionTable} from "./action-table.ts";
import {blankNote, provisionalNote} from "./board-notes.ts";
import {bureauDocumentTable} from "./bureau-table.ts";
import {actionsPlace, areActionsThere, areMonthsThere, isCourseThere} from "./continued-page.ts";
import {courseTable} from "./course.ts";
import {eventNotes} from "./figure-events.ts";
import {markOf} from "./highlights.ts";
import {monthTable} from "./month-table.ts";
import {overtimeDocumentTable} from "./overtime-table.ts";
import {pageEvents} from "./page-events.ts";
import type {Indicator, Scorecard} from "./read-scorecard.ts";
import {revisionTable} from "./revision-table.ts";
import {listingLabel, repeatTexts, runningYear, wholeOf} from "./scoreboard-view.ts";
import {sumTables} from "./sum-tables.ts";
import {type YearColumn, yearColumns} from "./year-columns.ts";
import {yearlyRows} from "./yearly-rows.ts";

/** Every table of the scorecard as plain data, in the order of its pages. */
export function scorecardTables(scorecard: Scorecard): DocumentTable[] {
  const revisions = revisionTable(scorecard);
  return [boardTable(scorecard), ...scorecard.pages.flatMap(indicatorTables), ...listOf(revisions)];
}

function indicatorTables(indicator: Indicator): DocumentTable[] {
  const [actions, course] = [listOf(actionTable(indicator)), listOf(courseTable(indicator))];
  const months = listOf(monthTable(indicator));
  const isApart = {
    actions: areActionsThere(indicator),
    course: isCourseThere(indicator),
    months: areMonthsThere(indicator),
  };
  return [
    ...(isApart.actions ? [] : actions),
    ...yearlyTable(indicator),
    ...(isApart.course ? [] : course),
    ...(isApart.months ? [] : months),
    ...(indicator.overtime ? [overtimeDocumentTable(indicator.overtime)] : []),
    ...bureauDocumentTable(indicator),
    ...(isApart.actions ? actions : []),
    ...(isApart.course ? course : []),
    ...(isApart.months ? months : []),
    ...sumTables(indicator),
  ];
}

const BOARD_HEADS =
  "指標 課題・区分 基準値 基準年度 最新値 年度 確定状況 必要水準 状況 対応 途中の値 前年同期 年度末見込み 見込みの下限 見込みの上限 年度末の必要水準 見込みの状況 前の四半期から 次の時期 目標 条件 単位".split(
    " ",
  );
const NUMBER_HEADS =
  "基準値 最新値 必要水準 途中の値 前年同期 年度末見込み 見込みの下限 見込みの上限 年度末の必要水準 目標".split(
    " ",
  );

function boardTable({indicators, pages}: Scorecard): DocumentTable {
  const groups = Map.groupBy(indicators, ({kpi}) => kpi.task_group);
  return {
    id: "scoreboard",
    caption: "スコアボード",
    head: [BOARD_HEADS.map((text) => heading(text, {isNumber: NUMBER_HEADS.includes(text)}))],
    rows: [...groups].flatMap(([name, members]): TableRow[] => [
      {kind: "band", cells: [label(name)]},
      ...members.flatMap((indicator, index) => boardRows(indicator, {before: members[index - 1], pages})),
    ]),
    notes: [provisionalNote(indicators), blankNote(indicators)].filter((note) => note !== ""),
  };
}

function boardRows(
  indicator: Indicator,
  {before, pages}: {before: Indicator | undefined; pages: Indicator[]},
): TableRow[] {
  const whole = wholeOf(indicator, before);
  const row: TableRow = {kind: "row", cells: boardCells(indicator, pages)};
  if (!whole) return [row];
  return [{kind: "band", cells: [label([whole.name, whole.label, ...whole.repeats].join("　"))]}, row];
}

function boardCells(indicator: Indicator, pages: Indicator[]): Cell[] {
  const {kpi, score} = indicator;
  const {decimals} = kpi;
  const {value, valueYear, mark} = latestValue({kpi, score});
  const places = [listingLabel(kpi), ...repeatTexts(indicator)].join("　");
  return [
    label(rowName(kpi)),
    textCell(kpi.segment_of === null ? places : ""),
    numberCell(score.base_value, {decimals}),
    textCell(baseYears(kpi)),
    numberCell(score.value, {
      decimals: judgedDecimals({kpi, score}),
      isWithheld: score.observation_status === "withheld",
      figureCode: score.value_fiscal_year === null ? undefined : cityCode(kpi, score.value_fiscal_year),
      ...(score.status === "none" && {text: value, figureCode: undefined}),
    }),
    textCell(valueYear),
    textCell(mark),
    requiredCell({kpi, score}),
    textCell(statusView(score.status).word),
    textCell(actionsPlace(pages, indicator)),
    ...runningCells(indicator),
    // Words are printed in the place of the number, which the workbook has all the same.
    numberCell(score.target_value, {
      decimals: kpi.target_decimals,
      ...(score.target_words !== null && {text: ""}),
    }),
    textCell(score.target_words ?? kpi.comparator),
    textCell(kpi.unit),
  ];
}

/** What is known of the running year; empty cells where there is nothing to say yet, and then when there will be. */
function runningCells(indicator: Indicator): Cell[] {
  const {kpi, score} = indicator;
  const {toDate, yearEnd, next} = runningYear(indicator);
  const {decimals} = kpi;
  const [low = "", high = ""] = yearEnd?.range ? yearEnd.range.split(/(?<=～)/) : [];
  return [
    numberCell(toDate && score.to_date_value, {decimals, text: toDate?.value ?? ""}),
    numberCell(toDate?.before ? score.to_date_previous_value : null, {decimals, text: toDate?.before ?? ""}),
    numberCell(yearEnd && score.year_end_value, {decimals, text: yearEnd?.value ?? ""}),
    numberCell(yearEnd && score.year_end_low, {decimals, text: low}),
    numberCell(yearEnd && score.year_end_high, {decimals, text: high}),
    numberCell(yearEnd && score.year_end_required, {decimals, text: yearEnd?.required ?? ""}),
    textCell(yearEnd?.status.word ?? ""),
    textCell(next === "" ? markOf(indicator) : ""),
    textCell(next === "" ? "" : `${next}${markOf(indicator)}`),
  ];
}

/** A range is no number. */
function requiredCell({kpi, score}: Pick<Indicator, "kpi" | "score">): Cell {
  const isRange = score.required_low !== null && score.required_high !== null;
  return numberCell(isRange ? null : score.required_value, {
    decimals: judgedDecimals({kpi, score}),
    text: requiredText({kpi, score}),
  });
}

function cityCode({kpi_id, scope_id}: Indicator["kpi"], fiscalYear: number): string {
  return figureCode(
    {kpi_id, fiscal_year: fiscalYear, period_kind: "year", period_end: "", scope_id, bureau_code: null},
    scope_id,
  );
}

/** The table below the chart: values, their parts and their standing by year. None where nothing is drawn. */
export function yearlyTable(indicator: Indicator): DocumentTable[] {
  const {kpi, score} = indicator;
  const columns = yearColumns(indicator);
  const forecastYear = score.forecast_value === null ? undefined : score.target_fiscal_year;
  const values = columns.map(({year, row}) =>
    year === forecastYear
      ? numberCell(score.forecast_value, {decimals: kpi.decimals})
      : valueCell(kpi, year, row),
  );
  if (values.every(({text}) => text === "") && kpi.pace_base_value === null) return [];
  return [
    {
      id: kpi.kpi_id.replaceAll("_", "-"),
      caption: kpi.kpi_name,
      head: [
        [
          heading(yearHeading(kpi)),
          ...columns.map(({year}) => heading(yearLabel(kpi, year), {isNumber: true})),
        ],
      ],
      rows: [
        {kind: "row", cells: [label(kpi.unit), ...values]},
        ...yearlyRows(columns, forecastYear).map(
          (row): TableRow => ({kind: "row", cells: [label(row.label), ...row.cells]}),
        ),
      ],
      notes: [...indicator.blanks, ...eventNotes(pageEvents(indicator))],
    },
  ];
}

function listOf(table: DocumentTable | null): DocumentTable[] {
  return table ? [table] : [];
}

function valueCell(kpi: Indicator["kpi"], year: number, row: YearColumn["row"]): Cell {
  if (!row) return textCell("");
  const isWithheld = row.observation_status === "withheld";
  const text = noneText(kpi, row);
  return numberCell(row.value, {
    decimals: kpi.decimals,
    isWithheld,
    figureCode: cityCode(kpi, year),
    // A word says no figure.
    ...(text !== undefined && {text, figureCode: undefined}),
  });
}
