import {formatValue} from "../values/format.ts";
import {palette, typeface} from "./palette.ts";
import {type Picture, withChart} from "./with-chart.ts";

export interface ChangeBarsOptions extends Picture {
  /** Topmost first. */
  changes: {name: string; change: number}[];
}

/** Increases to the right, decreases to the left of a common zero; whole numbers. */
export function changeBars({changes, ...picture}: ChangeBarsOptions): string {
  return withChart(picture, chartOption(changes), (svg) => svg);
}

function chartOption(changes: ChangeBarsOptions["changes"]) {
  return {
    textStyle: {fontFamily: typeface, color: palette.ink},
    grid: {left: 128, right: 30, top: 4, bottom: 4, outerBoundsMode: "none"},
    xAxis: {type: "value", show: false, min: roomForLabels, max: ({max}: Extent) => Math.max(max, 0)},
    yAxis: {
      type: "category",
      inverse: true,
      data: changes.map((one) => one.name),
      position: "left",
      axisLine: {onZero: false, show: false},
      axisTick: {show: false},
      axisLabel: {fontSize: 11, color: palette.ink, textBorderWidth: 0, interval: 0},
    },
    series: [{type: "bar", silent: true, barWidth: "62%", data: changes.map(barItem)}],
  };
}

interface Extent {
  min: number;
  max: number;
}

/** The number of the longest decrease stands left of its bar, and must not reach the names. */
function roomForLabels({min, max}: Extent): number {
  return min < 0 ? min - LABEL_SHARE * (Math.max(max, 0) - min) : 0;
}

const LABEL_SHARE = 0.12;

function barItem({change}: {change: number}) {
  return {
    value: change,
    itemStyle: {color: change > 0 ? palette.data : palette.dataBefore},
    label: {
      show: true,
      position: change < 0 ? "left" : "right",
      distance: 4,
      fontSize: 11,
      color: palette.ink,
      textBorderWidth: 0,
      formatter: formatValue(change, 0),
    },
  };
}
