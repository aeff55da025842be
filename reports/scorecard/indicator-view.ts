import {figureCode} from "../../schemas/figure-code.ts";
import {type NoteBlock, noteBlocks} from "../../schemas/office-note.ts";
import {
  formatCount,
  formatShortDate,
  formatValue,
  formatYear,
  formatYearSpan,
  NONE,
  WITHHELD,
} from "../values/format.ts";
import {latestValue} from "../values/latest-value.ts";
import {outlookSentence} from "../values/outlook.ts";
import {type StatusView, statusView} from "../values/status.ts";
import {judgedText, rangeText, requiredText, targetYear} from "../values/target-text.ts";
import {yearPhrase} from "../values/year-words.ts";
import {acceptance, isRevised} from "./board-notes.ts";
import {type BureauTable, bureauTable} from "./bureau-table.ts";
import {chartSentence} from "./chart-sentence.ts";
import {type OvertimeTable, overtimeTable} from "./overtime-table.ts";
import type {Indicator, Programme} from "./read-scorecard.ts";
import {shortFileName} from "./short-file-name.ts";
import {type YearlyFigure, yearlyFigure} from "./yearly-figure.ts";

/** An indicator's page: every text as it is printed. */
export interface IndicatorView {
  kicker: string;
  name: string;
  unit: string;
  heads: {label: string; value: string; unit: string; isInWords?: boolean}[];
  status: StatusView;
  /** Why the deviation is accepted and until when; null unless it is. */
  accepted: string | null;
  /** Who judged a target in words, when and why; null unless somebody did. */
  judged: string | null;
  sentence: string;
  outlook: string;
  /** The office's note; null without one. */
  note: NoteBlock[] | null;
  /** Null when there is nothing to draw. */
  figure: YearlyFigure | null;
  bureaus: BureauTable | null;
  overtime: OvertimeTable | null;
  definition: string;
  asOfRule: string;
  /** What the data that came do not cover. */
  remark: string | null;
  /** Only where the population is not simply the whole city. */
  scopeNote: string | null;
  assumption: string | null;
  sources: {title: string; files: string; latest: string}[];
  /** Names of the figures on top, for `npx kaikaku explain`. */
  codes: string[];
}

export function indicatorView(indicator: Indicator, programme: Programme): IndicatorView {
  const {kpi, score, scope} = indicator;
  return {
    kicker: kickerOf(indicator),
    name: kpi.kpi_name,
    unit: kpi.unit,
    heads: headFigures(indicator),
    status: statusView(score.status),
    accepted: score.status === "accepted" ? `容認の理由：${acceptance(score)}` : null,
    judged: score.judged_on === null ? null : `判定：${judgedText(score)}`,
    sentence: sentenceOf(indicator),
    outlook: outlookSentence(indicator, indicator.breaks.length > 0),
    note: indicator.note === null ? null : noteBlocks(indicator.note),
    figure: yearlyFigure(indicator, programme),
    bureaus: bureauTable(indicator),
    overtime: indicator.overtime && overtimeTable(indicator.overtime),
    definition: kpi.definition,
    asOfRule: kpi.as_of_rule,
    remark: indicator.remark,
    scopeNote: indicator.overtime && scope.scope_note,
    assumption: kpi.assumption,
    sources: [...indicator.sources].sort((one, other) => other.row_count - one.row_count).map(sourceView),
    codes: figureCodes(indicator),
  };
}

function kickerOf({kpi, repeats}: Indicator): string {
  const others = repeats.map(({task_no, indicator_label}) => `${task_no} ${indicator_label}に再掲`);
  const own = `${kpi.task_no} ${kpi.task_name}　${kpi.indicator_label}`;
  return [others.length > 0 ? `${own}（${others.join("、")}）` : own, `所管：${kpi.owner}`].join("　");
}

function headFigures({kpi, score, breaks}: Indicator): IndicatorView["heads"] {
  const {value, valueYear, mark} = latestValue({kpi, score});
  const year = [valueYear, mark].filter((text) => text !== "").join(" ");
  const heads = [
    {
      label: `基準値（${formatYearSpan(kpi.base_from_fiscal_year, score.base_fiscal_year)}）`,
      value: formatValue(score.base_value, kpi.decimals),
    },
    {label: year === "" ? "最新値" : `最新値（${year}）`, value},
    {
      label: valueYear === "" ? "必要水準" : `必要水準（${valueYear}）`,
      value: requiredText(score, kpi),
    },
    targetHead({kpi, score}),
  ];
  const all = score.to_date_value === null ? heads : [...heads, toDate({kpi, score, breaks})];
  const isWord = (text: string) => [NONE, WITHHELD, kpi.none_means].includes(text);
  return all.map((head) => ({unit: isWord(head.value) ? "" : kpi.unit, ...head}));
}

/** The number with its 以上 or 以下; a target in words with the number that they come to in small print. */
function targetHead({kpi, score}: Pick<Indicator, "kpi" | "score">) {
  const label = `目標（${targetYear(score)}${originalTarget({kpi, score})}）`;
  if (score.target_words === null)
    return {
      label,
      value: formatValue(score.target_value, kpi.target_decimals),
      unit: `${kpi.unit}${kpi.comparator}`,
    };
  return {label, value: score.target_words, unit: levelText({kpi, score}), isInWords: true};
}

/** Forms whose words do not say the number that they come to. */
const UNSAID = ["reduce_by", "increase_by", "better_than_previous", "not_worse_than", "follows"];

/** "86所属以下" */
function levelText({kpi, score}: Pick<Indicator, "kpi" | "score">): string {
  const {target_low: low, target_high: high} = score;
  if (!UNSAID.includes(kpi.target_form ?? "") || (low === null && high === null)) return "";
  if (low !== null && high !== null) return `${rangeText([low, high], kpi.decimals)}${kpi.unit}`;
  const word = kpi.is_strict ? ["超", "未満"] : ["以上", "以下"];
  return `${formatValue(low ?? high, kpi.decimals)}${kpi.unit}${low === null ? word[1] : word[0]}`;
}

function originalTarget({kpi, score}: Pick<Indicator, "kpi" | "score">): string {
  const before = kpi.target_words ?? formatValue(kpi.target_value, kpi.target_decimals);
  return isRevised({kpi, score}) ? `、当初 ${before}` : "";
}

/** This year so far, beside the same months of last year unless the definition changed in between. */
function toDate({kpi, score, breaks}: Pick<Indicator, "kpi" | "score" | "breaks">) {
  const isComparable = !breaks.some(({fiscal_year}) => fiscal_year === score.as_of_fiscal_year);
  const before =
    score.to_date_previous_value === null || !isComparable
      ? ""
      : `（前年 ${formatValue(score.to_date_previous_value, kpi.decimals)}）`;
  const month = Number(score.as_of_date.slice(5, 7));
  return {
    label: `${formatYear(score.as_of_fiscal_year)} ${month}月まで${before}`,
    value: formatValue(score.to_date_value, kpi.decimals),
  };
}

/** The year before is left out where the definition changed in between. */
export function sentenceOf({kpi, score, years, breaks}: Indicator): string {
  const isWithheld = score.observation_status === "withheld";
  const latest = score.value_fiscal_year ?? 0;
  if (kpi.target_form === "stated") return statedSentence(score);
  if (score.status === "none")
    return `${yearPhrase(kpi, score.value_fiscal_year)}は${kpi.none_means ?? NONE}`;
  if (isWithheld) return `${yearPhrase(kpi, score.value_fiscal_year)}は人数が少ないため示さない`;
  const isComparable = !breaks.some(({fiscal_year}) => fiscal_year === latest);
  const previous = isComparable ? years.find(({fiscal_year}) => fiscal_year === latest - 1) : undefined;
  return chartSentence({
    kpi,
    fiscalYear: score.value_fiscal_year,
    value: score.value,
    previous: previous?.value ?? null,
    required: asked(kpi, score.required_value, {low: score.required_low, high: score.required_high}),
    target: {
      ...asked(kpi, score.target_value, {low: score.target_low, high: score.target_high}),
      words: score.target_words,
    },
  });
}

interface Asked {
  low: number | null;
  high: number | null;
}

/** A release from before there were forms has the number only, and the direction says which side of it is good. */
function asked({direction}: Indicator["kpi"], value: number | null, {low, high}: Asked): Asked {
  if (low !== null || high !== null) return {low, high};
  return direction === "up" ? {low: value, high} : {low, high: value};
}

/** Of a target in words: "「差別のない採用」は達成と判定した". */
function statedSentence({target_words, status, judged_on}: Indicator["score"]): string {
  const target = `「${target_words ?? ""}」`;
  return judged_on === null
    ? `${target}をまだ判定していない`
    : `${target}を${statusView(status).word}と判定した`;
}

function sourceView(source: Indicator["sources"][number]): IndicatorView["sources"][number] {
  return {
    title: source.source_title,
    files: `${formatCount(source.file_count)}件、${formatCount(source.row_count)}行`,
    latest: `${shortFileName(source.latest_file_name)}（${formatShortDate(source.latest_received_on)}受領、${formatCount(source.latest_row_count)}行）`,
  };
}

function figureCodes({kpi, score}: Indicator): string[] {
  const {kpi_id, scope_id, value_fiscal_year: year, as_of_fiscal_year, as_of_date} = score;
  const figure = {kpi_id, scope_id, bureau_code: null, period_end: as_of_date};
  const code = (fiscal_year: number, period_kind: "year" | "quarter") =>
    figureCode({...figure, fiscal_year, period_kind}, kpi.scope_id);
  return [
    ...(year === null ? [] : [`最新値 ${code(year, "year")}`]),
    ...(score.to_date_value === null ? [] : [`途中 ${code(as_of_fiscal_year, "quarter")}`]),
  ];
}
