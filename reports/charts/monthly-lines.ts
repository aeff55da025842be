import {palette, typeface} from "./palette.ts";
import {type Picture, withChart} from "./with-chart.ts";

/** One fiscal year: April first, null for months without data. */
interface MonthlyLine {
  name: string;
  values: (number | null)[];
}

export interface MonthlyLinesOptions extends Picture {
  /** Oldest first; the last one is drawn boldest. */
  lines: MonthlyLine[];
}

const MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map((month) => `${month}月`);
/** From the newest back: they differ in weight and dash, so they differ in grey. */
const LOOKS = [
  {color: palette.data, width: 2.6, type: "solid"},
  {color: palette.quiet, width: 1.5, type: [6, 3]},
  {color: palette.quiet, width: 1.5, type: [1.5, 2.5]},
  {color: palette.dataBefore, width: 1.2, type: "solid"},
];

/** A line a year from zero, each named at its end. */
export function monthlyLines({lines, ...picture}: MonthlyLinesOptions): string {
  return withChart(picture, chartOption(lines), (svg) => svg);
}

function chartOption(lines: MonthlyLine[]) {
  return {
    textStyle: {fontFamily: typeface, color: palette.ink},
    grid: {left: 30, right: 40, top: 10, bottom: 22, outerBoundsMode: "none"},
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: MONTHS,
      axisLabel: {fontSize: 11, color: palette.ink, textBorderWidth: 0, interval: 0},
      axisTick: {show: false},
      axisLine: {lineStyle: {color: palette.axis}},
    },
    yAxis: {
      type: "value",
      min: 0,
      splitNumber: 4,
      axisLabel: {fontSize: 10, color: palette.quiet, textBorderWidth: 0},
      splitLine: {lineStyle: {color: palette.hairline, width: 0.7}},
    },
    series: lines.map((line, index) => lineSeries(line, lines.length - 1 - index)),
  };
}

function lineSeries({name, values}: MonthlyLine, age: number) {
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
      show: true,
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
