import {fiscalYearCode} from "./fiscal-time.ts";
import {type CodedSeries, codedSeries, type SeriesKey} from "./series-code.ts";

interface OfYear {
  fiscal_year: number;
}

const YEAR = {name: "年度", of: ({fiscal_year}: OfYear) => [fiscalYearCode(fiscal_year)]};

/** The year itself, and "toR3" for the sum of all years up to it. */
const YEAR_OR_UP_TO: SeriesKey<OfYear> = {
  name: "年度（toを付けるとその年度までの累計）",
  of: ({fiscal_year}, {lastYear}) => [
    fiscalYearCode(fiscal_year),
    ...Array.from(
      {length: Math.max(0, lastYear - fiscal_year + 1)},
      (_, index) => `to${fiscalYearCode(fiscal_year + index)}`,
    ),
  ],
};

const GROUP_PARTS: Record<string, string> = {市長事務部局: "MAYOR", その他任命: "OTHER"};

/** A bureau, its appointing authority group, or the city. */
const BUREAU: SeriesKey<{bureau_code: string}> = {
  name: "局区（MAYOR・OTHER・ALLは合計）",
  of: ({bureau_code}, {groups}) => {
    const group = GROUP_PARTS[groups.get(bureau_code) ?? ""];
    return [bureau_code, ...(group === undefined ? [] : [group]), "ALL"];
  },
  words: {MAYOR: "市長事務部局の合計", OTHER: "その他任命の合計", ALL: "全局区の合計"},
};

/** The population, said only where it is not the usual one. */
function scopeUnless(usual: string): SeriesKey<{scope_id: string}> {
  return {name: `範囲（${usual}のときは書かない）`, of: ({scope_id}) => [scope_id === usual ? "" : scope_id]};
}

const PERSONS = {title: "人数", unit: "人", decimals: 0};
const HOURS = {title: "時間数", unit: "時間", decimals: 1};
const MILLIONS = {unit: "百万円", decimals: 0};
/** Thousands of yen in a hundred million (億円). */
const THOUSANDS = 100_000;

/** Every published relation, besides the indicators' values, whose numbers a document prints. */
export const CODED_SERIES: CodedSeries[] = [
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
  }),
  codedSeries({
    name: "overtime_monthly_means",
    relation: "marts.fct_overtime_monthly_means",
    title: "職員1人当たりの月ごとの時間外勤務時間数",
    keys: [
      {
        name: "年月（R3M07は令和3年度の7月）",
        of: ({fiscal_year, month}) => [`${fiscalYearCode(fiscal_year)}M${month.slice(5, 7)}`],
      },
    ],
    measures: {mean: {...HOURS, value: ({mean_hours}) => mean_hours}},
  }),
  codedSeries({
    name: "overtime_limits",
    relation: "marts.fct_overtime_limits",
    title: "上限を年度に一度でも超えた職員数",
    keeps: ({month}) => month === null,
    keys: [YEAR, {name: "上限", of: ({rule_id}) => [rule_id]}, BUREAU, scopeUnless("analysis")],
    measures: {count: {...PERSONS, value: ({staff_count}) => staff_count}},
  }),
  codedSeries({
    name: "overtime_analysis_due",
    relation: "marts.fct_overtime_analysis_due",
    title: "要因の整理・分析が必要な職員数",
    keys: [YEAR, {name: "上限の種類", of: ({rule_set}) => [rule_set]}, BUREAU, scopeUnless("analysis")],
    measures: {count: {...PERSONS, value: ({staff_count}) => staff_count}},
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
        title: "平成28年度からの増減（change）",
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
  }),
  codedSeries({
    name: "shared_hours",
    relation: "marts.fct_shared_services",
    title: "総務事務センターによる時間の削減と業務時間",
    keeps: ({method, unit}) => method === "yearly_report" && unit === "hour",
    keys: [
      YEAR_OR_UP_TO,
      {name: "事務", of: ({task_name}) => [task_name, "ALL"], words: {ALL: "すべての事務の合計"}},
      {
        name: "区分",
        of: ({measure}) => [measure.replace("_hours", "")],
        words: {saved: "削減時間", spent: "業務時間"},
      },
    ],
    measures: {hours: {title: "時間数", unit: "時間", decimals: 0, value: ({amount}) => amount}},
  }),
  codedSeries({
    name: "shared_costs",
    relation: "marts.fct_shared_services",
    title: "総務事務センターの費用対効果",
    keeps: ({method, unit}) => method === "yearly_report" && unit === "thousand_yen",
    keys: [
      YEAR_OR_UP_TO,
      {
        name: "区分",
        of: ({measure}) => [measure.replace("_cost", "")],
        words: {saved: "削減時間の換算額", running: "運営費"},
      },
    ],
    measures: {amount: {title: "金額", unit: "億円", decimals: 2, value: ({amount}) => amount / THOUSANDS}},
  }),
  codedSeries({
    name: "punctual_leave_days",
    relation: "marts.fct_punctual_leave_days",
    title: "ワーク・ライフ・バランスデーの定時退庁率",
    keys: [{name: "実施日（年月日8桁）", of: ({held_on}) => [held_on.replaceAll("-", "")]}],
    measures: {rate: {title: "定時退庁率", unit: "%", decimals: 1, value: ({left_rate}) => left_rate}},
  }),
  codedSeries({
    name: "trainings",
    relation: "marts.fct_trainings",
    title: "研修の回数と受講者数",
    keys: [YEAR, {name: "研修名", of: ({training_name}) => [training_name]}],
    measures: {
      sessions: {
        title: "回数（sessions）",
        unit: "回",
        decimals: 0,
        value: ({session_count}) => session_count,
      },
      attendance: {
        title: "受講者数（attendance）",
        unit: "名",
        decimals: 0,
        value: ({attendance}) => attendance,
      },
    },
  }),
  codedSeries({
    name: "disability_rate",
    relation: "marts.fct_disability_rate",
    title: "法定雇用率と不足数（6月1日現在）",
    keys: [YEAR],
    measures: {
      legal: {title: "法定雇用率（legal）", unit: "%", decimals: 1, value: ({legal_rate}) => legal_rate},
      shortage: {title: "不足数（shortage）", unit: "人", decimals: 1, value: ({shortage}) => shortage},
    },
  }),
  codedSeries({
    name: "published",
    relation: "marts.fct_packet_references",
    title: "公表値（公開版の計算によらないもの）",
    keys: [
      {name: "資料の年度", of: ({fiscal_year}) => [fiscalYearCode(fiscal_year)]},
      {name: "公表値", of: ({series}) => [series]},
      {name: "値の年度", of: ({published_fiscal_year}) => [fiscalYearCode(published_fiscal_year)]},
    ],
    measures: {value: {title: "値", unit: "", decimals: ({decimals}) => decimals, value: ({value}) => value}},
  }),
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
    },
  }),
];
