import {largest} from "../../schemas/extremes.ts";
import {formatValue} from "../values/format.ts";
import {palette, typeface} from "./palette.ts";
import {type Picture, withChart} from "./with-chart.ts";

/** One fiscal year: April first, null for months (or quarters) without data. */
interface YearLine {
  name: string;
  values: (number | null)[];
}

export interface YearLinesOptions extends Picture {
  /** Names of the places along the year. */
  points?: string[];
  /** Whether each line is named at its end; else a table beside it has the keys. */
  isNamed?: boolean;
  /** Oldest first; the last one is drawn boldest. */
  lines: YearLine[];
}

const MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map((month) => `${month}月`);
/** From the newest back: they differ in weight and dash, so they differ in grey. */
const LOOKS = [
  {color: palette.data, width: 2.6, type: "solid"},
  {color: palette.quiet, width: 1.5, type: [6, 3]},
  {color: palette.quiet, width: 1.5, type: [1.5, 2.5]},
  {color: palette.dataBefore, width: 1.2, type: "solid"},
];

/** A line a year from zero. */
export function yearLines({lines, points = MONTHS, isNamed = true, ...picture}: YearLinesOptions): string {
  return withChart(picture, chartOption(lines, {points, isNamed}), (svg) => svg);
}

function chartOption(lines: YearLine[], {points, isNamed}: {points: string[]; isNamed: boolean}) {
  return {
    textStyle: {fontFamily: typeface, color: palette.ink},
    grid: {left: axisWidth(lines), right: isNamed ? 40 : 18, top: 10, bottom: 22, outerBoundsMode: "none"},
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: points,
      axisLabel: {fontSize: 11, color: palette.ink, textBorderWidth: 0, interval: 0},
      axisTick: {show: false},
      axisLine: {lineStyle: {color: palette.axis}},
    },
    yAxis: {
      type: "value",
      min: 0,
      splitNumber: points === MONTHS ? 4 : 2,
      axisLabel: {fontSize: 10, color: palette.quiet, textBorderWidth: 0},
      splitLine: {lineStyle: {color: palette.hairline, width: 0.7}},
    },
    series: lines.map((line, index) => lineSeries(line, lines.length - 1 - index, isNamed)),
  };
}

const LEAST_AXIS = 30;
const DIGIT = 7;

/** Room for the largest number beside the axis, with its commas. */
function axisWidth(lines: YearLine[]): number {
  const top = largest(lines.flatMap(({values}) => values.map((value) => value ?? 0)));
  return Math.max(LEAST_AXIS, formatValue(top * 1.5, 0).length * DIGIT + 8);
}

function lineSeries({name, values}: YearLine, age: number, isNamed: boolean) {
  const look = LOOKS[Math.min(age, LOOKS.length - 1)];
  return {
    type: "line",
    name,
    silent: true,
    showSymbol: age === 0,
    symbol: "circle",
    symbolSize: 5,
    lineStyle: look,
    itemStyle: {color: look?.color},
    endLabel: {
      show: isNamed,
      formatter: name,
      fontSize: 11,
      fontWeight: age === 0 ? "bold" : "normal",
      color: palette.ink,
      textBorderWidth: 0,
      distance: 6,
    },
    labelLayout: {moveOverlap: "shiftY"},
    z: 10 - age,
    data: values,
  };
}
