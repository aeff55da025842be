import {japaneseDate, quarterEnd} from "../../schemas/fiscal-time.ts";
import {trend} from "../charts/trend.ts";
import {formatShare, formatTarget, formatValue, formatYear, WITHHELD} from "../format.ts";
import {type Markup, trustedMarkup} from "../render.ts";
import type {Indicator, Scorecard} from "./read-scorecard.ts";
import {countStatuses, type StatusView, statusView} from "./status.ts";

/** Page 1: every text as it is printed. */
export interface ScoreboardView {
  asOf: string;
  indicatorCount: string;
  /** Few rows stand wider apart. */
  isRoomy: boolean;
  counts: {status: StatusView; count: string}[];
  targetYear: string;
  groups: {name: string; rows: RowView[]}[];
}

const ROOMY_ROWS = 12;

interface RowView {
  name: string;
  label: string;
  unit: string;
  base: string;
  baseYear: string;
  value: string;
  valueYear: string;
  isProvisional: boolean;
  required: string;
  target: string;
  bar: {width: string; tick: string | null} | null;
  trend: Markup;
  status: StatusView;
}

export function scoreboardView({quarter, indicators}: Scorecard): ScoreboardView {
  const targetYears = [...new Set(indicators.map(({kpi}) => formatYear(kpi.target_fiscal_year)))];
  return {
    asOf: japaneseDate(quarterEnd(quarter)),
    indicatorCount: String(indicators.length),
    isRoomy: indicators.length <= ROOMY_ROWS,
    counts: countStatuses(indicators.map(({score}) => score.status)),
    targetYear: targetYears.length === 1 ? (targetYears[0] ?? "") : "",
    groups: groupByTask(indicators),
  };
}

function groupByTask(indicators: Indicator[]): ScoreboardView["groups"] {
  const names = [...new Set(indicators.map(({kpi}) => kpi.task_group))];
  return names.map((name) => ({
    name,
    rows: indicators.filter(({kpi}) => kpi.task_group === name).map(rowView),
  }));
}

function rowView({kpi, score, years}: Indicator): RowView {
  return {
    name: kpi.short_name,
    label: `${kpi.task_no} ${kpi.indicator_label.replace("指標", "")}`,
    unit: kpi.unit,
    base: formatValue(score.base_value, kpi.decimals),
    baseYear: formatYear(score.base_fiscal_year),
    ...latestValue({kpi, score}),
    required: formatValue(score.required_value, kpi.decimals),
    target: formatTarget(score.target_value, kpi.decimals, kpi.comparator),
    bar: progressBar(score),
    trend: trustedMarkup(trend(valuesByYear(years))),
    status: statusView(score.status),
  };
}

/** The latest value with its year; "x" where it may not be shown, "－" where there is none. */
export function latestValue({kpi, score}: Pick<Indicator, "kpi" | "score">) {
  const isWithheld = score.observation_status === "withheld";
  const hasValue = score.value !== null && !isWithheld;
  return {
    value: isWithheld ? WITHHELD : formatValue(score.value, kpi.decimals),
    valueYear: hasValue ? formatYear(score.value_fiscal_year) : "",
    isProvisional: hasValue && score.observation_status === "provisional",
  };
}

function progressBar({progress_share, required_share}: Indicator["score"]): RowView["bar"] {
  if (progress_share === null && required_share === null) return null;
  return {
    width: formatShare(progress_share ?? 0),
    tick: required_share === null ? null : formatShare(required_share),
  };
}

/** One place for every year from the first to the last, null where there is no value. */
function valuesByYear(years: Indicator["years"]): (number | null)[] {
  const first = years[0]?.fiscal_year ?? 0;
  const last = years.at(-1)?.fiscal_year ?? first - 1;
  return Array.from(
    {length: last - first + 1},
    (_, index) => years.find(({fiscal_year}) => fiscal_year === first + index)?.value ?? null,
  );
}
