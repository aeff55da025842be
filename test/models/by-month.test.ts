import {afterAll, beforeAll, expect, test} from "vitest";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {figureInWords} from "../../pipelines/figures/figure-in-words.ts";
import {printKpiValues} from "../../reports/terminal/kpi-values.ts";
import {parsePeriod} from "../../schemas/typed-period.ts";
import {type MeasuredCity, measuredCity} from "./measured-city.ts";
import {BUREAUS, HEADINGS, rosterLine} from "./tiny-city.ts";

/* Three people over four months; the third comes with the roster of October. Leave comes by the month but for one quarter. */

function roster(day: string): string {
  const people = day < "2023-10-01" ? ["000001", "000002"] : ["000001", "000002", "000003"];
  return [
    HEADINGS.staff,
    ...people.map((person) =>
      rosterLine({
        day,
        person,
        ...(person === "000001" ? {} : {bureau: "1020"}),
        ...(person === "000003" ? {hired: "2023-10-01"} : {}),
      }),
    ),
  ].join("\n");
}

function overtime(month: string, hours: Record<string, number>): Record<string, string> {
  const rows = Object.entries(hours).map(
    ([person, worked]) => `${person},${month},平日時間外,通常,${worked}:00`,
  );
  return {[`時間外_${month}.csv`]: [HEADINGS.overtime, ...rows].join("\n")};
}

function leave(month: string, days: number): Record<string, string> {
  return {[`年休_${month}.csv`]: `年月,職員番号,取得日数,取得時間\n${month},000001,${days},0:00`};
}

const MONTHS = ["04", "05", "06", "07", "08", "09", "10"].map((month) => `2023-${month}`);

const FILES = {
  "局区一覧.csv": BUREAUS,
  "職員名簿_4月.csv": roster("2023-04-01"),
  "職員名簿_10月.csv": roster("2023-10-01"),
  ...Object.assign(
    {},
    ...MONTHS.slice(0, 6).map((month, place) => overtime(month, {"000001": 10 + place, "000002": 20})),
  ),
  ...overtime("2023-10", {"000001": 10, "000002": 20, "000003": 60}),
  ...Object.assign({}, ...MONTHS.slice(0, 3).map((month, place) => leave(month, place + 1))),
  "年休_R5Q2.csv": "期間,職員番号,取得日数,取得時間\nR5Q2,000001,6,0:00",
};

const hours = {source: "overtime", field: "hours", item: "report", population: "everyone"};
const days = {source: "leave", field: "taken_days", population: "everyone"};
const over = {...hours, threshold: 13, compare: "over"};

let city: MeasuredCity;
beforeAll(async () => {
  city = await measuredCity(
    {
      mean: {measure: {kind: "mean", ...hours, by_month: true}, unit: "時間"},
      mean_of_years: {measure: {kind: "mean", ...hours}, unit: "時間"},
      people_over: {measure: {kind: "count_over", ...over, by_month: true}},
      leave_days: {measure: {kind: "total", ...days, by_month: true}, unit: "日"},
      per_day: {measure: {kind: "ratio", of: hours, over: days, by_month: true}, unit: "時間"},
      from_september: {measure: {kind: "total", ...hours, year_starts: 9, by_month: true}, unit: "時間"},
      of_few: {measure: {kind: "mean", ...hours, by_month: true}, unit: "時間", rest: {privacy: "overtime"}},
      few_over: {measure: {kind: "count_over", ...over, by_month: true}, rest: {privacy: "overtime"}},
      there: {measure: {kind: "total", ...hours, population: "there", by_month: true}, unit: "時間"},
    },
    {
      files: FILES,
      populations: {there: {name: "一つの局", only: [{bureau: "1020"}]}},
      tables: {"sources/leave.yaml": "period: month\n"},
    },
  );
}, 120_000);
afterAll(() => city.close());

async function valuesOf(id: string, kind: string): Promise<string[]> {
  const found = await city.rows(
    `select fiscal_year, period_start::varchar as first, period_end::varchar as last, round(value, 2) as value
     from metrics.kpi_values where kpi_id = '${id}' and period_kind = '${kind}' and bureau_code is null order by period_end`,
  );
  return found.map(({fiscal_year, first, last, value}) => [fiscal_year, first, last, value].join(" "));
}

// 10, 11 … 15 hours and 20 of another; in October 10, 20 and 60.
test("each month has its own value beside the years to date, which stay as they were", async () => {
  expect(await valuesOf("mean", "month")).toEqual([
    "2023 2023-04-01 2023-04-30 15",
    "2023 2023-05-01 2023-05-31 15.5",
    "2023 2023-06-01 2023-06-30 16",
    "2023 2023-07-01 2023-07-31 16.5",
    "2023 2023-08-01 2023-08-31 17",
    "2023 2023-09-01 2023-09-30 17.5",
    "2023 2023-10-01 2023-10-31 30",
  ]);
  const quarters = ["2023 2023-04-01 2023-06-30 46.5", "2023 2023-04-01 2023-09-30 97.5"];
  expect(await valuesOf("mean", "quarter")).toEqual(quarters);
  expect(await valuesOf("mean_of_years", "quarter")).toEqual(quarters);
  expect(await valuesOf("mean_of_years", "month")).toEqual([]);
  expect(await valuesOf("mean", "year")).toEqual([]);
});

test("a threshold is held against the month alone", async () => {
  expect((await valuesOf("people_over", "month")).map((line) => line.split(" ").at(-1))).toEqual([
    "1",
    "1",
    "1",
    "1",
    "2",
    "2",
    "2",
  ]);
});

test("no month is made of a quarter that came as a whole, nor of a source that has not come", async () => {
  expect((await valuesOf("leave_days", "month")).map((line) => line.split(" ").slice(2).join(" "))).toEqual([
    "2023-04-30 1",
    "2023-05-31 2",
    "2023-06-30 3",
  ]);
  expect((await valuesOf("per_day", "month")).map((line) => line.split(" ").at(-1))).toEqual([
    "30",
    "15.5",
    "10.67",
  ]);
});

test("a month is of the indicator's own year", async () => {
  const years = (await valuesOf("from_september", "month")).map(
    (line) => `${line.slice(0, 4)} ${line.slice(5, 12)}`,
  );
  expect(years).toEqual([
    ...MONTHS.slice(0, 5).map((month) => `2022 ${month}`),
    ...MONTHS.slice(5).map((month) => `2023 ${month}`),
  ]);
});

test("months are told of the whole alone, and of no bureau by another name", async () => {
  const found = await city.rows(
    "select count(*)::integer as rows from metrics.kpi_values where period_kind = 'month' and bureau_code is not null",
  );
  expect(found).toEqual([{rows: 0}]);
  const told = await city.rows(
    `select distinct kpi_id, period_kind from marts.fct_kpi_values
     where kpi_id = 'few_over' and bureau_code is not null order by all`,
  );
  expect(told.map(({period_kind}) => period_kind)).toEqual(["quarter"]);
  expect(await valuesOf("there", "month")).toEqual([]);
  expect((await valuesOf("there", "quarter")).length).toBe(2);
});

test("the months of a year of which one is of few people are all withheld", async () => {
  const least = await city.rows("select min_cell from catalog.privacy where domain = 'overtime'");
  expect(Number(least[0]?.min_cell)).toBeGreaterThan(3);
  const found = await city.rows(
    `select kpi_id, count(value)::integer as told from marts.fct_kpi_values
     where period_kind = 'month' and kpi_id in ('mean', 'of_few') group by all order by all`,
  );
  expect(found.map(({kpi_id, told}) => `${kpi_id} ${told}`)).toEqual(["mean 7", "of_few 0"]);
});

test("a month is meant by its name; without a period it is never one", async () => {
  const marts = typedMarts(city.warehouse);
  const meant = (...words: string[]) => figureInWords(marts, words);
  expect(await meant("mean", "令和5年9月")).toBe("F-mean-R5M09");
  expect(await meant("mean", "2023-05")).toBe("F-mean-R5M05");
  expect(await meant("mean", "令和5年度第2四半期")).toBe("F-mean-R5Q2");
  expect(await meant("mean")).toBe("F-mean-R5Q2");
  // Who tells no months has the value to the end of the quarter.
  expect(await meant("mean_of_years", "令和5年5月")).toBe("F-mean_of_years-R5Q1");
  const table = await printKpiValues(marts, {kpiIds: ["mean"], period: parsePeriod("2023-09")}, false);
  expect(table).toMatch(/R5 9月 .*17\.50.* F-mean-R5M09/);
});
