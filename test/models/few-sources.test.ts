import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type MeasuredCity, measuredCity} from "./measured-city.ts";
import {BUREAUS, HEADINGS, rosterLine} from "./tiny-city.ts";

function roster(day: string): string {
  return [
    HEADINGS.staff,
    rosterLine({day, person: "000001", sex: "男"}),
    rosterLine({day, person: "000002", sex: "女"}),
  ].join("\n");
}

function leave(quarter: string): string {
  return `期間,職員番号,取得日数,取得時間\n${quarter},000001,3,0:00\n${quarter},000002,2,0:00`;
}

let city: MeasuredCity;
beforeAll(async () => {
  city = await measuredCity(
    {
      leave: {
        measure: {kind: "mean", source: "leave", field: "taken_days", population: "annual_leave"},
        unit: "日",
      },
      women: {measure: {kind: "share", population: "everyone", part: "women"}, unit: "%"},
      overtime: {
        measure: {kind: "total", source: "overtime", field: "hours", item: "report", population: "everyone"},
      },
    },
    {
      files: {
        "局区一覧.csv": BUREAUS,
        "職員名簿_2023.csv": roster("2023-04-01"),
        "職員名簿_2024.csv": roster("2024-04-01"),
        ...Object.fromEntries([1, 2, 3, 4].map((quarter) => [`年休_${quarter}.csv`, leave(`R5Q${quarter}`)])),
      },
      populations: {},
    },
  );
}, 120_000);
afterAll(() => city.close());

test("a city with rosters and leave only has a board at the end of every quarter that is over", async () => {
  const board = await city.rows(
    `select kpi_id, as_of_fiscal_year, as_of_quarter, value, status from marts.fct_scoreboard
     where as_of_fiscal_year = 2023 and as_of_quarter = 4 order by kpi_id`,
  );
  expect(lines(board)).toEqual([
    "leave 2023 4 10 behind",
    "overtime 2023 4 － unknown",
    "women 2023 4 50 on_track",
  ]);
});

test("an indicator whose files never came says which it waits for", async () => {
  const awaited = await city.rows("select kpi_id, source from marts.fct_kpi_awaited_sources order by all");
  expect(lines(awaited)).toEqual(["overtime overtime"]);
});
