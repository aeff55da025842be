import {type CodedSeries, codedSeries} from "../series-code.ts";
import {BUREAU, HOURS, MONTH_NAME, monthCode, PERSONS, RULE, scopeUnless, WORD, YEAR} from "./keys.ts";

const MILLIONS = {unit: "百万円", decimals: 0};

/** Overtime: counts, means, limits, warnings, pay. */
export const OVERTIME_SERIES: CodedSeries[] = [
  codedSeries({
    name: "overtime_counts",
    relation: "marts.fct_overtime_counts",
    title: "年間の時間数を超えた職員数",
    keys: [
      YEAR,
      BUREAU,
      {name: "時間数", of: ({threshold_hours}) => [String(threshold_hours)]},
      scopeUnless("all_authorities"),
    ],
    measures: {count: {...PERSONS, value: ({staff_count}) => staff_count}},
  }),
  codedSeries({
    name: "overtime_counts_by_organisation",
    relation: "marts.fct_overtime_counts_by_organisation",
    title: "年間の時間数を超えた職員数（報告時の組織と今の組織）",
    keys: [
      YEAR,
      {
        name: "組織",
        of: ({organisation}) => [organisation],
        words: {as_reported: "報告時の組織", today: "今の組織"},
      },
      BUREAU,
      {name: "時間数", of: ({threshold_hours}) => [String(threshold_hours)]},
      scopeUnless("all_authorities"),
    ],
    measures: {count: {...PERSONS, decimals: 1, value: ({staff_count}) => staff_count}},
  }),
  codedSeries({
    name: "overtime_means",
    relation: "marts.fct_overtime_means",
    title: "職員1人当たりの年間平均時間外勤務時間数",
    keys: [
      YEAR,
      {
        name: "事由",
        of: ({cause_set}) => [cause_set],
        words: {all: "すべての事由", without_disaster_election: "災害対応・選挙事務を除く"},
      },
    ],
    measures: {mean: {...HOURS, value: ({mean_hours}) => mean_hours}},
    others: {
      staff: {...PERSONS, title: "職員数（staff）", value: ({staff_count}) => staff_count},
      minutes: {title: "合計（minutes）", unit: "分", decimals: 0, value: ({total_minutes}) => total_minutes},
    },
  }),
  codedSeries({
    name: "overtime_monthly_means",
    relation: "marts.fct_overtime_monthly_means",
    title: "職員1人当たりの月ごとの時間外勤務時間数",
    keys: [{name: MONTH_NAME, of: ({fiscal_year, month}) => [monthCode(fiscal_year, month)]}],
    measures: {mean: {...HOURS, value: ({mean_hours}) => mean_hours}},
    others: {
      staff: {...PERSONS, title: "職員数（staff）", value: ({staff_count}) => staff_count},
      minutes: {title: "合計（minutes）", unit: "分", decimals: 0, value: ({total_minutes}) => total_minutes},
    },
  }),
  codedSeries({
    name: "overtime_limits",
    relation: "marts.fct_overtime_limits",
    title: "上限を年度に一度でも超えた職員数",
    keeps: ({month}) => month === null,
    keys: [YEAR, RULE, BUREAU, scopeUnless("analysis")],
    measures: {count: {...PERSONS, value: ({staff_count}) => staff_count}},
  }),
  codedSeries({
    name: "overtime_limit_months",
    relation: "marts.fct_overtime_limits",
    title: "上限を超えた延べ人月（年度の各月の人数の合計）",
    keeps: ({month}) => month !== null,
    keys: [YEAR, RULE, BUREAU, scopeUnless("analysis")],
    measures: {count: {title: "延べ人数", unit: "人月", decimals: 0, value: ({staff_count}) => staff_count}},
  }),
  codedSeries({
    name: "overtime_limits_in_month",
    relation: "marts.fct_overtime_limits",
    title: "月ごとの、上限を超えた職員数（全局区）",
    keeps: ({month}) => month !== null,
    keys: [
      {name: MONTH_NAME, of: ({fiscal_year, month}) => [monthCode(fiscal_year, month ?? "")]},
      RULE,
      scopeUnless("analysis"),
    ],
    // What is withheld is in the rest's sum.
    measures: {count: {...PERSONS, value: ({staff_count}) => staff_count ?? undefined}},
  }),
  codedSeries({
    name: "overtime_analysis_due",
    relation: "marts.fct_overtime_analysis_due",
    title: "要因の整理・分析が必要な職員数",
    keys: [YEAR, {name: "上限の種類", of: ({rule_set}) => [rule_set]}, BUREAU, scopeUnless("analysis")],
    measures: {count: {...PERSONS, value: ({staff_count}) => staff_count}},
  }),
  codedSeries({
    name: "overtime_early_warning",
    relation: "marts.fct_overtime_early_warning",
    title: "年間の上限を超えた職員数と、このままでは超える職員数",
    isOfLatestYear: true,
    keys: [
      {
        name: "どの月までの実績か（R3M07は令和3年度の7月）",
        of: ({fiscal_year, as_of_month}) => [monthCode(fiscal_year, as_of_month)],
      },
      RULE,
      {name: "時間数", of: ({threshold_hours}) => [String(threshold_hours)]},
      BUREAU,
      scopeUnless("all_authorities"),
    ],
    measures: {
      over: {...PERSONS, title: "すでに超えた人数（over）", value: ({over_count}) => over_count},
      on_course: {
        ...PERSONS,
        title: "このままでは超える人数（on_course）",
        value: ({on_course_count}) => on_course_count,
      },
    },
  }),
  codedSeries({
    name: "overtime_pay",
    relation: "marts.fct_overtime_pay",
    title: "時間外勤務手当の支給額",
    keys: [
      YEAR,
      {
        name: "会計",
        of: ({account_group}) => [account_group],
        words: {ordinary: "普通会計", enterprise: "公営事業会計", total: "合計"},
      },
    ],
    measures: {
      paid: {...MILLIONS, title: "支給額（paid）", value: ({paid_million_yen}) => paid_million_yen},
      change: {
        ...MILLIONS,
        title: "基準年度からの増減（change）",
        value: ({change_million_yen}) => change_million_yen,
        isCumulative: true,
      },
      cumulative: {
        ...MILLIONS,
        title: "増減の累計（cumulative）",
        value: ({cumulative_change_million_yen}) => cumulative_change_million_yen,
        isCumulative: true,
      },
    },
    others: {basis: {...WORD, title: "算定基礎（basis）", value: ({basis}) => basis}},
  }),
  codedSeries({
    name: "overtime_rules",
    relation: "marts.dim_overtime_rules",
    title: "時間外勤務の上限のきまり",
    keys: [RULE],
    measures: {
      threshold: {
        title: "時間数（threshold）",
        unit: "時間",
        decimals: 0,
        value: ({threshold_hours}) => threshold_hours,
      },
      months: {title: "月数（months）", unit: "月", decimals: 0, value: ({months_limit}) => months_limit},
      operator: {...WORD, title: "超え方（operator）", value: ({operator}) => operator},
      window: {...WORD, title: "期間（window）", value: ({window_kind}) => window_kind},
      basis: {...WORD, title: "時間の数え方（basis）", value: ({basis_id}) => basis_id},
      from: {...WORD, title: "適用開始（from）", value: ({valid_from}) => valid_from},
      to: {...WORD, title: "適用終了（to）", value: ({valid_to}) => valid_to},
    },
  }),
];
