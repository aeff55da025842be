import type {measuredCity} from "./measured-city.ts";
import {BUREAUS, HEADINGS, rosterLine} from "./tiny-city.ts";

type Person = Partial<Parameters<typeof rosterLine>[0]> & {from?: string; manager_from?: string};

/** Who is on a roster from which day of record on; who has left stays on it with the day. */
const PEOPLE: Person[] = [
  {person: "000001", sex: "男"},
  {person: "000002", bureau: "1020", hired: "2023-04-01", manager_from: "2024-03-31"},
  {person: "000003", sex: "男", manager_from: "2023-03-31", left: "2024-03-31"},
  {person: "000004", hired: "2023-06-01"},
  {person: "000005", sex: "男", left: "2023-06-30"},
  {person: "000006", sex: "男", bureau: "1020", left: "2023-04-01"},
  {person: "000007", sex: "男", left: "2023-05-31"},
  {person: "000007", sex: "男", hired: "2024-02-01"},
  {person: "000008", hired: "2022-05-01", left: "2023-05-01"},
  {person: "000009", hired: "2022-06-01", left: "2023-05-31"},
  {person: "000010", bureau: "2040", hired: "2022-07-01"},
];

const ROSTERS = ["2022-04-01", "2023-03-31", "2023-04-01", "2023-06-01", "2024-03-31"];

function roster(day: string): string {
  const there = PEOPLE.filter(({hired = "2010-04-01"}) => hired <= day).map(
    ({manager_from, left, person = "", bureau = "1010", ...more}) =>
      rosterLine({
        ...{day, person, ...more},
        bureau: person === "000001" && day >= "2023-06-01" ? "1020" : bureau,
        isManager: manager_from !== undefined && manager_from <= day,
        ...(left !== undefined && left <= day ? {left} : {}),
      }),
  );
  return [HEADINGS.staff, ...there].join("\n");
}

function overtime(month: string, said: Record<string, string[]>): string {
  const kinds = ["平日時間外", "週休日勤務", "休日勤務"];
  const rows = Object.entries(said).flatMap(([person, hours]) =>
    hours.map((time, place) => `${person},${month},${kinds[place]},通常,${time}`),
  );
  return [HEADINGS.overtime, ...rows].join("\n");
}

function activity(quarter: string, rows: string[]): string {
  return ["期間,項目,件名,実施日,数量", ...rows.map((row) => `${quarter},${row}`)].join("\n");
}

export const FILES: Record<string, string> = {
  "局区一覧.csv": BUREAUS,
  ...Object.fromEntries(ROSTERS.map((day) => [`職員名簿_${day}.csv`, roster(day)])),
  // 29:00 (of sixtieths that add up to a little more), 29:30 and 28:30.
  "時間外_2023-04.csv": overtime("2023-04", {
    "000001": ["9:39", "0:01"],
    "000002": ["29:30"],
    "000005": ["4:45", "4:45"],
    // Work on a holiday is not of the report's basis.
    "000010": ["0:00", "0:00", "40:00"],
  }),
  "時間外_2023-05.csv": overtime("2023-05", {"000001": ["9:39", "0:01"], "000005": ["4:45", "4:45"]}),
  "時間外_2023-06.csv": overtime("2023-06", {"000001": ["9:39", "0:01"], "000005": ["4:45", "4:45"]}),
  "年休_R5Q1.csv": "期間,職員番号,取得日数,取得時間\nR5Q1,000001,2,0:00\nR5Q1,000002,1,0:00",
  "活動_R4Q1.csv": activity("R4Q1", ["紙文書コーチング,甲,,9"]),
  "活動_R4Q2.csv": activity("R4Q2", ["紙文書コーチング,甲,,9"]),
  "活動_R4Q3.csv": activity("R4Q3", ["紙文書コーチング,甲,,9"]),
  "活動_R5Q1.csv": activity("R5Q1", ["紙文書コーチング,甲,,2", "紙文書コーチング,乙,,2"]),
  "活動_R5Q2.csv": activity("R5Q2", ["紙文書コーチング,甲,,4", "RPA業務処理の追加,丙,,8"]),
  "活動_R5Q3.csv": activity("R5Q3", ["紙文書コーチング,甲,,4"]),
  "活動_R5Q4.csv": activity("R5Q4", ["紙文書コーチング,甲,,8"]),
  "活動_R6Q1.csv": activity("R6Q1", ["紙文書コーチング,甲,,3"]),
  "活動_R6Q2.csv": activity("R6Q2", ["紙文書コーチング,甲,,1"]),
  "育休_R5Q1.csv": [
    "期間,職員番号,性別,届出区分,発生日",
    "R5Q1,000001,男,配偶者の出産,2023-04-10",
    "R5Q1,000001,男,育児休業（新規）,2023-04-20",
    "R5Q1,000001,男,育児休業（新規）,2023-06-20",
  ].join("\n"),
  "育休_R5Q2.csv": "期間,職員番号,性別,届出区分,発生日\nR5Q2,000001,男,育児休業（新規）,2023-08-20",
  "総務_R4.csv": [
    "年度,事務,区分,算定方法,単位,数量",
    "R4,旅費認定,財政効果,年次報告,千円,100",
    "R4,諸手当,財政効果,年次報告,千円,100",
    "R4,旅費認定,運営費,年次報告,千円,30",
  ].join("\n"),
  "総務_R5.csv": "年度,事務,区分,算定方法,単位,数量\nR5,旅費認定,財政効果,年次報告,千円,50",
  "手当_R5.csv": "年度,会計区分,算定基礎,支給額（円）\nR5,普通会計,決算,700\nR5,公営事業会計,決算,700",
  "用紙_2023-04.csv": "局区名,区分,用紙,年月,枚数\n総務企画局,学校等以外,A4,2023-04,10",
  "アンケート_R4.csv":
    "年度,調査名,調査対象,設問,選択肢,判定,回答数,対象者数\nR4,調査,職員,コスト意識,そう思う,肯定,0,100",
  "アンケート_R5.csv": [
    "年度,調査名,調査対象,設問,選択肢,判定,回答数,対象者数",
    "R5,調査,職員,コスト意識,そう思う,肯定,30,100",
    "R5,調査,職員,コスト意識,そう思わない,否定,10,100",
    "R5,調査,職員,業務改善への積極性,そう思う,肯定,10,100",
    "R5,調査,職員,業務改善への積極性,そう思わない,否定,10,100",
  ].join("\n"),
  "メンタル_R5.csv": "年度,対策,対象者数,実施者数\nR5,ストレスチェック,60,60\nR5,新規採用職員面接,60,20",
  "指標実績_R5.csv": [
    "年度,指標,区分,基準日,実績値,分子,分母,備考",
    "R5,一件当たり,,2023/6/1,,6,4,",
    "R5,半年の効果,,2023/9/30,7,,,",
    "R5,全角の割合,,,,1,4,",
    "R5,該当者なし,,,,0,0,",
    "R5,男女別,男性,,10,,,",
    "R5,男女別,女性,,20,,,",
  ].join("\n"),
};

export const POPULATIONS = {
  through: {name: "期間を通じた職員", counted: "whole_period"},
  by_month: {name: "月ごとの職員", counted: "person_months"},
  non_managers: {name: "管理職でない職員", managers: false},
};

const hours = {source: "overtime", field: "hours", item: "report"};
const all = {...hours, population: "everyone"};
const coaching = {source: "activity", field: "amount", item: "coaching"};
const rpa = {...coaching, item: "rpa_process"};
const days = {source: "leave", field: "taken_days", population: "everyone"};
const parents = {source: "parental_leave", field: "people"};

/** Indicators of every kind of measure, with what lies just within a bound and just outside of it. */
export const SAID: Record<string, Parameters<typeof measuredCity>[0][string]> = {
  over: {measure: {kind: "count_over", ...all, threshold: 29, compare: "over"}},
  at_least: {measure: {kind: "count_over", ...all, threshold: 29, compare: "at_least"}},
  under: {measure: {kind: "count_over", ...all, threshold: 29, compare: "under"}},
  at_most: {measure: {kind: "share_over", ...all, threshold: 29, compare: "at_most"}, unit: "%"},
  any_month: {measure: {kind: "count_over", ...all, threshold: 0, compare: "over", window: "month"}},
  each_month: {measure: {kind: "count_over", ...all, threshold: 0, compare: "at_least", window: "month"}},
  units: {measure: {kind: "units_over", ...all, threshold: 28, compare: "over"}},
  by_person_month: {measure: {kind: "mean", ...hours, population: "by_month", per: "month"}, unit: "時間"},
  by_month_of_all: {measure: {kind: "mean", ...hours, population: "through", per: "month"}, unit: "時間"},
  per_leave_day: {measure: {kind: "ratio", of: all, over: days}, unit: "時間"},
  per_process: {measure: {kind: "ratio", of: coaching, over: rpa}, unit: "％"},
  mixed: {
    measure: {
      kind: "ratio",
      of: coaching,
      over: {source: "mental_health", field: "done_count", item: "new_hire_interview"},
    },
    unit: "回",
  },
  interviews: {
    measure: {
      kind: "ratio",
      of: {source: "mental_health", field: "done_count", item: "stress_check"},
      over: {source: "mental_health", field: "due_count", item: "stress_check"},
    },
    unit: "%",
  },
  from_october: {measure: {kind: "total", ...coaching, year_starts: 10}},
  without_leave: {measure: {kind: "ratio", of: coaching, over: days, year_starts: 10}, unit: "回"},
  none: {measure: {kind: "total", ...rpa, item: "bpr_procedure"}},
  services: {
    measure: {kind: "total", source: "shared_services", field: "amount", item: "fiscal_effect"},
  },
  pay: {measure: {kind: "total", source: "overtime_pay", field: "paid_yen"}},
  since_2022: {measure: {kind: "running_sum", ...coaching}, since: 2022},
  since_2023: {measure: {kind: "running_sum", ...coaching}, since: 2023},
  effects: {
    measure: {kind: "carried_on", ...{...coaching, source: "shared_services", item: "fiscal_effect"}},
    since: 2022,
  },
  effects_since_2023: {
    measure: {kind: "running_sum", source: "shared_services", field: "amount", item: "fiscal_effect"},
    since: 2023,
  },
  leave_days: {measure: {kind: "running_sum", ...days}, since: 2023},
  fathers_on_leave: {measure: {kind: "total", ...parents, item: "first_take_up", population: "men"}},
  fathers_share: {measure: {kind: "mean", ...parents, item: "first_take_up", population: "men"}},
  hired: {measure: {kind: "head_count", population: "everyone", people: "hired"}},
  hired_women: {measure: {kind: "share", population: "everyone", part: "women", people: "hired"}, unit: "%"},
  hired_ordinary: {
    measure: {kind: "share", population: "everyone", part: "non_managers", people: "hired"},
    unit: "%",
  },
  left: {measure: {kind: "head_count", population: "everyone", people: "left"}},
  left_ordinary: {measure: {kind: "head_count", population: "non_managers", people: "left"}},
  left_managers: {
    measure: {kind: "share", population: "everyone", part: "managers", people: "left"},
    unit: "%",
  },
  left_share: {
    measure: {kind: "share", population: "everyone", part: "non_managers", people: "left"},
    unit: "%",
  },
  appointed: {
    measure: {kind: "share", population: "managers", part: "women", people: "appointed", on: "03-31"},
    unit: "%",
  },
  kept: {measure: {kind: "cohort", population: "everyone", after_months: 12}, unit: "%"},
  tenure_in_april: {measure: {kind: "tenure", population: "everyone"}, unit: "年"},
  tenure: {measure: {kind: "tenure", population: "everyone", on: "03-31"}, unit: "年"},
  cost: {measure: {kind: "survey_share", question: "cost_awareness"}, unit: "%"},
  cost_score: {
    measure: {kind: "survey_mean", question: "cost_awareness", scores: {そう思う: 4, そう思わない: 1}},
    unit: "点",
  },
  zeal_score: {
    measure: {
      kind: "survey_mean",
      question: "improvement_engagement",
      scores: {そう思う: 2, そう思わない: 1},
    },
    unit: "点",
  },
  effect: {measure: {kind: "figures", indicator: "半年の効果"}},
  each: {measure: {kind: "figures", indicator: "一件当たり"}, unit: "件"},
  wide_percent: {measure: {kind: "figures", indicator: "全角の割合"}, unit: "％"},
  nobody: {measure: {kind: "figures", indicator: "該当者なし"}, unit: "%"},
  of_women: {measure: {kind: "figures", indicator: "男女別", segment: "女性"}},
};
