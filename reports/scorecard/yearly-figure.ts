import {printedLines} from "../../schemas/office-note.ts";
import {nearestIn} from "../../schemas/targets/target.ts";
import {yearLabel, yearWord} from "../../schemas/year-words.ts";
import {type Bar, type Forecast, type LinePoint, yearlyBars} from "../charts/yearly-bars.ts";
import {type Markup, trustedMarkup} from "../print/render.ts";
import {formatValue, WITHHELD} from "../values/format.ts";
import {noneText} from "../values/none-text.ts";
import type {Programme} from "../values/read-programmes.ts";
import {linesOfActions} from "./action-table.ts";
import {areActionsThere, areMonthsThere, isCourseThere} from "./continued-page.ts";
import {courseTable} from "./course.ts";
import {eventNotes, type FigureEvents, figureEvents, noteHeight} from "./figure-events.ts";
import {figureNotes} from "./figure-notes.ts";
import {labelSize} from "./label-size.ts";
import {monthTable} from "./month-table.ts";
import {pageEvents} from "./page-events.ts";
import {pixels} from "./pixels.ts";
import type {Indicator} from "./read-scorecard.ts";
import {shownBreaks, type YearColumn, yearColumns} from "./year-columns.ts";
import {yearlyRows} from "./yearly-rows.ts";

/** CSS pixels: the text width of A4 with 14 mm margins, the chart and the labels left of it. */
const SIZE = {width: 688, axisWidth: 64};
const HEIGHT = 268;
/** Where another table stands below the chart. */
const LOW_HEIGHT = 216;
const LEAST_HEIGHT = 92;
/** What the course of the running year below it takes. */
const COURSE_HEIGHT = 92;
/** What the table of months takes. */
const MONTHS_HEIGHT = 108;
/** What a line of the office's note above the chart takes. */
const NOTE_LINE = 19;
/** What is said of the running year's end. */
const YEAR_END_LINES = 2;
/** How far the text of a value stands above the top of its bar. */
const LIFT = 18;
/** Points: font size of a value with room around it. */
const LABEL_SIZE = 8.6;
const CELL_SIZE = 7.6;

/** Chart and yearly table in one: the table's columns stand under the bars, its values on them. */
export interface YearlyFigure {
  chart: Markup;
  /** "年度", or "年" of an indicator whose year is another one. */
  yearWord: string;
  columns: {year: string; mark: string; width: string}[];
  /** The values, lifted to the tops of their bars by CSS lengths. */
  values: {text: string; isForecast: boolean; left: string; top: string; width: string}[];
  /** Font size of the values. */
  labelSize: string;
  /** Where the definition changed: places of the marks between two columns. */
  breaks: {left: string}[];
  /** What happened, over the chart. */
  events: FigureEvents;
  rows: {label: string; cells: string[]}[];
  /** Font size of the rows' cells; the style sheet's unless told. */
  cellSize?: string;
  notes: string[];
}

/** `height` of the picture alone, and `width` with the labels left of it, in CSS pixels; those of a page's figure unless told. */
export function yearlyFigure(
  indicator: Indicator,
  programme: Programme,
  {height = heightOf(indicator), width: whole = SIZE.width}: {height?: number; width?: number} = {},
): YearlyFigure | null {
  const {kpi, score} = indicator;
  const columns = yearColumns(indicator);
  const breaks = shownBreaks(indicator, columns);
  const bars = columns.map((column) => barOf(column, programme));
  const line = requiredLine(indicator, columns);
  const forecast = forecastOf(score);
  if (line.length === 0 && columns.every(({row}) => row === undefined)) return null;
  const columnWidth = (whole - SIZE.axisWidth) / columns.length;
  const places = {
    ...{years: columns.map(({year}) => year), yearStarts: kpi.year_starts},
    ...{left: SIZE.axisWidth, width: columnWidth},
  };
  const told = pageEvents(indicator);
  const events = figureEvents(told, places);
  const size = {
    ...SIZE,
    width: whole,
    height: Math.max(height - events.height - noteHeight(told), LEAST_HEIGHT),
  };
  const picture = yearlyBars({
    bars,
    line,
    forecast,
    isShare: kpi.unit === "%",
    decimals: kpi.decimals,
    name: kpi.kpi_id.replaceAll("_", "-"),
    size,
  });
  const left = (index: number) => pixels(SIZE.axisWidth + index * columnWidth);
  const width = pixels(columnWidth);
  const values = columns.map(({year, row}, index) => {
    const isForecast = year === forecast?.fiscalYear;
    const value = isForecast ? forecast.value : shownValue(row);
    const top = (isForecast ? picture.forecastTop : picture.barTops[index]) ?? size.height;
    return {
      text: valueText(row, value, kpi),
      isForecast,
      left: left(index),
      top: pixels(top - LIFT),
      width,
    };
  });
  const rows = yearlyRows(columns, forecast?.fiscalYear);
  return {
    chart: trustedMarkup(picture.svg),
    yearWord: yearWord(kpi),
    columns: columns.map(({year}) => ({
      year: yearLabel(kpi, year),
      mark: year === score.target_fiscal_year ? "目標" : "",
      width,
    })),
    values,
    labelSize: labelSize(values, columnWidth, LABEL_SIZE),
    breaks: breaks.map(({column}) => ({left: left(column)})),
    events,
    rows: rows.map(({label, cells}) => ({label, cells: cells.map(({text}) => text)})),
    cellSize: labelSize(
      rows.flatMap(({cells}) => cells),
      columnWidth,
      CELL_SIZE,
    ),
    notes: [...figureNotes({indicator, bars, line, forecast, breaks}), ...eventNotes(told)],
  };
}

function heightOf(indicator: Indicator): number {
  const {overtime, note, score} = indicator;
  const lines = printedLines(note ?? "");
  const officeNoteHeight = lines === 0 ? 0 : (lines + 1) * NOTE_LINE;
  const saidHeight = score.year_end_value === null ? 0 : YEAR_END_LINES * NOTE_LINE;
  const courseHeight = courseTable(indicator) && !isCourseThere(indicator) ? COURSE_HEIGHT : 0;
  const monthsHeight = monthTable(indicator) && !areMonthsThere(indicator) ? MONTHS_HEIGHT : 0;
  const actionHeight = areActionsThere(indicator) ? 0 : linesOfActions(indicator) * NOTE_LINE;
  return Math.max(
    (overtime ? LOW_HEIGHT : HEIGHT) -
      officeNoteHeight -
      actionHeight -
      saidHeight -
      courseHeight -
      monthsHeight,
    LEAST_HEIGHT,
  );
}

function barOf({year, row}: YearColumn, {first_fiscal_year}: Programme): Bar {
  return {
    fiscalYear: year,
    value: shownValue(row),
    isProvisional: row?.observation_status === "provisional",
    isBefore: year < first_fiscal_year,
  };
}

function shownValue(row: YearColumn["row"]): number | null {
  return row && row.observation_status !== "withheld" ? row.value : null;
}

/**
 * From the level at which the required pace starts, through what it requires of the latest value's year, to the target
 * in force. None when the start is outside of the chart.
 */
function requiredLine({kpi, score}: Indicator, columns: YearColumn[]): LinePoint[] {
  if (!kpi.has_road) return levelLine({kpi, score}, columns);
  const {pace_base_value: start, pace_base_fiscal_year: startYear} = kpi;
  if (start === null || !columns.some(({year}) => year === startYear)) return [];
  const {value_fiscal_year: year, required_value: required, target_fiscal_year: targetYear} = score;
  const {target_low: low, target_high: high} = score;
  const end = low === null && high === null ? (score.target_value ?? start) : nearestIn({low, high}, start);
  const isOnTheWay = year !== null && startYear < year && year < targetYear;
  return [
    {fiscalYear: startYear, value: start},
    ...(isOnTheWay && required !== null ? [{fiscalYear: year, value: required}] : []),
    {fiscalYear: targetYear, value: end},
  ];
}

/** What holds in every year is level; a range, and what other years or figures give, is told in words only. */
function levelLine({kpi, score}: Pick<Indicator, "kpi" | "score">, columns: YearColumn[]): LinePoint[] {
  const {target_value: value, target_fiscal_year: year, target_low, target_high} = score;
  const isRange = target_low !== null && target_high !== null;
  const [first] = columns;
  // Without a number of its own the target is another one every year.
  if (kpi.target_value === null || value === null || isRange || !first) return [];
  return [
    {fiscalYear: first.year, value},
    {fiscalYear: year, value},
  ];
}

function forecastOf(score: Indicator["score"]): Forecast | null {
  const {forecast_value: value, forecast_low: low, forecast_high: high} = score;
  if (value === null || low === null || high === null) return null;
  return {fiscalYear: score.target_fiscal_year, value, low, high};
}

/** Nothing for a year without a row, unless there is a forecast. */
function valueText(row: YearColumn["row"], value: number | null, kpi: Indicator["kpi"]): string {
  if (row?.observation_status === "withheld") return WITHHELD;
  return noneText(kpi, row) ?? (row || value !== null ? formatValue(value, kpi.decimals) : "");
}
