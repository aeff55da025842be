import {type FiscalQuarter, quarterCode} from "../fiscal-time.ts";
import type {MartRow} from "../marts.ts";
import {type CodedSeries, codedSeries, type JudgedPart} from "../series-code.ts";
import {WORD, YEAR, yearCode} from "./keys.ts";

type Score = MartRow<"marts.fct_scoreboard">;
type Margin = MartRow<"marts.fct_survey_margins">;

/** A number of the board; the indicator says with how many decimals it is printed. */
function printed<Row = Score>(title: string, value: (row: Row) => number | null | undefined) {
  return {title, unit: "", decimals: BOARD_DECIMALS, value};
}

function scored(part: {part: JudgedPart}, title: string, value: Parameters<typeof printed<Score>>[1]) {
  return {...part, ...printed(title, value)};
}

const BOARD_DECIMALS = 2;

/* Parts of a judgement; a measure without either follows from both. */
const FIGURE = {part: "figure"} as const;
const LINE = {part: "line"} as const;

/** What an indicator is judged by, and how it is judged. */
export const JUDGING_SERIES: CodedSeries[] = [
  codedSeries({
    name: "levels",
    relation: "marts.dim_kpis",
    title: "指標の現状値と目標値（公表値）",
    keys: [{name: "指標", of: ({kpi_id}) => [kpi_id]}],
    measures: {
      base: {
        title: "現状値（base）",
        unit: "",
        decimals: ({decimals}) => decimals,
        value: ({base_value}) => base_value,
      },
      target: {
        title: "目標値（target）",
        unit: "",
        decimals: ({target_decimals}) => target_decimals,
        value: ({target_value}) => target_value,
      },
      pace_base: {
        title: "起点の値（pace_base）",
        unit: "",
        decimals: ({decimals}) => decimals,
        value: ({pace_base_value}) => pace_base_value,
      },
      near_band: {title: "近い幅（near_band）", unit: "", decimals: 2, value: ({near_band}) => near_band},
      base_year: {
        ...WORD,
        title: "基準年度（base_year）",
        value: ({base_fiscal_year}) => yearCode(base_fiscal_year),
      },
      base_from: {
        ...WORD,
        title: "基準値の最初の年度（base_from）",
        value: ({base_from_fiscal_year}) => yearCode(base_from_fiscal_year),
      },
      pace_base_year: {
        ...WORD,
        title: "起点の年度（pace_base_year）",
        value: ({pace_base_fiscal_year}) => yearCode(pace_base_fiscal_year),
      },
      target_year: {
        ...WORD,
        title: "目標年度（target_year）",
        value: ({target_fiscal_year}) => yearCode(target_fiscal_year),
      },
      since: {
        ...WORD,
        title: "累計の最初の年度（since）",
        value: ({cumulative_since}) => yearCode(cumulative_since),
      },
      target_low: {
        title: "目標の範囲の下限（target_low）",
        unit: "",
        decimals: ({target_decimals}) => target_decimals,
        value: ({target_low, target_high}) => (target_high === null ? undefined : target_low),
      },
      target_high: {
        title: "目標の範囲の上限（target_high）",
        unit: "",
        decimals: ({target_decimals}) => target_decimals,
        value: ({target_low, target_high}) => (target_low === null ? undefined : target_high),
      },
      target_words: {
        ...WORD,
        title: "目標の言葉（target_words）",
        value: ({target_words}) => target_words ?? undefined,
      },
      direction: {...WORD, title: "良くなる向き（direction）", value: ({direction}) => direction},
      comparator: {...WORD, title: "以上・以下（comparator）", value: ({comparator}) => comparator},
      scope: {...WORD, title: "対象範囲（scope）", value: ({scope_id}) => scope_id},
    },
  }),
  codedSeries({
    name: "paper_sizes",
    relation: "marts.dim_kpi_paper_sizes",
    title: "用紙1枚をA4何枚と数えるか",
    keys: [
      {name: "指標", of: ({kpi_id}) => [kpi_id]},
      {name: "用紙", of: ({paper_size}) => [paper_size]},
    ],
    measures: {
      weight: {
        title: "A4何枚分か（weight）",
        unit: "枚",
        decimals: 2,
        value: ({sheet_weight}) => sheet_weight,
      },
    },
  }),
  codedSeries({
    name: "scoreboard",
    relation: "marts.fct_scoreboard",
    title: "四半期末の判定",
    isJudgement: true,
    keys: [
      {name: "指標", of: ({kpi_id}) => [kpi_id]},
      {
        name: "四半期",
        of: ({as_of_fiscal_year, as_of_quarter}) => [
          quarterCode({
            fiscalYear: as_of_fiscal_year,
            quarter: as_of_quarter as FiscalQuarter["quarter"],
          }),
        ],
      },
    ],
    measures: {
      status: {...WORD, title: "判定（status）", value: ({status}) => status},
      value: scored(FIGURE, "値（value）", ({value}) => value),
      required: scored(LINE, "必要な水準（required）", ({required_value}) => required_value),
      target: scored(LINE, "目標値（target）", ({target_value}) => target_value),
      required_low: scored(LINE, "必要な範囲の下限（required_low）", ({required_low, required_high}) =>
        required_high === null ? undefined : required_low,
      ),
      required_high: scored(LINE, "必要な範囲の上限（required_high）", ({required_low, required_high}) =>
        required_low === null ? undefined : required_high,
      ),
      target_low: scored(LINE, "目標の範囲の下限（target_low）", ({target_low, target_high}) =>
        target_high === null ? undefined : target_low,
      ),
      target_high: scored(LINE, "目標の範囲の上限（target_high）", ({target_low, target_high}) =>
        target_low === null ? undefined : target_high,
      ),
      target_words: {
        ...WORD,
        ...LINE,
        title: "目標の言葉（target_words）",
        value: ({target_words}) => target_words ?? undefined,
      },
      judged_on: {
        ...WORD,
        ...LINE,
        title: "人が判定した日（judged_on）",
        value: ({judged_on}) => judged_on ?? undefined,
      },
      base: scored(LINE, "基準値（base）", ({base_value}) => base_value),
      previous: scored(FIGURE, "前年度の値（previous）", ({previous_value}) => previous_value),
      to_date: {
        ...scored(FIGURE, "年度途中の値（to_date）", ({to_date_value}) => to_date_value),
        isCumulative: false,
      },
      to_date_previous: scored(
        FIGURE,
        "前年度の同じ時期の値（to_date_previous）",
        ({to_date_previous_value}) => to_date_previous_value,
      ),
      computed: {
        ...WORD,
        title: "容認の前の判定（computed）",
        value: ({computed_status, status}) => (status === "accepted" ? computed_status : undefined),
      },
      accepted_limit: scored(
        LINE,
        "容認の限度（accepted_limit）",
        ({accepted_limit}) => accepted_limit ?? undefined,
      ),
      year_end: scored(FIGURE, "年度末見込み（year_end）", ({year_end_value}) => year_end_value ?? undefined),
      year_end_low: scored(
        FIGURE,
        "年度末見込みの下限（year_end_low）",
        ({year_end_low}) => year_end_low ?? undefined,
      ),
      year_end_high: scored(
        FIGURE,
        "年度末見込みの上限（year_end_high）",
        ({year_end_high}) => year_end_high ?? undefined,
      ),
      year_end_required: scored(
        LINE,
        "年度末に必要な水準（year_end_required）",
        ({year_end_required}) => year_end_required ?? undefined,
      ),
      year_end_status: {
        ...WORD,
        title: "年度末見込みの判定（year_end_status）",
        value: ({year_end_status}) => year_end_status ?? undefined,
      },
      year_end_status_low: {
        ...WORD,
        title: "見込みの下限の判定（year_end_status_low）",
        value: ({year_end_status_low}) => year_end_status_low ?? undefined,
      },
      year_end_status_high: {
        ...WORD,
        title: "見込みの上限の判定（year_end_status_high）",
        value: ({year_end_status_high}) => year_end_status_high ?? undefined,
      },
      on_course: scored(
        FIGURE,
        "これから超えそうな人数（on_course）",
        ({on_course_count}) => on_course_count ?? undefined,
      ),
      progress: printed("進み（progress）", ({progress_share}) => progress_share),
      required_progress: scored(
        LINE,
        "必要な進み（required_progress）",
        ({required_share}) => required_share,
      ),
      forecast: scored(FIGURE, "見込み（forecast）", ({forecast_value}) => forecast_value),
      forecast_low: scored(FIGURE, "見込みの下限（forecast_low）", ({forecast_low}) => forecast_low),
      forecast_high: scored(FIGURE, "見込みの上限（forecast_high）", ({forecast_high}) => forecast_high),
      outlook: {...WORD, title: "見通し（outlook）", value: ({forecast_outlook}) => forecast_outlook},
      scope: {...WORD, ...LINE, title: "対象範囲（scope）", value: ({scope_id}) => scope_id},
      accepted_until: {
        ...WORD,
        ...LINE,
        title: "容認の期限（accepted_until）",
        value: ({accepted_until}) => accepted_until,
      },
      value_year: {
        ...WORD,
        ...FIGURE,
        title: "値の年度（value_year）",
        value: ({value_fiscal_year}) => yearCode(value_fiscal_year),
      },
      base_year: {
        ...WORD,
        ...LINE,
        title: "基準年度（base_year）",
        value: ({base_fiscal_year}) => yearCode(base_fiscal_year),
      },
      target_year: {
        ...WORD,
        ...LINE,
        title: "目標年度（target_year）",
        value: ({target_fiscal_year}) => yearCode(target_fiscal_year),
      },
    },
  }),
  codedSeries({
    name: "survey_margins",
    relation: "marts.fct_survey_margins",
    title: "アンケートの標本誤差（95％）",
    keys: [{name: "指標", of: ({kpi_id}) => [kpi_id]}, YEAR],
    measures: {
      margin: printed<Margin>("標本誤差（margin）", ({margin}) => margin),
      change: printed<Margin>("前年度との差の標本誤差（change）", ({change_margin}) => change_margin),
      answers: {title: "回答数（answers）", unit: "人", decimals: 0, value: ({answer_count}) => answer_count},
      population: {
        title: "母集団（population）",
        unit: "人",
        decimals: 0,
        value: ({population_count}) => population_count,
      },
    },
  }),
];
