import {afterAll, beforeAll, expect, test} from "vitest";
import {sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine, type TinyCity} from "./tiny-city.ts";

/**
 * Monthly and quarterly files begin in October 2022 (令和4年度第3四半期), reports of activities in 平成30年度 without
 * 令和3年度第2四半期, shared services in 平成30年度 without 令和3年度. "Up to the end of March" and "since" are said by the
 * definitions of the indicators (city/kpis.yaml: as_of_rule, cumulative_since).
 */
let city: TinyCity;
beforeAll(async () => {
  const people = ["000001", "000002"];
  const rosterDays = ["2022-04-01", "2022-10-01", "2023-04-01"];
  city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [
      HEADINGS.staff,
      ...rosterDays.flatMap((day) => people.map((person) => rosterLine({day, person}))),
    ].join("\n"),
    "時間外.csv": [HEADINGS.overtime, ...MONTHS.map((month) => `000001,${month},平日時間外,通常,90:00`)].join(
      "\n",
    ),
    "用紙.csv": [
      "局区名,区分,用紙,年月,枚数",
      ...MONTHS.map((month) => `総務企画局,学校等以外,A4,${month},1000`),
    ].join("\n"),
    "休暇.csv": [
      "期間,職員番号,取得日数,取得時間",
      ...QUARTERS.map((quarter) => `${quarter},000001,3,0:00`),
    ].join("\n"),
    "育休.csv": [
      "期間,職員番号,性別,届出区分,発生日",
      ...[...QUARTERS].map((quarter, index) => `${quarter},000001,男,配偶者の出産,${MONTHS[index * 3]}-15`),
    ].join("\n"),
    "活動.csv": ["期間,項目,件名,実施日,数量", ...ACTIVITY_QUARTERS.flatMap(activities)].join("\n"),
    "総務事務.csv": [
      "年度,事務,区分,算定方法,単位,数量",
      ...["H30", "R1", "R2", "R4", "R5"].map((year) => `${year},旅費認定,財政効果,第3期プログラム,千円,1000`),
      "R3,旅費認定,削減時間の効果額,年次報告,千円,9000",
    ].join("\n"),
  });
});
afterAll(() => city.close());

const MONTHS = Array.from({length: 18}, (_, index) =>
  new Date(Date.UTC(2022, 9 + index, 1)).toISOString().slice(0, 7),
);
const QUARTERS = ["R4Q3", "R4Q4", "R5Q1", "R5Q2", "R5Q3", "R5Q4"];
const ACTIVITY_QUARTERS = ["H30", "H31", "R2", "R3", "R4", "R5"]
  .flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`))
  .filter((quarter) => quarter !== "R3Q2");

function activities(quarter: string): string[] {
  return [
    `${quarter},業務プロセス改革の支援手続,手続,,1`,
    `${quarter},業務プロセス改革前の時間,手続,,10`,
    `${quarter},業務プロセス改革後の時間,手続,,8`,
  ];
}

async function valuesOf(kpi: string, kind: string): Promise<[string, unknown][]> {
  const rows = await city.rows(
    `select cast(period_end as varchar) as period_end, value, denominator from metrics.kpi_values_shown
     where kpi_id = '${kpi}' and period_kind = '${kind}' and bureau_code is null and scope_id = 'programme' order by all`,
  );
  return rows.map(({period_end, value, denominator}) => [String(period_end), value ?? denominator]);
}

test.each(["overtime_over_480h", "paper_sheets", "annual_leave_days", "male_parental_leave_rate"])(
  "a year whose files begin in October is no complete year: %s",
  async (kpi) => {
    expect((await valuesOf(kpi, "year")).map(([end]) => end)).toEqual(["2024-03-31"]);
    expect((await valuesOf(kpi, "quarter")).map(([end]) => end)).toEqual([
      "2023-06-30",
      "2023-09-30",
      "2023-12-31",
      "2024-03-31",
    ]);
  },
);

test("nor is it one for the limits of a year, nor for the mean; its months are judged", async () => {
  const years = async (relation: string) =>
    (await city.rows(`select distinct fiscal_year from ${relation} order by all`)).map(
      (row) => row.fiscal_year,
    );
  expect(await years("metrics.overtime_limits where month is null")).toEqual([2023]);
  expect(await years("metrics.overtime_analysis_due")).toEqual([2023]);
  expect(await years("metrics.overtime_means")).toEqual([2023]);
  expect(await years("metrics.overtime_limits where month is not null")).toEqual([2022, 2023]);
});

test("the scoreboard has a board for every quarter that overtime has reached, and before that for those of other sources", async () => {
  const rows = await city.rows(
    "select distinct cast(as_of_date as varchar) as as_of from metrics.scoreboard order by all",
  );
  expect(rows.map(({as_of}) => as_of)).toEqual([
    // Activities, shared services and the roster of April 2022, from the first base year's end on.
    ...["2021-06-30", "2021-09-30", "2021-12-31", "2022-03-31", "2022-06-30", "2022-09-30"],
    "2022-12-31",
    "2023-03-31",
    "2023-06-30",
    "2023-09-30",
    "2023-12-31",
    "2024-03-31",
  ]);
});

test("a running total is told as far as every period since its start has come", async () => {
  expect((await valuesOf("bpr_procedures", "quarter")).at(-1)).toEqual(["2021-06-30", 13]);
  expect((await valuesOf("bpr_time_reduction", "year")).at(-1)).toEqual(["2021-03-31", 20]);
});

test("what is saved is added up from the year in which the indicator starts, as far as no year is missing", async () => {
  expect(await valuesOf("consolidation_saving", "year")).toEqual([
    ["2020-03-31", 1000],
    ["2021-03-31", 2000],
  ]);
});

test("the missing periods are named, each with the indicators that wait for it", async () => {
  const check = sqlFiles("checks").find(({name}) => name === "checks.running_totals_have_no_gap");
  const rows = await city.rows(
    `select source, cast(period as varchar) as period, kpi_id from (${check?.text})`,
  );
  const waiting = (source: string) =>
    rows.filter((row) => row.source === source).map(({period, kpi_id}) => [period, kpi_id]);
  expect(waiting("shared_services")).toEqual([["2021-04-01", "consolidation_saving"]]);
  expect(waiting("activity")).toContainEqual(["2021-07-01", "bpr_procedures"]);
  expect(new Set(waiting("activity").map(([period]) => period))).toEqual(new Set(["2021-07-01"]));
});
