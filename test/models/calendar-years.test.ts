import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type MeasuredCity, measuredCity} from "./measured-city.ts";
import {BUREAUS, HEADINGS, rosterLine} from "./tiny-city.ts";

/** "2023-08" … "2024-12": overtime of two people, 1:00 and 2:00 in every month. */
const MONTHS = Array.from({length: 17}, (_, index) => {
  const month = 7 + index;
  return `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
});

function overtime(month: string): string {
  return [
    HEADINGS.overtime,
    `000001,${month},平日時間外,通常,1:00`,
    `000002,${month},平日時間外,通常,2:00`,
  ].join("\n");
}

const QUARTERS = ["R5Q3", "R5Q4", "R6Q1", "R6Q2", "R6Q3"];

const FILES = {
  "局区.csv": BUREAUS,
  ...Object.fromEntries(
    ["2023-04-01", "2023-12-31", "2024-04-01", "2024-06-01"].map((day) => [
      `名簿_${day}.csv`,
      [
        HEADINGS.staff,
        rosterLine({day, person: "000001"}),
        rosterLine({day, person: "000002", sex: "男"}),
        ...(day >= "2024-06-01" ? [rosterLine({day, person: "000003", hired: "2024-05-01"})] : []),
      ].join("\n"),
    ]),
  ),
  ...Object.fromEntries(MONTHS.map((month) => [`時間外_${month}.csv`, overtime(month)])),
  ...Object.fromEntries(
    QUARTERS.map((quarter) => [
      `活動_${quarter}.csv`,
      `期間,項目,件名,実施日,数量\n${quarter},紙文書コーチング,甲,,3`,
    ]),
  ),
};

const hours = {source: "overtime", field: "hours", item: "report", population: "everyone"};
const coaching = {source: "activity", field: "amount", item: "coaching"};
const women = {kind: "head_count", population: "women"};

const REVISION = {
  ...{decided_on: "2024-05-01", value: 50, fiscal_year: 2030},
  ...{decided_by: "市", reason: "見直し"},
};

let city: MeasuredCity;
beforeAll(async () => {
  city = await measuredCity(
    {
      fiscal_year: {measure: {kind: "total", ...hours}, unit: "時間"},
      ...Object.fromEntries(
        [1, 9, 12].map((year_starts) => [
          `from_${year_starts}`,
          {measure: {kind: "total", ...hours, year_starts}, unit: "時間"},
        ]),
      ),
      both: {measure: {kind: "ratio", of: hours, over: coaching, year_starts: 10}, unit: "時間"},
      april: {measure: women},
      next_april: {measure: {...women, of_year: "next"}},
      june: {measure: {...women, on: "06-01"}, rest: {target_revisions: [REVISION]}},
      year_end: {measure: {...women, on: "12-31"}},
      end_of_march: {measure: {...women, on: "03-31"}},
    },
    {files: FILES, populations: {}},
  );
}, 120_000);
afterAll(() => city.close());

test.each([
  // The months before and after are there and count in no such year; from April 2024 on, the fiscal year to each quarter's end.
  ["fiscal_year", ["2024 1 9", "2024 2 18", "2024 3 27"]],
  ["from_1", ["2024 － 36"]],
  ["from_9", ["2023 － 36"]],
  ["from_12", ["2023 － 36"]],
  // 36 hours and 12 coachings from October to September.
  ["both", ["2023 － 3"]],
  ["april", ["2023 － 1", "2024 － 1"]],
  ["next_april", ["2022 － 1", "2023 － 1"]],
  ["june", ["2024 － 2"]],
  ["year_end", ["2023 － 1"]],
  ["end_of_march", []],
])("a year of one's own, or a day of the year: %s", async (id, expected) => {
  expect(await city.values(id)).toEqual(expected);
});

test("each is told with the first and the last day of its year", async () => {
  const found = await city.rows(
    `select kpi_id, period_start, period_end from metrics.kpi_measured
     where kpi_id in ('from_1', 'from_9', 'from_12', 'next_april', 'june', 'year_end') and bureau_code is null
     order by kpi_id, period_end`,
  );
  expect(lines(found)).toEqual([
    "from_1 2024-01-01 2024-12-31",
    "from_12 2023-12-01 2024-11-30",
    "from_9 2023-09-01 2024-08-31",
    "june 2024-06-01 2024-06-01",
    "next_april 2023-04-01 2023-04-01",
    "next_april 2024-04-01 2024-04-01",
    "year_end 2023-12-31 2023-12-31",
  ]);
});

test("the board has each year's value from the day on which it is over, and documents know over which months it is, with the target as the programme was decided", async () => {
  const board = await city.rows(
    `select kpi_id, as_of_date, value_fiscal_year, value from marts.fct_scoreboard
     where kpi_id in ('from_1', 'from_9') and as_of_date between '2024-06-30' and '2024-12-31' order by kpi_id, as_of_date`,
  );
  expect(lines(board)).toEqual([
    "from_1 2024-06-30 － －",
    "from_1 2024-09-30 － －",
    "from_1 2024-12-31 2024 36",
    "from_9 2024-06-30 － －",
    "from_9 2024-09-30 2023 36",
    "from_9 2024-12-31 2023 36",
  ]);
  const years = await city.rows("select year_starts, count(*) from marts.dim_kpis group by all order by all");
  expect(lines(years)).toEqual(["1 1", "4 6", "9 1", "10 1", "12 1"]);
  const revised = await city.rows("select target_low from marts.dim_kpis where kpi_id = 'june'");
  expect(lines(revised)).toEqual(["100"]);
});
