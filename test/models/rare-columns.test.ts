import {afterAll, beforeAll, expect, test} from "vitest";
import {sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {lines} from "./lines.ts";
import {type MeasuredCity, measuredCity} from "./measured-city.ts";
import {BUREAUS, HEADINGS, type RosterLine, rosterLine} from "./tiny-city.ts";

/* Columns that few cities send: who sends them can measure by them, and an indicator that asks for one waits until it comes. */

interface OnRoster extends Omit<RosterLine, "day"> {
  state: string;
  exam: string;
}

const PEOPLE: OnRoster[] = [
  {person: "000001", sex: "女", hired: "2023-06-01", state: "在職", exam: "上級"},
  {person: "000002", sex: "男", hired: "2023-06-01", state: "在職", exam: "上級"},
  {person: "000003", sex: "女", hired: "2023-05-01", state: "在職", exam: "初級"},
  {person: "000004", sex: "男", state: "休職", exam: ""},
  {person: "000005", sex: "女", state: "", exam: ""},
];

function roster(day: string, isWhole: boolean): string {
  const tail = (state: string, exam: string) => (isWhole ? `,${state},${exam}` : "");
  return [
    `${HEADINGS.staff}${tail("在職区分", "採用区分")}`,
    ...PEOPLE.filter(({hired = "2010-04-01"}) => hired <= day).map(
      ({state, exam, ...rest}) => `${rosterLine({day, ...rest})}${tail(state, exam)}`,
    ),
  ].join("\n");
}

/**
 * 000004 and 000005 have 20 days each from April on, 000005 has 5 more from January on. The days of 000003, who is not on the
 * roster of April, are said again in every quarter.
 */
function leave(quarter: 1 | 2 | 3 | 4, isWhole: boolean): string {
  const ofTwo = {1: ["2,20", "4,20"], 2: ["2,0", "2,"], 3: ["2,", "2,"], 4: ["2,", "2,5"]}[quarter];
  const days = ["1,15", ...ofTwo];
  return [
    `期間,職員番号,取得日数,取得時間${isWhole ? ",付与日数" : ""}`,
    ...days.map((said, index) => {
      const [taken = "", granted = ""] = said.split(",");
      return `R5Q${quarter},00000${index + 3},${taken},0:00${isWhole ? `,${granted}` : ""}`;
    }),
  ].join("\n");
}

function overtime(month: string, isWhole: boolean): string {
  const row = (person: string, hours: string, department: string) =>
    `${person},${month},平日時間外,通常,${hours}${isWhole ? `,${department}` : ""}`;
  return [
    `${HEADINGS.overtime}${isWhole ? ",所属名" : ""}`,
    row("000004", "10:00", "人事課"),
    row("000005", "3:00", "財政課"),
  ].join("\n");
}

function files(isWhole: boolean): Record<string, string> {
  return {
    "局区一覧.csv": BUREAUS,
    "職員名簿_2023-04-01.csv": roster("2023-04-01", isWhole),
    "職員名簿_2024-04-01.csv": roster("2024-04-01", isWhole),
    "年休_R5Q1.csv": leave(1, isWhole),
    "年休_R5Q2.csv": leave(2, isWhole),
    "年休_R5Q3.csv": leave(3, isWhole),
    "年休_R5Q4.csv": leave(4, isWhole),
    "時間外_2023-04.csv": overtime("2023-04", isWhole),
    "時間外_2023-05.csv": overtime("2023-05", isWhole),
    "時間外_2023-06.csv": overtime("2023-06", isWhole),
    "訂正_2023-05.csv":
      "職員番号,年月,勤務区分,事由,訂正時間数,訂正理由\n000004,2023-05,平日時間外,通常,▲1:00,打刻漏れ",
  };
}

const SAID = {
  advanced_women: {
    unit: "%",
    measure: {kind: "share", population: "advanced", part: "women", people: "hired"},
  },
  away: {measure: {kind: "head_count", population: "away"}},
  at_work: {measure: {kind: "head_count", population: "at_work"}},
  leave_rate: {
    unit: "%",
    measure: {
      kind: "ratio",
      of: {source: "leave", field: "taken_days", population: "all"},
      over: {source: "leave", field: "granted_days", population: "all"},
    },
  },
  office_hours: {
    unit: "時間",
    measure: {
      ...{kind: "total", source: "overtime", field: "hours", item: "report"},
      ...{department: "人事課", population: "all"},
    },
  },
  hours: {
    unit: "時間",
    measure: {kind: "total", source: "overtime", field: "hours", item: "report", population: "all"},
  },
};

const POPULATIONS = {
  all: {name: "すべて"},
  women: {name: "女性", only: [{sex: "女"}]},
  advanced: {name: "上級の採用者", only: [{exam: "上級"}]},
  away: {name: "休職の職員", only: [{state: "休職"}]},
  at_work: {name: "在職の職員", only: [{state: "在職"}]},
};

/** What a check of the program finds. */
async function found(city: MeasuredCity, check: string): Promise<string[]> {
  const file = sqlFiles("checks").find(({name}) => name === `checks.${check}`);
  return lines(await city.rows(file?.text ?? "")).sort();
}

let whole: MeasuredCity;
let bare: MeasuredCity;
beforeAll(async () => {
  whole = await measuredCity(SAID, {files: files(true), populations: POPULATIONS});
  bare = await measuredCity(SAID, {files: files(false), populations: POPULATIONS});
}, 240_000);
afterAll(() => {
  whole.close();
  bare.close();
});

test.each<[string, string[]]>([
  ["advanced_women", ["2023 － 50"]],
  ["away", ["2023 － 1", "2024 － 1"]],
  // A blank cell is 在職.
  ["at_work", ["2023 － 1", "2024 － 4"]],
  // 6 of 40, 10 of 40, 14 of 40, 18 of 45.
  ["leave_rate", ["2023 1 15", "2023 2 25", "2023 3 35", "2023 4 40"]],
  // What is taken off is taken off in the department of the row that it corrects.
  ["office_hours", ["2023 1 29"]],
  ["hours", ["2023 1 38"]],
])("%s is measured by a column that few cities have", async (id, expected) => {
  expect(await whole.values(id)).toEqual(expected);
});

test("an indicator waits for a column that no file has, and every other is as before", async () => {
  const waiting = lines(
    await bare.rows("select kpi_id, source_title from metrics.awaited_sources order by all"),
  );
  expect(waiting).toEqual([
    "advanced_women 職員名簿の「採用区分」の列",
    "at_work 職員名簿の「在職区分」の列",
    "away 職員名簿の「在職区分」の列",
    "leave_rate 年次休暇取得状況の「付与日数」の列",
    "office_hours 時間外勤務実績の「所属名」の列",
  ]);
  for (const id of Object.keys(SAID).filter((each) => each !== "hours"))
    expect(await bare.values(id)).toEqual([]);
  expect(await bare.values("hours")).toEqual(["2023 1 38"]);
  expect(lines(await whole.rows("from metrics.awaited_sources"))).toEqual([]);
});

test("a population told by a column that no roster has, and days granted again in every quarter, are told", async () => {
  const asked = "columns_that_populations_ask_for_have_come";
  expect(await found(bare, asked)).toEqual(["advanced 採用区分", "at_work 在職区分", "away 在職区分"]);
  expect(await found(whole, asked)).toEqual([]);
  const [line, ...others] = await found(whole, "leave_days_are_granted_once_a_year");
  expect([line, others]).toEqual([expect.stringMatching(/ 2023 4$/), []]);
});
