import * as echarts from "echarts/dist/echarts.esm.min.mjs";
import {formatValue} from "../format.ts";
import {palette, typeface} from "./palette.ts";
import {withOwnIds} from "./svg-ids.ts";

export interface ChangeBarsOptions {
  /** Name of the chart within its document; ids inside the picture begin with it. */
  name: string;
  /** Topmost first. */
  changes: {name: string; change: number}[];
  size: {width: number; height: number};
}

/** Increases to the right, decreases to the left of a common zero; whole numbers. */
export function changeBars({name, changes, size}: ChangeBarsOptions): string {
  const chart = echarts.init(null, null, {
    renderer: "svg",
    ssr: true,
    width: size.width,
    height: size.height,
  });
  try {
    chart.setOption({
      animation: false,
      textStyle: {fontFamily: typeface, color: palette.ink},
      grid: {left: 128, right: 30, top: 4, bottom: 4, outerBoundsMode: "none"},
      xAxis: {type: "value", show: false},
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
    });
    return withOwnIds(chart.renderToSVGString(), name);
  } finally {
    chart.dispose();
  }
}

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
