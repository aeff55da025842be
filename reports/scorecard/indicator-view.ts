import {formatCount, formatShortDate, formatValue, formatYear, NONE, WITHHELD} from "../format.ts";
import {type BureauTable, bureauTable} from "./bureau-table.ts";
import {chartSentence} from "./chart-sentence.ts";
import {type OvertimeTable, overtimeTable} from "./overtime-table.ts";
import type {Indicator} from "./read-scorecard.ts";
import {latestValue} from "./scoreboard-view.ts";
import {type StatusView, statusView} from "./status.ts";
import {type YearlyFigure, yearlyFigure} from "./yearly-figure.ts";

/** An indicator's page: every text as it is printed. */
export interface IndicatorView {
  kicker: string;
  name: string;
  unit: string;
  heads: {label: string; value: string; unit: string}[];
  status: StatusView;
  sentence: string;
  /** Null when there is nothing to draw. */
  figure: YearlyFigure | null;
  bureaus: BureauTable | null;
  overtime: OvertimeTable | null;
  definition: string;
  asOfRule: string;
  /** Only where the population is not simply the whole city. */
  scopeNote: string | null;
  assumption: string | null;
  sources: {title: string; files: string; latest: string}[];
}

export function indicatorView(indicator: Indicator): IndicatorView {
  const {kpi, score, scope} = indicator;
  return {
    kicker: `${kpi.task_no} ${kpi.task_name}　${kpi.indicator_label}　所管：${kpi.owner}`,
    name: kpi.kpi_name,
    unit: kpi.unit,
    heads: headFigures(indicator),
    status: statusView(score.status),
    sentence: sentenceOf(indicator),
    figure: yearlyFigure(indicator),
    bureaus: bureauTable(indicator),
    overtime: indicator.overtime && overtimeTable(indicator.overtime),
    definition: kpi.definition,
    asOfRule: kpi.as_of_rule,
    scopeNote: indicator.overtime && scope.scope_note,
    assumption: kpi.assumption,
    sources: [...indicator.sources].sort((one, other) => other.row_count - one.row_count).map(sourceView),
  };
}

function headFigures({kpi, score}: Indicator): IndicatorView["heads"] {
  const {value, valueYear, isProvisional} = latestValue({kpi, score});
  const year = [valueYear, isProvisional ? "速報" : ""].filter((text) => text !== "").join(" ");
  const heads = [
    {
      label: `基準値（${formatYear(score.base_fiscal_year)}）`,
      value: formatValue(score.base_value, kpi.decimals),
    },
    {label: year === "" ? "最新値" : `最新値（${year}）`, value},
    {
      label: valueYear === "" ? "必要水準" : `必要水準（${valueYear}）`,
      value: formatValue(score.required_value, kpi.decimals),
    },
    {
      label: `目標（${formatYear(score.target_fiscal_year)}）`,
      value: formatValue(score.target_value, kpi.decimals),
      unit: `${kpi.unit}${kpi.comparator}`,
    },
  ];
  const all = score.to_date_value === null ? heads : [...heads, toDate({kpi, score})];
  return all.map((head) => ({unit: [NONE, WITHHELD].includes(head.value) ? "" : kpi.unit, ...head}));
}

/** This year so far, beside the same months of last year. */
function toDate({kpi, score}: Pick<Indicator, "kpi" | "score">) {
  const before =
    score.to_date_previous_value === null
      ? ""
      : `（前年 ${formatValue(score.to_date_previous_value, kpi.decimals)}）`;
  const month = Number(score.as_of_date.slice(5, 7));
  return {
    label: `${formatYear(score.as_of_fiscal_year)} ${month}月まで${before}`,
    value: formatValue(score.to_date_value, kpi.decimals),
  };
}

function sentenceOf({kpi, score, years}: Indicator): string {
  const isWithheld = score.observation_status === "withheld";
  const lastYear = (score.value_fiscal_year ?? 0) - 1;
  const previous = years.find(({fiscal_year}) => fiscal_year === lastYear)?.value ?? null;
  return chartSentence({
    kpi,
    fiscalYear: score.value_fiscal_year,
    value: isWithheld ? null : score.value,
    previous,
    required: score.required_value,
  });
}

function sourceView(source: Indicator["sources"][number]): IndicatorView["sources"][number] {
  return {
    title: source.source_title,
    files: `${formatCount(source.file_count)}件、${formatCount(source.row_count)}行`,
    latest: `${source.latest_file_name}（${formatShortDate(source.latest_received_on)}受領、${formatCount(source.latest_row_count)}行）`,
  };
}
