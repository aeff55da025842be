import {afterAll, beforeAll, expect, test} from "vitest";
import {BUREAUS, buildTinyCity, HEADINGS, type RosterLine, rosterLine, type TinyCity} from "./tiny-city.ts";

const ROSTERS = ["2023-04-01", "2024-04-01", "2024-10-01"];

/** So many people, alike, on every roster. */
function staff(count: number, from: number, change: Partial<RosterLine>): string[] {
  return ROSTERS.flatMap((day) =>
    Array.from({length: count}, (_, index) =>
      rosterLine({day, person: String(from + index).padStart(6, "0"), ...change}),
    ),
  );
}

const CLERK = "000001,身体,重度以外,38:45,身体障害者手帳,";
const FIRE_FIGHTER = "000201,身体,重度,38:45,身体障害者手帳,";
const SHORT_TIME = "000301,身体,重度,15:00,身体障害者手帳,";
const WITHOUT_PAPER = "000002,身体,重度,38:45,なし,";

let city: TinyCity;
beforeAll(async () => {
  city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [
      HEADINGS.staff,
      ...staff(101, 1, {}),
      ...staff(3, 201, {authority: "消防長", occupation: "消防吏員"}),
      ...staff(2, 301, {authority: "選挙管理委員会", weekly: "15:00"}),
    ].join("\n"),
    "障害.csv": [
      HEADINGS.disability,
      `2023-06-01,${WITHOUT_PAPER}`,
      ...["2024-06-01", "2024-12-01"].flatMap((day) =>
        [CLERK, FIRE_FIGHTER].map((person) => `${day},${person}`),
      ),
      `2024-12-01,${SHORT_TIME}`,
    ].join("\n"),
  });
});
afterAll(() => city?.close());

async function reportOf(day: string) {
  const [row] = await city.rows(
    `select counted_persons, staff_base, round(rate, 2) as rate, shortage
     from marts.fct_disability_rate where as_of_date = '${day}'`,
  );
  return row;
}

// 障害者雇用促進法 38条1項: 除外職員 are among neither those who count nor all staff. floor(101 × 2.8 %) = 2.
test("a fire fighter with a disability does not count", async () => {
  expect(await reportOf("2024-06-01")).toEqual({
    counted_persons: 1,
    staff_base: 101,
    rate: 0.99,
    shortage: 1,
  });
});

// 特定短時間 (10 to under 20 hours) counts half since April 2024; those under 20 hours are not in the base.
test("an institution whose staff all work under 20 hours has its specified short-time people", async () => {
  expect(await reportOf("2024-12-01")).toEqual({
    counted_persons: 1.5,
    staff_base: 101,
    rate: 1.49,
    shortage: 0.5,
  });
  const [row] = await city.rows(
    `select counted_persons, staff_base, shortage from intermediate.int_disability_rate_parts
     where appointing_authority = '選挙管理委員会' and as_of_date = '2024-12-01'`,
  );
  expect(row).toEqual({counted_persons: 0.5, staff_base: 0, shortage: 0});
});

// floor(101 × 2.6 %) = 2.
test("a day on which nobody counts is 0 with a shortage", async () => {
  expect(await reportOf("2023-06-01")).toEqual({
    counted_persons: 0,
    staff_base: 101,
    rate: 0,
    shortage: 2,
  });
});

// 施行令 8条: the day of the yearly report is 1 June.
test("of two reports in a fiscal year the one of 1 June is the year's value", async () => {
  const rows = await city.rows(
    `select fiscal_year, period_end::varchar as day, round(value, 2) as value from marts.fct_kpi_values
     where kpi_id = 'disability_employment_rate' order by fiscal_year`,
  );
  expect(rows).toEqual([
    {fiscal_year: 2023, day: "2023-06-01", value: 0},
    {fiscal_year: 2024, day: "2024-06-01", value: 0.99},
  ]);
  const [board] = await city.rows(
    `select count(*) as rows, count(distinct (as_of_fiscal_year, as_of_quarter)) as quarters
     from marts.fct_scoreboard where kpi_id = 'disability_employment_rate'`,
  );
  expect(board?.rows).toBe(board?.quarters);
});
