import type {Bar, Forecast, LinePoint} from "../charts/yearly-bars.ts";
import {formatYear} from "../values/format.ts";
import type {Indicator} from "./read-scorecard.ts";
import type {ShownBreak} from "./year-columns.ts";

interface Drawn {
  indicator: Indicator;
  bars: Bar[];
  line: LinePoint[];
  forecast: Forecast | null;
  breaks: ShownBreak[];
}

/** What the marks of the chart mean, in one line; then a line for every change of definition. */
export function figureNotes({indicator, bars, line, forecast, breaks}: Drawn): string[] {
  const {kpi, scope, overtime} = indicator;
  const marks = [
    overtime ? `棒：${scope.scope_name}` : "",
    bars.some(({isBefore, value}) => isBefore && value !== null) ? "薄い棒：プログラム開始前" : "",
    bars.some(({isProvisional}) => isProvisional) ? "斜線：速報値" : "",
    line.length === 0 ? "" : kpi.has_road ? "目標への破線：必要水準" : "破線：目標",
    forecast ? "点線の枠：直近5年以内の値の傾向による見込み（縦の線は8割の幅）" : "",
  ];
  return [
    marks.filter((mark) => mark !== "").join("　"),
    ...breaks.map(
      ({fiscalYear, note}) =>
        `※縦の破線：${formatYear(fiscalYear)}から数え方が変わり、前後は比べられない。${note}`,
    ),
  ];
}
