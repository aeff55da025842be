import {largest} from "../../schemas/extremes.ts";
import {formatValue, formatYear} from "../values/format.ts";
import {hatch, palette, typeface} from "./palette.ts";
import {type Picture, withChart} from "./with-chart.ts";

/** What the parts of a bar are filled with: each differs from the next in lightness, so they are told apart in grey. */
const FILLS = {
  dark: palette.data,
  between: palette.dataBetween,
  pale: palette.dataBefore,
  faint: palette.dataFaint,
} as const;

export type BarLook = keyof typeof FILLS;

/** Looks of one part of a bar, of two, and so on, from the axis up. */
export const LOOKS_OF_PARTS: BarLook[][] = [
  ["dark"],
  ["dark", "pale"],
  ["dark", "between", "pale"],
  ["dark", "between", "pale", "faint"],
];

/** On these a number is white. */
const DARK_LOOKS: BarLook[] = ["dark", "between"];

interface BarSeries {
  name: string;
  look: BarLook;
  /** One for each year; null without a value. */
  values: (number | null)[];
}

export interface GroupedBarsOptions extends Picture {
  /** Fiscal years in their order; where one or more are left out, a place stays empty. */
  years: number[];
  series: BarSeries[];
  /** Years whose values are not settled: hatched. */
  provisional: boolean[];
  /** Places of years before which the definition changed: a dashed mark between two years. */
  breaks: number[];
  isStacked: boolean;
  decimals: number;
}

const LABEL_PIXELS = 11;
/** On bars that stand side by side, so that a number is no wider than its bar. */
const PAIR_LABEL_PIXELS = 9;
/** Between the edge and the axis: room for its numbers. */
const AXIS_PIXELS = {narrow: 50, wide: 66};
const WIDE_FROM = 10_000;
const RIGHT_PIXELS = 4;
const TOP_PIXELS = 18;
const BOTTOM_PIXELS = 22;

/** Where the columns of the years stand, in CSS pixels. */
export interface ColumnsOfBars {
  left: number;
  width: number;
}

export function columnsOfBars({
  years,
  series,
  size,
}: Pick<GroupedBarsOptions, "years" | "series" | "size">): ColumnsOfBars {
  const left = axisPixels(series);
  return {left, width: (size.width - left - RIGHT_PIXELS) / placesOf(years).length};
}

/** Stands where years are left out. */
const LEFT_OUT = "…";

/** Bars from zero, their values on them, as one picture. */
export function groupedBars(options: GroupedBarsOptions): string {
  const {breaks, size, years} = options;
  const places = placesOf(years);
  return withChart(options, chartOption(options, places), (svg, chart) => {
    const at = (index: number) =>
      Number(chart.convertToPixel({xAxisIndex: 0}, places.indexOf(years[index] ?? null)));
    const marks = breaks.map((index) => breakMark((at(index - 1) + at(index)) / 2, size.height));
    return svg.replace("</svg>", `${marks.join("")}</svg>`);
  });
}

/** The years, and null where some are left out between two. */
function placesOf(years: number[]): (number | null)[] {
  return years.flatMap((year, index) => {
    const before = years[index - 1];
    return before !== undefined && year - before > 1 ? [null, year] : [year];
  });
}

function chartOption(options: GroupedBarsOptions, places: (number | null)[]) {
  const {years, series, isStacked} = options;
  return {
    textStyle: {fontFamily: typeface, color: palette.ink},
    grid: {
      left: axisPixels(series),
      right: RIGHT_PIXELS,
      top: TOP_PIXELS,
      bottom: BOTTOM_PIXELS,
      outerBoundsMode: "none",
    },
    xAxis: {
      type: "category",
      data: places.map((year) => (year === null ? LEFT_OUT : formatYear(year))),
      axisLabel: {fontSize: LABEL_PIXELS, color: palette.ink, textBorderWidth: 0, interval: 0},
      axisTick: {show: false},
      axisLine: {lineStyle: {color: palette.axis}},
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      axisLabel: {fontSize: 10, color: palette.quiet, textBorderWidth: 0},
      splitLine: {lineStyle: {color: palette.hairline, width: 0.7}},
    },
    series: series.map((one) => ({
      type: "bar",
      silent: true,
      barMaxWidth: 46,
      barGap: "8%",
      barCategoryGap: isStacked ? "28%" : series.length > 1 ? "12%" : "46%",
      ...(isStacked && {stack: "all"}),
      label: labelOf(one, options),
      data: places.map((year) => {
        const index = year === null ? -1 : years.indexOf(year);
        return barItem(one, one.values[index] ?? null, options.provisional[index] === true);
      }),
    })),
  };
}

function axisPixels(series: BarSeries[]): number {
  const highest = largest(series.flatMap(({values}) => values.map((value) => value ?? 0)));
  return highest < WIDE_FROM ? AXIS_PIXELS.narrow : AXIS_PIXELS.wide;
}

function labelOf({look}: BarSeries, options: GroupedBarsOptions) {
  const {isStacked, series, decimals} = options;
  const least = isStacked && series.length > 1 ? leastWithNumber(options) : 0;
  const isOnDark = isStacked && DARK_LOOKS.includes(look);
  return {
    show: true,
    position: isStacked ? "inside" : "top",
    distance: 3,
    fontSize: isStacked || series.length === 1 ? LABEL_PIXELS : PAIR_LABEL_PIXELS,
    color: isOnDark ? "#fff" : palette.ink,
    textBorderWidth: 0,
    formatter: ({value}: {value: number | null}) =>
      value === null || value < least ? "" : formatValue(value, decimals),
  };
}

/** A part of a bar that is lower than its number bears none: it would stand on the next part. */
function leastWithNumber({series, years, size}: GroupedBarsOptions): number {
  const totals = years.map((_, index) => series.reduce((sum, {values}) => sum + (values[index] ?? 0), 0));
  return (largest(totals) * LABEL_PIXELS) / (size.height - TOP_PIXELS - BOTTOM_PIXELS);
}

function barItem({look}: BarSeries, value: number | null, isProvisional: boolean) {
  const color = FILLS[look];
  if (!isProvisional) return {value, itemStyle: {color}};
  return {value, itemStyle: {color, decal: hatch}, label: ON_HATCH};
}

/** A number on a hatched bar stands on white. */
const ON_HATCH = {color: palette.ink, backgroundColor: "#fff", padding: [1, 3]};

function breakMark(x: number, height: number): string {
  const at = x.toFixed(1);
  return `<line x1="${at}" x2="${at}" y1="2" y2="${height - 2}" stroke="${palette.ink}" stroke-width="1.1" stroke-dasharray="3 2.5"/>`;
}
