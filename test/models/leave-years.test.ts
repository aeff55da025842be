import {afterAll, beforeAll, expect, test} from "vitest";
import {type MeasuredCity, measuredCity} from "./measured-city.ts";
import {BUREAUS, HEADINGS, rosterLine} from "./tiny-city.ts";

/*
 * A city whose leave comes by the month and whose leave year begins on 1 September, as that of many schools does; one bureau still
 * sent a quarter of 令和6年度 as a whole.
 */

const PEOPLE = ["000001", "000002"];

function roster(day: string): string {
  return [HEADINGS.staff, ...PEOPLE.map((person) => rosterLine({day, person}))].join("\n");
}

/** Days that both people together took in each of some months that follow each other. */
function months(first: number, days: [number, number][]): Record<string, string> {
  return Object.fromEntries(
    days.map(([one, other], place) => {
      const index = first + place;
      const month = `${2022 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
      const rows = [`${month},000001,${one},0:00`, `${month},000002,${other},0:00`];
      return [`年休_${month}.csv`, ["年月,職員番号,取得日数,取得時間", ...rows].join("\n")];
    }),
  );
}

const [AUGUST, SEPTEMBER] = [7, 8];

const FILES = {
  "局区一覧.csv": BUREAUS,
  ...Object.fromEntries(
    ["2022-04-01", "2023-04-01", "2024-04-01"].map((day) => [`職員名簿_${day}.csv`, roster(day)]),
  ),
  // August 2022 is of the year before; then three years from September on.
  ...months(AUGUST, [[5, 5]]),
  ...months(SEPTEMBER, [...Array(11).fill([1, 0]), [1, 3]]),
  ...months(SEPTEMBER + 12, [...Array(10).fill([2, 2])]),
  // July to September 2024 in one.
  "年休_R6Q2.csv": "期間,職員番号,取得日数,取得時間\nR6Q2,000001,2,0:00\nR6Q2,000002,2,0:00",
  ...months(SEPTEMBER + 25, [...Array(11).fill([1, 1])]),
};

const MEAN = {kind: "mean", source: "leave", field: "taken_days", population: "everyone"};

let city: MeasuredCity;
beforeAll(async () => {
  city = await measuredCity(
    {
      from_september: {measure: {...MEAN, year_starts: 9}, unit: "日"},
      from_april: {measure: MEAN, unit: "日"},
      most_in_a_month: {
        measure: {...MEAN, kind: "count_over", threshold: 3, compare: "at_least", window: "month"},
      },
    },
    {files: FILES, populations: {}, tables: {"sources/leave.yaml": "period: month\n"}},
  );
}, 120_000);
afterAll(() => city.close());

// 12 and 3 days. July to September 2024 lies in two years: neither can be told.
test("a leave year from September has its own months, and no year is cut out of a quarter", async () => {
  expect(await city.values("from_september")).toEqual(["2022 － 7.5"]);
});

// 5 + 3 to August and 14 each from then on; 6, 2 and 6 days each.
test("the fiscal year is that of before, whichever way its quarters came", async () => {
  expect((await city.values("from_april")).filter((line) => /^\d+ 4/.test(line))).toEqual([
    "2023 4 18",
    "2024 4 14",
  ]);
});

test("the most of any month is of a month, not of the quarter that it lies in", async () => {
  expect((await city.values("most_in_a_month")).filter((line) => line.startsWith("2023"))).toEqual([
    "2023 1 0",
    "2023 2 1",
    "2023 3 1",
    "2023 4 1",
  ]);
});
