import {expect, test} from "vitest";
import {nextTime} from "../../reports/values/rhythm-text.ts";
import type {Scored} from "../../reports/values/scored.ts";

/** At the end of a quarter of a fiscal year, with the latest year that has a value. */
function at(as_of_date: string, year: number, known: number, rhythm: {month: number; day?: number}): Scored {
  return {
    kpi: {
      rhythm: rhythm.day === undefined ? "month" : "day",
      rhythm_month: rhythm.month,
      rhythm_day: rhythm.day ?? null,
    },
    score: {as_of_date, as_of_fiscal_year: year, value_fiscal_year: known},
  } as Scored;
}

test("says when what is counted once a year is counted next", () => {
  expect(nextTime(at("2024-09-30", 2024, 2023, {month: 12}))).toBe("年1回、次は令和6年12月");
  expect(nextTime(at("2024-09-30", 2024, 2024, {month: 6, day: 1}))).toBe("次は令和7年6月1日");
});

test("of what was counted in the running year says that its value is the year's", () => {
  expect(nextTime(at("2024-12-31", 2024, 2023, {month: 12}))).toBe("令和6年12月に数え、値は年度末");
  expect(nextTime(at("2025-03-31", 2024, 2024, {month: 12}))).toBe("年1回、次は令和7年12月");
});

test("of what is counted in April for the year before does not announce a count that stands on the page", () => {
  expect(nextTime(at("2024-03-31", 2023, 2022, {month: 4}))).toBe("年1回、次は令和6年4月");
  expect(nextTime(at("2024-03-31", 2023, 2023, {month: 4}))).toBe("年1回、次は令和7年4月");
  expect(nextTime(at("2024-03-31", 2023, 2023, {month: 4, day: 1}))).toBe("次は令和7年4月1日");
  expect(nextTime(at("2024-06-30", 2024, 2023, {month: 4}))).toBe("年1回、次は令和7年4月");
});
