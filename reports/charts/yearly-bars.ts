import {largest} from "../../schemas/extremes.ts";
import {formatValue} from "../values/format.ts";
import {hatch, palette, typeface} from "./palette.ts";
import {type Picture, withChart} from "./with-chart.ts";

/** One bar: a fiscal year with its value, or without one (a year to come, a withheld cell). */
export interface Bar {
  fiscalYear: number;
  value: number | null;
  isProvisional: boolean;
  /** Years before the programme are pale. */
  isBefore: boolean;
}

/** A point of the dashed line from the base to the target. */
export interface LinePoint {
  fiscalYear: number;
  value: number;
}

/** Where the trend leads, with its range. */
export interface Forecast {
  fiscalYear: number;
  value: number;
  low: number;
  high: number;
}

export interface YearlyBarsOptions extends Picture {
  bars: Bar[];
  line: LinePoint[];
  forecast: Forecast | null;
  /** Shares of a hundred: a scale that comes near 100 ends there. */
  isShare: boolean;
  /** Decimals of the values: a scale of whole things has whole steps. */
  decimals: number;
  /** CSS pixels. The bars' columns fill the width right of `axisWidth`. */
  size: {width: number; height: number; axisWidth: number};
}

/** A picture without words other than its scale, and where each value stands in it (CSS pixels from the top). */
export interface YearlyBars {
  svg: string;
  /** Same order as `bars`: top of the bar, or null without a value. */
  barTops: (number | null)[];
  /** Where the forecast's value is written: above its range, or on its bar where the range reaches far above it. */
  forecastTop: number | null;
}

/** CSS pixels above the forecast's bar, within which its range takes the value along. */
const NEAR_RANGE = 36;

/** Bars by year from zero with the line to the target. Year labels and values are text of the page, not of the picture. */
export function yearlyBars(options: YearlyBarsOptions): YearlyBars {
  const {bars, forecast} = options;
  return withChart(options, chartOption(options), (svg, chart) => {
    const top = (value: number) => chart.convertToPixel({yAxisIndex: 0}, value);
    return {
      svg: onWhite(svg),
      barTops: bars.map(({value}) => (value === null ? null : Math.min(top(value), top(0)))),
      forecastTop: forecast && forecastPlace(top(forecast.value), top(forecast.high)),
    };
  });
}

function forecastPlace(valueTop: number, rangeTop: number): number {
  return valueTop - rangeTop > NEAR_RANGE ? valueTop : Math.min(valueTop, rangeTop);
}

function chartOption(options: YearlyBarsOptions) {
  const {bars, line, forecast, size} = options;
  return {
    textStyle: {fontFamily: typeface, color: palette.quiet},
    grid: {left: size.axisWidth, right: 0, top: 24, bottom: 7, outerBoundsMode: "none"},
    xAxis: {
      type: "category",
      data: bars.map(({fiscalYear}) => String(fiscalYear)),
      axisLabel: {show: false},
      axisTick: {show: false},
      axisLine: {lineStyle: {color: palette.axis}},
    },
    yAxis: {
      type: "value",
      min: (extent: {min: number}) => Math.min(0, extent.min),
      ...scaleOf(options),
    },
    series: [
      {...barLook, data: bars.map(barItem)},
      ...(forecast ? forecastSeries(bars, forecast) : []),
      {...lineLook, data: lineData(bars, line)},
    ],
  };
}

const barLook = {type: "bar", silent: true, barWidth: "46%", barMaxWidth: 44};

const STEPS = 4;

/** No scale where there is nothing to measure by it. */
function scaleOf({bars, line, forecast, isShare, decimals}: YearlyBarsOptions) {
  const all = [...bars.map(({value}) => value ?? 0), ...line.map(({value}) => value), forecast?.high ?? 0];
  const highest = largest(all);
  if (all.every((value) => value === 0)) return {max: 1, axisLabel: {show: false}, splitLine: {show: false}};
  return {
    ...(isShare && highest > 80 && highest <= 100
      ? {max: 100, interval: 25}
      : {splitNumber: STEPS, minInterval: decimals === 0 ? 1 : 0}),
    axisLabel: {
      fontSize: 10,
      color: palette.quiet,
      textBorderWidth: 0,
      formatter: (value: number) => formatValue(value, decimals === 0 ? 0 : stepDecimals(highest / STEPS)),
    },
    splitLine: {lineStyle: {color: palette.hairline, width: 0.7}},
  };
}

/** Steps are rounded to 1, 2, 3, 5 and their tenths; from here on to a whole. */
const LEAST_WHOLE_STEP = 0.7;

/** Decimals of the round step near this one, so that all labels have as many: 0.52 is drawn in steps of 0.5. */
function stepDecimals(step: number): number {
  return Math.max(0, Math.ceil(-Math.log10(step / LEAST_WHOLE_STEP)));
}

const lineLook = {
  type: "line",
  silent: true,
  connectNulls: true,
  showSymbol: false,
  lineStyle: {type: [5, 3.5], width: 1.5, color: palette.target, cap: "butt"},
  z: 3,
};

/** The line stands on a broader white one: a dash stays visible on a dark bar, in grey too. */
function onWhite(svg: string): string {
  return svg.replace(new RegExp(`<path [^>]*stroke="${palette.target}"[^>]*>(</path>)?`), (path) => {
    const white = path.replace(palette.target, "#fff").replace(/stroke-width="[\d.]+"/, 'stroke-width="3.6"');
    return `${white}${path}`;
  });
}

function barItem({value, isProvisional, isBefore}: Bar) {
  const color = isBefore ? palette.dataBefore : palette.data;
  return {value, itemStyle: isProvisional ? {color, decal: hatch} : {color}};
}

/** A hollow bar with a dotted outline at the place of the bars, its range as a thin bar. */
function forecastSeries(bars: Bar[], {fiscalYear, value, low, high}: Forecast) {
  const place = bars.findIndex((bar) => bar.fiscalYear === fiscalYear);
  const outline = {color: "#fff", borderColor: palette.data, borderWidth: 1.1, borderType: [2, 2]};
  return [
    {
      ...barLook,
      barGap: "-100%",
      data: bars.map((_, index) => (index === place ? {value, itemStyle: outline} : null)),
    },
    {
      type: "custom",
      silent: true,
      z: 4,
      encode: {x: 0, y: [1, 2]},
      data: [[place, low, high]],
      renderItem: drawRange,
    },
  ];
}

const RANGE_WIDTH = 3;

/** The part of ECharts' drawing interface that is used here. */
interface Drawing {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
}

function drawRange(_: unknown, drawing: Drawing) {
  const [place, low, high] = [drawing.value(0), drawing.value(1), drawing.value(2)];
  const [x, top] = drawing.coord([place, high]);
  const [, bottom] = drawing.coord([place, low]);
  return {
    type: "rect",
    shape: {x: x - RANGE_WIDTH / 2, y: top, width: RANGE_WIDTH, height: Math.max(bottom - top, 1)},
    style: {fill: palette.data, stroke: "#fff", lineWidth: 1},
  };
}

function lineData(bars: Bar[], line: LinePoint[]): (number | null)[] {
  return bars.map((bar) => line.find(({fiscalYear}) => fiscalYear === bar.fiscalYear)?.value ?? null);
}
