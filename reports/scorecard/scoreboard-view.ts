import {type FiscalQuarter, quarterEnd} from "../../schemas/fiscal-time.ts";
import {trend} from "../charts/trend.ts";
import {type Markup, trustedMarkup} from "../print/render.ts";
import {boardCounts, type CountLine} from "../values/board-counts.ts";
import {formatShare, formatShortDate, formatValue, formatYear} from "../values/format.ts";
import {asOfText} from "../values/known-on.ts";
import {latestValue} from "../values/latest-value.ts";
import {decidedBy, programmeName} from "../values/programme-text.ts";
import {nextTime} from "../values/rhythm-text.ts";
import {countOfIndicators, nameOfWhole, rowName, wholeLabel} from "../values/segments.ts";
import {type StatusView, statusView} from "../values/status.ts";
import {requiredText, targetCell, targetYear} from "../values/target-text.ts";
import {yearEndStatus, yearEndText} from "../values/year-end.ts";
import {actionsId} from "./action-table.ts";
import {type Arrival, arrivals} from "./arrivals.ts";
import {boardNotes} from "./board-notes.ts";
import {actionsPlace} from "./continued-page.ts";
import {type Highlight, highlights, LEAST, markOf} from "./highlights.ts";
import {labelSize} from "./label-size.ts";
import type {Indicator, Scorecard} from "./read-scorecard.ts";
import {sameDayBefore} from "./sentences.ts";

/** Page 1: every text as it is printed. */
export interface ScoreboardView {
  programme: string;
  /** Who signs it and to whom it is presented; "" where it says nothing of its own. */
  decidedBy: string;
  asOf: string;
  indicatorCount: string;
  /** Few rows stand wider apart, many closer together. */
  spacing: "roomy" | "" | "dense";
  counts: CountLine[];
  targetYear: string;
  /** Heads of the columns of the running year: "R6 9月まで", "年度末見込み". */
  running: {toDate: string; yearEnd: string};
  highlights: Highlight[];
  groups: {name: string; rows: RowView[]}[];
  notes: string[];
  /** A line for each source. */
  arrivals: Arrival[];
}

const ROOMY_ROWS = 12;
const USUAL_ROWS = 26;

/** With the rows above segments. */
function spacingOf(rows: RowView[]): ScoreboardView["spacing"] {
  const count = rows.length + rows.filter(({whole}) => whole !== null).length;
  return count <= ROOMY_ROWS ? "roomy" : count <= USUAL_ROWS ? "" : "dense";
}
const LONG_NAME = 11;

export interface RowView {
  /** Name, label and repeats of what the row is the first segment of; it has a row of its own above. */
  whole: {name: string; label: string; repeats: string[]} | null;
  isSegment: boolean;
  name: string;
  label: string;
  /** The other sheets that list it. */
  repeats: string[];
  unit: string;
  base: string;
  /** First year of a base that spans several. */
  baseFrom: string;
  baseYear: string;
  value: string;
  /** Font size of each number, by its column. */
  sizes: Record<keyof typeof COLUMNS, string>;
  valueYear: string;
  /** 速報 or 改定. */
  mark: string;
  required: string;
  /** `lead` stands in one line, and `rest` begins another where they do not fit into one. */
  target: {lead: string; rest: string};
  /** Words take two lines where a number takes one. */
  isInWords: boolean;
  bar: {width: string; tick: string | null} | null;
  trend: Markup;
  status: StatusView;
  /** Where it says what is done about the delay; "" where nothing is recorded. */
  actions: string;
  actionsId: string;
  kpiId: string;
  hasPage: boolean;
  /** Smaller type for it. */
  isLong: boolean;
  /** Null of what has nothing to say within a year; `next` then says when it will. */
  toDate: {value: string; before: string} | null;
  next: string;
  yearEnd: {value: string; range: string; required: string; status: StatusView} | null;
  /** ↗ became better, ↘ worse, 新 is judged for the first time; against the quarter before. */
  change: string;
}

export function scoreboardView(scorecard: Scorecard): ScoreboardView {
  const {quarter, programme, indicators} = scorecard;
  const groups = groupByTask(scorecard);
  const targetYears = [...new Set(indicators.map(({score}) => targetYear(score)))];
  const spacing = spacingOf(groups.flatMap(({rows}) => rows));
  return {
    programme: programmeName(programme),
    decidedBy: decidedBy(programme),
    asOf: asOfText(scorecard),
    indicatorCount: countText(indicators),
    spacing,
    counts: boardCounts(indicators),
    targetYear: targetYears.length === 1 ? (targetYears[0] ?? "") : "",
    running: {
      toDate: `${formatYear(quarter.fiscalYear)} ${quarterMonth(quarter)}月まで`,
      yearEnd: "年度末見込み",
    },
    // Where rows are many, there is room for the first ones only.
    highlights: highlights(scorecard, spacing === "dense" ? LEAST : undefined),
    groups,
    notes: boardNotes(scorecard),
    arrivals: arrivals(scorecard),
  };
}

/** "23指標（ほかに再掲2）" */
function countText(indicators: Indicator[]): string {
  const repeats = indicators.flatMap((indicator) => indicator.repeats).length;
  const count = countOfIndicators(indicators.map(({kpi}) => kpi));
  return `${count}${repeats > 0 ? `（ほかに再掲${repeats}）` : ""}`;
}

function groupByTask({indicators, pages}: Scorecard): ScoreboardView["groups"] {
  const names = [...new Set(indicators.map(({kpi}) => kpi.task_group))];
  return names.map((name) => ({
    name,
    rows: indicators
      .filter(({kpi}) => kpi.task_group === name)
      .map((indicator, index, members) => ({
        ...rowView(indicator, members[index - 1]),
        actions: actionsPlace(pages, indicator),
        actionsId: actionsId(indicator),
      })),
  }));
}

function quarterMonth(quarter: FiscalQuarter): number {
  return Number(quarterEnd(quarter).slice(5, 7));
}

function rowView(
  indicator: Indicator,
  before: Indicator | undefined,
): Omit<RowView, "actions" | "actionsId"> {
  const {kpi, score, years, breaks} = indicator;
  const isSegment = kpi.segment_of !== null;
  const name = rowName(kpi);
  const numbers = {
    base: formatValue(score.base_value, kpi.decimals),
    ...latestValue({kpi, score}),
    required: requiredText({kpi, score}),
    ...runningYear(indicator),
    isInWords: score.target_words !== null,
  };
  return {
    ...numbers,
    sizes: sizesOf(numbers),
    whole: wholeOf(indicator, before),
    isSegment,
    kpiId: kpi.kpi_id,
    hasPage: indicator.awaits.length === 0,
    isLong: [...name].length > LONG_NAME,
    change: markOf(indicator),
    name,
    label: isSegment ? "" : listingLabel(kpi),
    repeats: isSegment ? [] : repeatTexts(indicator),
    unit: kpi.unit,
    baseFrom: kpi.base_from_fiscal_year < score.base_fiscal_year ? formatYear(kpi.base_from_fiscal_year) : "",
    baseYear: kpi.base_on === null ? formatYear(score.base_fiscal_year) : formatShortDate(kpi.base_on),
    target: inTwo(targetCell(score, kpi)),
    bar: progressBar(score),
    trend: trustedMarkup(trendOf(years, breaks)),
    status: statusView(score.status),
  };
}

/** Columns of numbers: their width in CSS pixels (scoreboard.css), and the size of a number in points where it fits. */
const COLUMNS = {
  base: {width: 49, most: 7.5},
  latest: {width: 57, most: 9},
  required: {width: 49, most: 7.5},
  toDate: {width: 52, most: 7.5},
  yearEnd: {width: 65, most: 7.5},
  yearEndRequired: {width: 49, most: 7.5},
};

function sizesOf(
  row: Pick<RowView, "base" | "value" | "required" | "toDate" | "yearEnd" | "isInWords">,
): RowView["sizes"] {
  const size = (column: keyof typeof COLUMNS, text = "") =>
    labelSize([{text}], COLUMNS[column].width, COLUMNS[column].most);
  return {
    base: size("base", row.base),
    latest: size("latest", row.value),
    // What is required in words has lines and a size of its own.
    required: size("required", row.isInWords ? "" : row.required),
    toDate: size("toDate", row.toDate?.value),
    yearEnd: size("yearEnd", row.yearEnd?.value),
    yearEndRequired: size("yearEndRequired", row.yearEnd?.required),
  };
}

const LEAD = "毎年度";

/** "毎年度法定雇用率以上" breaks behind 毎年度. */
function inTwo(target: string): RowView["target"] {
  return target.startsWith(LEAD) ? {lead: LEAD, rest: target.slice(LEAD.length)} : {lead: "", rest: target};
}

/** What stands above the row of the first of several segments. */
export function wholeOf(indicator: Indicator, before: Indicator | undefined): RowView["whole"] {
  const {kpi} = indicator;
  const name = nameOfWhole(kpi, before?.kpi);
  if (name === null) return null;
  const indicator_label = wholeLabel(kpi.indicator_label, kpi);
  return {name, label: listingLabel({...kpi, indicator_label}), repeats: repeatTexts(indicator)};
}

/** The other sheets that list it. */
export function repeatTexts({kpi, repeats}: Pick<Indicator, "kpi" | "repeats">): string[] {
  return repeats.map(({task_no, indicator_label}) => {
    const label = wholeLabel(indicator_label, kpi);
    return `${listingLabel({task_no, indicator_label: label})}に再掲`;
  });
}

export function runningYear({kpi, score, breaks}: Indicator): Pick<RowView, "toDate" | "next" | "yearEnd"> {
  const status = yearEndStatus(score);
  const before = sameDayBefore({score, breaks});
  return {
    toDate:
      score.to_date_value === null
        ? null
        : {
            value: formatValue(score.to_date_value, kpi.decimals),
            before: before === null ? "" : `前年 ${formatValue(before, kpi.decimals)}`,
          },
    next: score.to_date_value === null ? nextTime({kpi, score}) : "",
    yearEnd:
      status === null
        ? null
        : {
            ...yearEndText({kpi, score}),
            required: formatValue(score.year_end_required, kpi.decimals),
            status,
          },
  };
}

/** "2-(1)-1 成果①" */
export function listingLabel({task_no, indicator_label}: {task_no: string; indicator_label: string}): string {
  return `${task_no} ${indicator_label.replace("指標", "")}`;
}

function progressBar({status, progress_share, required_share}: Indicator["score"]): RowView["bar"] {
  if (status === "start") return null;
  if (progress_share === null && required_share === null) return null;
  return {
    width: formatShare(progress_share ?? 0),
    tick: required_share === null ? null : formatShare(required_share),
  };
}

function trendOf(years: Indicator["years"], breaks: Indicator["breaks"]): string {
  const first = years[0]?.fiscal_year ?? 0;
  return trend(
    valuesByYear(years),
    breaks.map(({fiscal_year}) => fiscal_year - first),
  );
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
