import {type Bar, type LinePoint, yearlyBars} from "../charts/yearly-bars.ts";
import {formatCount, formatValue, formatYear, NONE, WITHHELD} from "../format.ts";
import {type Markup, trustedMarkup} from "../render.ts";
import type {Indicator} from "./read-scorecard.ts";

/** CSS pixels: the text width of A4 with 14 mm margins, the chart and the labels left of it. */
const SIZE = {width: 688, axisWidth: 64};
const HEIGHT = 268;
/** Where another table stands below the chart. */
const LOW_HEIGHT = 228;
const MOST_YEARS = 11;
/** The third phase of the programme began in R4; years before are pale. */
const FIRST_PROGRAMME_YEAR = 2022;

type YearRow = Indicator["years"][number];

/** Chart and yearly table in one: the table's columns stand under the bars, its values on them. */
export interface YearlyFigure {
  chart: Markup;
  columns: {year: string; mark: string; width: string}[];
  /** The values, lifted to the tops of their bars by CSS lengths. */
  values: {text: string; left: string; top: string; width: string}[];
  rows: {label: string; cells: string[]}[];
  note: string;
}

export function yearlyFigure(indicator: Indicator): YearlyFigure | null {
  const {kpi, years} = indicator;
  const fiscalYears = shownYears(indicator);
  const found = fiscalYears.map((year) => years.find(({fiscal_year}) => fiscal_year === year));
  const size = {...SIZE, height: indicator.overtime ? LOW_HEIGHT : HEIGHT};
  const bars = fiscalYears.map((fiscalYear, index) => barOf(fiscalYear, found[index]));
  const line = targetLine(indicator, fiscalYears);
  if (line.length === 0 && bars.every(({value}) => value === null)) return null;
  const picture = yearlyBars({bars, line, name: kpi.kpi_id.replaceAll("_", "-"), size});
  const columnWidth = (SIZE.width - SIZE.axisWidth) / fiscalYears.length;
  const place = (index: number, top: number) => ({
    left: `${(SIZE.axisWidth + index * columnWidth).toFixed(1)}px`,
    top: `${(top - 18).toFixed(1)}px`,
    width: `${columnWidth.toFixed(1)}px`,
  });
  return {
    chart: trustedMarkup(picture.svg),
    columns: fiscalYears.map((year) => ({
      year: formatYear(year),
      mark: year === kpi.target_fiscal_year ? "目標" : "",
      width: `${columnWidth.toFixed(1)}px`,
    })),
    values: found.map((row, index) => ({
      text: row ? valueText(row, kpi.decimals) : "",
      ...place(index, picture.barTops[index] ?? size.height),
    })),
    rows: tableRows(found),
    note: noteOf(bars, line, indicator),
  };
}

/** From the first year with a row (or the base year) to the target's year, at most eleven. */
function shownYears({kpi, score, years}: Indicator): number[] {
  const last = Math.max(kpi.target_fiscal_year, score.value_fiscal_year ?? 0);
  const first = Math.min(years[0]?.fiscal_year ?? kpi.base_fiscal_year, kpi.base_fiscal_year);
  const from = Math.max(first, last - MOST_YEARS + 1);
  return Array.from({length: last - from + 1}, (_, index) => from + index);
}

function barOf(fiscalYear: number, row: YearRow | undefined): Bar {
  return {
    fiscalYear,
    value: row && row.observation_status !== "withheld" ? row.value : null,
    isProvisional: row?.observation_status === "provisional",
    isBefore: fiscalYear < FIRST_PROGRAMME_YEAR,
  };
}

/** From the level at which the required pace starts to the target. None when the base is outside of the chart. */
function targetLine({kpi}: Indicator, fiscalYears: number[]): LinePoint[] {
  if (kpi.pace_base_value === null || !fiscalYears.includes(kpi.pace_base_fiscal_year)) return [];
  return [
    {fiscalYear: kpi.pace_base_fiscal_year, value: kpi.pace_base_value},
    {fiscalYear: kpi.target_fiscal_year, value: kpi.target_value},
  ];
}

function valueText(row: YearRow, decimals: number): string {
  return row.observation_status === "withheld" ? WITHHELD : formatValue(row.value, decimals);
}

const STATUS_WORDS = {provisional: "速報", final: "確定", revised: "改定", withheld: "秘匿"} as const;

/** Numerator and denominator stand only where there is something to divide. */
function tableRows(found: (YearRow | undefined)[]): YearlyFigure["rows"] {
  const counts = (pick: (row: YearRow) => number | null) =>
    found.map((row) => {
      if (!row) return "";
      return row.observation_status === "withheld" ? WITHHELD : formatCount(pick(row));
    });
  const hasRatio = found.some((row) => row?.denominator != null);
  const ratio = [
    {label: "分子", cells: counts((row) => row.numerator)},
    {label: "分母", cells: counts((row) => row.denominator)},
  ];
  const status = found.map((row) => {
    if (!row) return "";
    return row.value === null && row.observation_status !== "withheld"
      ? NONE
      : STATUS_WORDS[row.observation_status];
  });
  return [...(hasRatio ? ratio : []), {label: "確定状況", cells: status}];
}

function noteOf(bars: Bar[], line: LinePoint[], {kpi, scope, overtime}: Indicator): string {
  const population = overtime ? [`棒：${scope.scope_name}`] : [];
  const before = bars.some(({isBefore, value}) => isBefore && value !== null)
    ? ["薄い棒：プログラム開始前"]
    : [];
  const provisional = bars.some(({isProvisional}) => isProvisional) ? ["斜線：速報値"] : [];
  const dashed =
    line.length > 0 ? [`破線：${formatYear(kpi.pace_base_fiscal_year)}から目標までの直線（必要水準）`] : [];
  return [...population, ...before, ...provisional, ...dashed].join("　");
}
