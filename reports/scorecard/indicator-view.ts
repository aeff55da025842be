import {figureCode} from "../../schemas/figure-code.ts";
import {type NoteBlock, noteBlocks} from "../../schemas/office-note.ts";
import {baseYears} from "../values/base-text.ts";
import type {DocumentTable} from "../values/document-table.ts";
import {formatCount, formatShortDate, formatValue, formatYear, NONE, WITHHELD} from "../values/format.ts";
import {latestValue} from "../values/latest-value.ts";
import {outlookSentence} from "../values/outlook.ts";
import {provisionalText} from "../values/provisional-text.ts";
import type {Programme} from "../values/read-programmes.ts";
import {nextTime} from "../values/rhythm-text.ts";
import {type StatusView, statusView} from "../values/status.ts";
import {judgedText, rangeText, requiredText, targetYear} from "../values/target-text.ts";
import {unsureText, yearEndStatus, yearEndText} from "../values/year-end.ts";
import {actionTable} from "./action-table.ts";
import {baseNote} from "./base-note.ts";
import {acceptance, isRevised} from "./board-notes.ts";
import {type BureauTable, bureauTable} from "./bureau-table.ts";
import {
  areActionsThere,
  areMonthsThere,
  continuedTitle,
  isContinued,
  isCourseThere,
} from "./continued-page.ts";
import {type Course, course} from "./course.ts";
import {monthTable, monthTitle} from "./month-table.ts";
import {type OvertimeTable, overtimeTable} from "./overtime-table.ts";
import type {Indicator} from "./read-scorecard.ts";
import {sameDayBefore, sentenceOf, yearEndSentence} from "./sentences.ts";
import {shortFileName} from "./short-file-name.ts";
import {type SumPage, sumPages} from "./sum-pages.ts";
import {type YearlyFigure, yearlyFigure} from "./yearly-figure.ts";

type Months = DocumentTable & {title: string};

/** An indicator's page: every text as it is printed. */
export interface IndicatorView {
  kpiId: string;
  kicker: string;
  name: string;
  unit: string;
  heads: {label: string; value: string; unit: string; isInWords?: boolean}[];
  status: StatusView;
  /** Why the deviation is accepted and until when; null unless it is. */
  accepted: string | null;
  /** Who judged a target in words, when and why; null unless somebody did. */
  judged: string | null;
  /** What a provisional value waits for; null where it is settled. */
  provisional: string | null;
  /** Where the running year will end, and how sure that is; "" where nothing is to be said. */
  yearEnd: string;
  yearEndStatus: StatusView | null;
  /** What would be said without the acceptance; null unless there is one. */
  computed: string | null;
  course: Course | null;
  /** What has no room beside the rest: a page of its own, with what stands over it. */
  continued: {
    heading: string;
    course: Course | null;
    actions: DocumentTable | null;
    months: Months | null;
  } | null;
  /** What is told of groups of bureaus and of several years. */
  sumPages: SumPage[];
  sentence: string;
  outlook: string;
  /** What is done about the delay; null where nothing is recorded, or it stands on the next page. */
  actions: DocumentTable | null;
  /** The office's note; null without one. */
  note: NoteBlock[] | null;
  /** Null when there is nothing to draw. */
  figure: YearlyFigure | null;
  bureaus: BureauTable | null;
  /** Months of the running year and the one before; null where none is told. */
  months: Months | null;
  overtime: OvertimeTable | null;
  definition: string;
  asOfRule: string;
  /** Where the files say the base's year otherwise than the plan. */
  base: string | null;
  /** Why cells are blank; null where none is for want of a file. */
  blanks: string | null;
  /** What the data that came do not cover. */
  remark: string | null;
  /** How sure a survey's value is. */
  error: string | null;
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
    kpiId: kpi.kpi_id,
    kicker: kickerOf(indicator),
    name: kpi.kpi_name,
    unit: kpi.unit,
    heads: headFigures(indicator),
    status: statusView(score.status),
    accepted: score.status === "accepted" ? `容認の理由：${acceptance(score)}` : null,
    judged: score.judged_on === null ? null : `判定：${judgedText(score)}`,
    provisional: provisionalText(score),
    sentence: sentenceOf(indicator),
    yearEnd: yearEndParagraph(indicator),
    yearEndStatus: yearEndStatus(score),
    computed:
      score.status === "accepted" && score.computed_status !== null
        ? statusView(score.computed_status).word
        : null,
    ...placed(indicator),
    outlook: outlookSentence(indicator, indicator.breaks.length > 0),
    note: indicator.note === null ? null : noteBlocks(indicator.note),
    figure: yearlyFigure(indicator, programme),
    bureaus: bureauTable(indicator),
    sumPages: sumPages(indicator),
    overtime: indicator.overtime && overtimeTable(indicator.overtime),
    definition: kpi.definition,
    asOfRule: kpi.as_of_rule,
    base: baseNote(indicator),
    blanks: indicator.blanks.length === 0 ? null : `${indicator.blanks.join("。")}。`,
    remark: indicator.remark,
    error: errorNote(indicator),
    scopeNote: indicator.overtime && scope.scope_note,
    assumption: kpi.assumption,
    sources: [...indicator.sources].sort((one, other) => other.row_count - one.row_count).map(sourceView),
    codes: figureCodes(indicator),
  };
}

function monthsOf(indicator: Indicator): Months | null {
  const table = monthTable(indicator);
  return table && {...table, title: monthTitle(indicator.kpi)};
}

function placed(indicator: Indicator): Pick<IndicatorView, "course" | "actions" | "months" | "continued"> {
  const [whole, table, months] = [course(indicator), actionTable(indicator), monthsOf(indicator)];
  const isApart = {
    course: isCourseThere(indicator),
    actions: areActionsThere(indicator),
    months: areMonthsThere(indicator),
  };
  const there = {
    course: isApart.course ? null : whole,
    actions: isApart.actions ? null : table,
    months: isApart.months ? null : months,
  };
  if (!isContinued(indicator)) return {...there, continued: null};
  return {
    ...there,
    continued: {
      heading: continuedTitle(indicator),
      course: isApart.course ? whole : null,
      actions: isApart.actions ? table : null,
      months: isApart.months ? months : null,
    },
  };
}

/** "9月末までに29人が超え、…R6年度末は516人（504～529人）の見込みで、…（前の5年度の進み方による8割の幅）。"; of what has no value to date, when it will have one. */
function yearEndParagraph({kpi, score}: Indicator): string {
  const sentence = yearEndSentence({kpi, score});
  if (sentence === "") return score.to_date_value === null ? withStop(nextTime({kpi, score})) : "";
  const unsure = unsureText(score);
  const how = `前の${formatValue(score.year_end_years_before, 0)}年度の進み方による8割の幅`;
  return `${onCourse({kpi, score})}${sentence}（${[how, unsure].filter((part) => part !== "").join("。")}）。`;
}

function onCourse({kpi, score}: Pick<Indicator, "kpi" | "score">): string {
  if (score.on_course_count === null || score.to_date_value === null) return "";
  const [over, more] = [score.to_date_value, score.on_course_count].map((people) => formatValue(people, 0));
  const course = `${monthOf(score)}月末までに${over}${kpi.unit}が超え、このままの調子では年度末までに${more}${kpi.unit}が加わる。`;
  // Of how many on course got there too few years tell: the forecast is what earlier years still added.
  if (score.year_end_method === "on_course") return course;
  return `${course}ただし、前の${formatValue(score.year_end_years_before, 0)}年度がここから年度末までに進んだ分で見ると、`;
}

function withStop(text: string): string {
  return text === "" ? "" : `${text}。`;
}

function kickerOf({kpi, repeats}: Indicator): string {
  const others = repeats.map(({task_no, indicator_label}) => `${task_no} ${indicator_label}に再掲`);
  const own = `${kpi.task_no} ${kpi.task_name}　${kpi.indicator_label}`;
  return [others.length > 0 ? `${own}（${others.join("、")}）` : own, `所管：${kpi.owner}`].join("　");
}

function headFigures({kpi, score, breaks, margin}: Indicator): IndicatorView["heads"] {
  const {value, valueYear, mark} = latestValue({kpi, score});
  const error = margin === null ? "" : `誤差±${formatValue(margin.margin, kpi.decimals)}`;
  const year = [valueYear, mark, error].filter((text) => text !== "").join(" ");
  const heads = [
    {
      label: `基準値（${baseYears(kpi)}）`,
      value: formatValue(score.base_value, kpi.decimals),
    },
    {label: year === "" ? "最新値" : `最新値（${year}）`, value},
    {
      label: valueYear === "" ? "必要水準" : `必要水準（${valueYear}）`,
      value: requiredText({kpi, score}),
    },
    targetHead({kpi, score}),
  ];
  const all = [
    ...heads,
    ...(score.to_date_value === null ? [] : [toDate({kpi, score, breaks})]),
    ...(score.year_end_value === null
      ? []
      : [
          {
            label: `${formatYear(score.as_of_fiscal_year)}年度末見込み`,
            value: yearEndText({kpi, score}).value,
          },
        ]),
  ];
  const isWord = (text: string) => [NONE, WITHHELD, kpi.none_means].includes(text);
  return all.map((head) => ({unit: isWord(head.value) ? "" : kpi.unit, ...head}));
}

/** "標本誤差は、有効回答893人で±3.3ポイント（95％）。…" */
function errorNote({kpi, margin}: Pick<Indicator, "kpi" | "margin">): string | null {
  if (margin === null) return null;
  const unit = kpi.unit === "%" ? "ポイント" : kpi.unit;
  const whole =
    margin.population_count === null
      ? ""
      : `（${formatCount(margin.population_count)}人の全員に尋ねた分だけ小さい）`;
  return `標本誤差は、有効回答${formatCount(margin.answer_count)}人で±${formatValue(margin.margin, kpi.decimals)}${unit}（95％の幅）${whole}。この範囲の差は変化と言わない。`;
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

function monthOf({as_of_date}: Indicator["score"]): number {
  return Number(as_of_date.slice(5, 7));
}

/** This year so far, beside the same months of last year unless the definition changed in between. */
function toDate({kpi, score, breaks}: Pick<Indicator, "kpi" | "score" | "breaks">) {
  const before = sameDayBefore({score, breaks});
  const shown = before === null ? "" : `（前年 ${formatValue(before, kpi.decimals)}）`;
  return {
    label: `${formatYear(score.as_of_fiscal_year)} ${monthOf(score)}月まで${shown}`,
    value: formatValue(score.to_date_value, kpi.decimals),
  };
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
