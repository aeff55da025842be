import {afterAll, beforeAll, expect, test} from "vitest";
import {type MeasuredCity, measuredCity} from "./measured-city.ts";
import {BUREAUS, HEADINGS, rosterLine} from "./tiny-city.ts";

/** 000001–000004 stay; 000005 comes in June 2023, 000006 leaves in December 2023; a woman becomes a manager in 2024. */
function roster(day: string): string {
  const year = Number(day.slice(0, 4));
  return [
    HEADINGS.staff,
    rosterLine({day, person: "000001", sex: "男", hired: "2013-04-01"}),
    rosterLine({day, person: "000002", sex: "女", hired: "2003-04-01", isManager: year >= 2024}),
    rosterLine({day, person: "000003", sex: "男", hired: "2013-04-01", isManager: true}),
    rosterLine({day, person: "000004", sex: "女", bureau: "1020", employment: "会計年度任用"}),
    ...(day > "2023-06-01" ? [rosterLine({day, person: "000005", sex: "女", hired: "2023-06-01"})] : []),
    rosterLine({
      ...{day, person: "000006", sex: "男", bureau: "1020"},
      ...(day > "2023-12-01" ? {left: "2023-12-15"} : {}),
    }),
  ]
    .filter((line) => !(year > 2024 && line.includes("000006")))
    .join("\n");
}

function leave(quarter: string, days: Record<string, string>): string {
  return [
    "期間,職員番号,取得日数,取得時間",
    ...Object.entries(days).map(([person, said]) => `${quarter},${person},${said}`),
  ].join("\n");
}

function overtime(month: string, hours: Record<string, string>): string {
  return [
    HEADINGS.overtime,
    ...Object.entries(hours).map(([person, said]) => `${person},${month},平日時間外,通常,${said}`),
  ].join("\n");
}

const MONTHS = Array.from({length: 12}, (_, index) => {
  const month = ((index + 3) % 12) + 1;
  return `${month < 4 ? 2024 : 2023}-${String(month).padStart(2, "0")}`;
});

const FILES: Record<string, string> = {
  "局区一覧.csv": BUREAUS,
  ...Object.fromEntries(
    ["2022-04-01", "2023-04-01", "2023-10-01", "2024-04-01", "2025-04-01"].map((day) => [
      `職員名簿_${day}.csv`,
      roster(day),
    ]),
  ),
  "年休_R5Q1.csv": leave("R5Q1", {
    "000001": "3,0:00",
    "000002": "1,0:00",
    "000003": "2,0:00",
    "000004": "9,0:00",
    "000006": "1,0:00",
  }),
  "年休_R5Q2.csv": leave("R5Q2", {"000001": "3,0:00", "000002": "1,0:00", "000003": "2,0:00"}),
  "年休_R5Q3.csv": leave("R5Q3", {"000001": "3,0:00", "000002": "1,3:30", "000003": "2,0:00"}),
  "年休_R5Q4.csv": leave("R5Q4", {"000001": "3,0:00", "000002": "1,4:15", "000003": "2,0:00"}),
  "年休_R6Q1.csv": leave("R6Q1", {"000001": "1,0:00"}),
  "年休_R6Q2.csv": leave("R6Q2", {"000001": "1,0:00"}),
  "年休_R6Q3.csv": leave("R6Q3", {"000001": "1,0:00", "000002": "4,0:00"}),
  ...Object.fromEntries(
    MONTHS.map((month, index) => [
      `時間外_${month}.csv`,
      overtime(month, {
        "000001": index === 0 ? "46:00" : "30:00",
        "000003": "100:00",
        ...(index < 8 ? {"000006": "10:00"} : {}),
      }),
    ]),
  ),
  "活動_R5Q1.csv": "期間,項目,件名,実施日,数量\nR5Q1,紙文書コーチング,甲,,2",
  "活動_R5Q2.csv": "期間,項目,件名,実施日,数量\nR5Q2,紙文書コーチング,甲,,0",
  "活動_R5Q3.csv": "期間,項目,件名,実施日,数量\nR5Q3,紙文書コーチング,甲,,1",
  "活動_R5Q4.csv": "期間,項目,件名,実施日,数量\nR5Q4,紙文書コーチング,甲,,0",
  "活動_R6Q1.csv": "期間,項目,件名,実施日,数量\nR6Q1,紙文書コーチング,甲,,5",
  "アンケート_R5.csv": [
    "年度,調査名,調査対象,設問,選択肢,判定,回答数,対象者数",
    "R5,調査,職員,コスト意識,そう思う,肯定,30,100",
    "R5,調査,職員,コスト意識,そう思わない,否定,10,100",
    "R5,調査,職員,コスト意識,わからない,対象外,5,100",
  ].join("\n"),
  "メンタル_R5.csv": "年度,対策,対象者数,実施者数\nR5,ストレスチェック,80,60",
  "指標実績_R5.csv": [
    "年度,指標,区分,基準日,実績値,分子,分母,備考",
    "R5,受験者の女性割合,,,,10,80,",
    "R5,職員定数,,2024/4/1,1180,,,",
    "R5,効果額,,2023/9/30,0.5,,,",
    "R5,効果額,,2024/3/31,1.25,,,",
  ].join("\n"),
};

/** The first bureau is the head office; every 庶務課 had work of that kind for one year. */
const TAGS = [
  "tag,bureau_code,department_name,valid_from,valid_to",
  "本庁,1010,,2000-04-01,",
  "他律的業務,,庶務課,2023-04-01,2024-03-31",
].join("\n");

const POPULATIONS = {
  office: {name: "常勤の職員", except: [{employment: "会計年度任用"}]},
  all_year: {name: "通年の職員", counted: "whole_period", except: [{employment: "会計年度任用"}]},
  head_office: {name: "本庁の職員", only: [{tag: "本庁"}]},
  pressed_women: {name: "本庁か他律的業務の女性", only: [{tag: ["本庁", "他律的業務"], sex: "女"}]},
  elsewhere: {name: "出先の職員", except: [{tag: "本庁"}]},
  non_managers: {
    name: "管理職でない職員",
    managers: false,
    counted: "person_months",
    except: [{employment: "会計年度任用"}],
  },
};

const SAID = {
  leave_mean: {
    measure: {kind: "mean", source: "leave", field: "taken_days", population: "all_year"},
    unit: "日",
  },
  leave_calendar: {
    measure: {kind: "mean", source: "leave", field: "taken_days", population: "office", year_starts: 1},
    unit: "日",
  },
  leave_under_5: {
    measure: {
      kind: "share_over",
      source: "leave",
      field: "taken_days",
      population: "all_year",
      threshold: 5,
      compare: "under",
    },
    unit: "%",
  },
  overtime_month: {
    measure: {
      kind: "mean",
      source: "overtime",
      field: "hours",
      item: "report",
      population: "non_managers",
      per: "month",
    },
    unit: "時間",
  },
  overtime_total: {
    measure: {kind: "total", source: "overtime", field: "hours", item: "report", population: "office"},
    unit: "時間",
  },
  over_360: {
    measure: {
      kind: "count_over",
      source: "overtime",
      field: "hours",
      item: "report",
      population: "office",
      threshold: 360,
      compare: "over",
    },
  },
  month_45: {
    measure: {
      kind: "share_over",
      source: "overtime",
      field: "hours",
      item: "report",
      population: "office",
      threshold: 45,
      compare: "over",
      window: "month",
    },
    unit: "%",
  },
  units_360: {
    measure: {
      kind: "units_over",
      source: "overtime",
      field: "hours",
      item: "report",
      population: "office",
      threshold: 360,
      compare: "over",
    },
  },
  women_managers: {
    measure: {kind: "share", population: "managers", part: "women", of_year: "next"},
    unit: "%",
  },
  women: {measure: {kind: "head_count", population: "women"}},
  at_head_office: {measure: {kind: "head_count", population: "head_office"}},
  pressed: {measure: {kind: "head_count", population: "pressed_women"}},
  elsewhere: {measure: {kind: "head_count", population: "elsewhere"}},
  new_managers: {measure: {kind: "head_count", population: "managers", people: "appointed"}},
  hired_women: {measure: {kind: "share", population: "everyone", part: "women", people: "hired"}, unit: "%"},
  left: {measure: {kind: "head_count", population: "everyone", people: "left"}},
  kept: {measure: {kind: "cohort", population: "everyone", after_months: 12}, unit: "%"},
  tenure_men: {measure: {kind: "tenure", population: "men"}, unit: "年"},
  cost: {measure: {kind: "survey_share", question: "cost_awareness"}, unit: "%"},
  cost_score: {
    measure: {kind: "survey_mean", question: "cost_awareness", scores: {そう思う: 4, そう思わない: 1}},
    unit: "点",
  },
  coaching: {
    measure: {kind: "running_sum", source: "activity", field: "amount", item: "coaching"},
    since: 2023,
  },
  carried: {
    measure: {kind: "carried_on", source: "activity", field: "amount", item: "coaching"},
    since: 2023,
  },
  stress: {
    measure: {
      kind: "ratio",
      of: {source: "mental_health", field: "done_count", item: "stress_check"},
      over: {source: "mental_health", field: "due_count", item: "stress_check"},
    },
    unit: "%",
  },
  applicants: {measure: {kind: "figures", indicator: "受験者の女性割合"}, unit: "%"},
  posts: {measure: {kind: "figures", indicator: "職員定数"}},
  effect: {measure: {kind: "figures", indicator: "効果額"}, unit: "億円"},
};

let city: MeasuredCity;
beforeAll(async () => {
  city = await measuredCity(SAID, {files: FILES, populations: POPULATIONS, tables: {"unit-tags.csv": TAGS}});
}, 120_000);
afterAll(() => city.close());

// By hand from the files above.
test.each<[keyof typeof SAID, string[]]>([
  // In service to the end of each quarter: 1, 2, 3 and, to September, 6; from December on without.
  [
    "leave_mean",
    ["2023 1 1.75", "2023 2 3.25", "2023 3 6.15", "2023 4 8.33", "2024 1 0.25", "2024 2 0.5", "2024 3 1.75"],
  ],
  // January to December: the last quarter of 令和5年度 and three of 令和6年度, over those of the roster of October who were still there in January.
  ["leave_calendar", ["2024 － 3.39"]],
  // To March: 12, 5 (4 days and 7:45), 8 days; from April to December 2024 of four: 3, 4, 0, 0.
  [
    "leave_under_5",
    ["2023 1 100", "2023 2 75", "2023 3 33.33", "2023 4 0", "2024 1 100", "2024 2 100", "2024 3 100"],
  ],
  ["over_360", ["2023 1 0", "2023 2 1", "2023 3 1", "2023 4 2"]],
  ["month_45", ["2023 1 50", "2023 2 50", "2023 3 50", "2023 4 50"]],
  ["units_360", ["2023 1 0", "2023 2 1", "2023 3 1", "2023 4 1"]],
  ["overtime_total", ["2023 1 436", "2023 2 856", "2023 3 1266", "2023 4 1656"]],
  ["women_managers", ["2021 0", "2022 0", "2023 50", "2024 50"].map((line) => line.replace(" ", " － "))],
  ["women", ["2022 － 2", "2023 － 2", "2024 － 3", "2025 － 3"]],
  // 000002 of the head office; 000004 elsewhere, in the year of her tag only; 000005 from June 2023 on.
  ["pressed", ["2022 － 1", "2023 － 2", "2024 － 2", "2025 － 2"]],
  ["at_head_office", ["2022 － 3", "2023 － 3", "2024 － 4", "2025 － 4"]],
  ["elsewhere", ["2022 － 2", "2023 － 2", "2024 － 1", "2025 － 1"]],
  ["new_managers", ["2023 － 0", "2024 － 1", "2025 － 0"]],
  ["hired_women", ["2023 － 100"]],
  ["left", ["2022 － 0", "2023 － 1", "2024 － 0"]],
  ["kept", ["2023 － 100"]],
  ["cost", ["2023 － 75"]],
  ["cost_score", ["2023 － 3.25"]],
  ["coaching", ["2023 1 2", "2023 2 2", "2023 3 3", "2023 4 3", "2024 1 8"]],
  ["carried", ["2023 1 2", "2023 2 2", "2023 3 3", "2023 4 3", "2024 1 11"]],
  ["stress", ["2023 － 75"]],
  ["applicants", ["2023 － 12.5"]],
  ["posts", ["2023 － 1180"]],
  ["effect", ["2023 2 0.5", "2023 4 1.25"]],
])("%s", async (id, expected) => {
  expect(await city.values(id)).toEqual(expected);
});

test("a measure is told by bureau where its people are", async () => {
  expect(await city.values("women", "1020")).toEqual(["2022 － 1", "2023 － 1", "2024 － 1", "2025 － 1"]);
  expect(await city.values("overtime_total", "1020")).toEqual([
    "2023 1 30",
    "2023 2 60",
    "2023 3 80",
    "2023 4 80",
  ]);
});

// Person-months: 1 and 2 all year, 5 from October (the next roster), 6 until December; 3 is a manager.
test("a mean of person-months divides by the months in which people were there", async () => {
  expect((await city.values("overtime_month")).at(0)).toBe("2023 1 15.11");
  expect((await city.values("overtime_month")).at(-1)).toBe("2023 4 11.69");
});

test("years of service are those since the spell began", async () => {
  expect(await city.values("tenure_men")).toEqual(["2022 － 10", "2023 － 11", "2024 － 11", "2025 － 12"]);
});

test("an indicator rests on the files that its measure names, and on no others", async () => {
  const found = await city.rows(
    `select kpi_id, string_agg(source, ' ' order by source) as sources from intermediate.int_kpi_sources
     where kpi_id in ('leave_mean', 'stress', 'applicants', 'women') group by kpi_id order by kpi_id`,
  );
  expect(found.map(({kpi_id, sources}) => `${kpi_id}: ${sources}`)).toEqual([
    "applicants: indicator_figures",
    "leave_mean: bureaus leave staff",
    "stress: mental_health",
    "women: bureaus staff",
  ]);
});
