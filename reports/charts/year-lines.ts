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
  /** Signs over points of the lines; none where a line has no value. */
  marks?: LineMark[];
}

/** A sign over one point of one line, both by their place. */
export interface LineMark {
  line: number;
  point: number;
  text: string;
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
export function yearLines({
  lines,
  points = MONTHS,
  isNamed = true,
  marks = [],
  ...picture
}: YearLinesOptions): string {
  return withChart(picture, chartOption(lines, {points, isNamed}), (svg, chart) => {
    const placed = marks.flatMap(({line, point, text}) => {
      const value = lines[line]?.values[point] ?? null;
      if (value === null) return [];
      const [x = 0, y = 0] = chart.convertToPixel({xAxisIndex: 0, yAxisIndex: 0}, [point, value]);
      return [{text, x, y}];
    });
    const signs = [...Map.groupBy(placed, ({x}) => x).values()].flatMap(apart).map(sign);
    return svg.replace("</svg>", `${signs.join("")}</svg>`);
  });
}

/** A text over a point, in CSS pixels. */
interface Sign {
  text: string;
  x: number;
  y: number;
}

const SIGN = {size: 9, lift: 5};

/** Those over points of one place along the year, each above its own and none over another, all within the picture. */
function apart(signs: Sign[]): Sign[] {
  let above = Number.POSITIVE_INFINITY;
  const stacked = signs
    .toSorted((one, other) => other.y - one.y)
    .map((one) => {
      above = Math.min(one.y - SIGN.lift, above - SIGN.size - 1);
      return {...one, y: above};
    });
  const missing = Math.max(0, SIGN.size - above);
  return stacked.map((one) => ({...one, y: one.y + missing}));
}

/** On white, so that a line behind it does not cross it out. */
function sign({text, x, y}: Sign): string {
  const width = SIGN.size * text.length;
  const sheet = `<rect x="${(x - width / 2).toFixed(1)}" y="${(y - SIGN.size + 1).toFixed(1)}" width="${width}" height="${SIGN.size}" fill="#fff"/>`;
  const look = `font-family="${typeface}" font-size="${SIGN.size}" fill="${palette.ink}" text-anchor="middle"`;
  return `${sheet}<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${look}>${text}</text>`;
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
