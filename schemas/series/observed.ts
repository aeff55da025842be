import {isDayOfRecord} from "../disability-day.ts";
import {fiscalYearCode} from "../fiscal-time.ts";
import {type CodedSeries, codedSeries} from "../series-code.ts";
import {PERSONS, WORD, YEAR, YEAR_OR_UP_TO} from "./keys.ts";

/** Thousands of yen in a hundred million (億円). */
const THOUSANDS = 100_000;

/** Further series of the yearly report, and what is printed as it was published. */
export const OBSERVED_SERIES: CodedSeries[] = [
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
    name: "shared_effects",
    relation: "marts.fct_shared_services",
    title: "総務事務の集約の効果（プログラムの数え方）",
    keeps: ({method}) => method === "programme",
    keys: [
      YEAR_OR_UP_TO,
      {name: "事務", of: ({task_name}) => [task_name]},
      {name: "区分", of: ({measure}) => [measure]},
    ],
    measures: {
      amount: {
        title: "数量",
        unit: ({unit}) => (unit === "hour" ? "時間" : "千円"),
        decimals: 0,
        value: ({amount}) => amount,
      },
    },
  }),
  codedSeries({
    name: "punctual_leave_days",
    relation: "marts.fct_punctual_leave_days",
    title: "ワーク・ライフ・バランスデーの定時退庁率",
    keys: [{name: "実施日（年月日8桁）", of: ({held_on}) => [held_on.replaceAll("-", "")]}],
    measures: {rate: {title: "定時退庁率", unit: "%", decimals: 1, value: ({left_rate}) => left_rate}},
    others: {
      expected: {...PERSONS, title: "対象者数（expected）", value: ({expected_count}) => expected_count},
      left: {...PERSONS, title: "定時退庁者数（left）", value: ({left_count}) => left_count},
    },
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
    title: "障害者雇用率、法定雇用率と不足数",
    keys: [
      {
        name: "年度（6月1日でない報告は年月日8桁）",
        of: ({fiscal_year, as_of_date}) => [
          isDayOfRecord(as_of_date) ? fiscalYearCode(fiscal_year) : as_of_date.replaceAll("-", ""),
        ],
      },
    ],
    measures: {
      rate: {title: "雇用率（rate）", unit: "%", decimals: 2, value: ({rate}) => rate},
      counted: {
        ...PERSONS,
        title: "算定数（counted）",
        decimals: 1,
        value: ({counted_persons}) => counted_persons,
      },
      base: {...PERSONS, title: "算定基礎（base）", decimals: 1, value: ({staff_base}) => staff_base},
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
    others: {status: {...WORD, title: "確定状況（status）", value: ({published_status}) => published_status}},
  }),
];
