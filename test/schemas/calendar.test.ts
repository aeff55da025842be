import {describe, expect, test} from "vitest";
import {openingDays} from "../../pipelines/catalog/calendar.ts";
import {
  fiscalYearCode,
  fiscalYearName,
  japaneseDate,
  parseFiscalYear,
  parseQuarter,
  quarterEnd,
} from "../../schemas/fiscal-time.ts";

describe("開庁日", () => {
  // Counted with another holiday calendar (Python's holidays package) for the fiscal years 2016–2025.
  test.each([
    [2016, 243],
    [2017, 244],
    [2018, 244],
    [2019, 240],
    [2020, 243],
    [2021, 242],
    [2022, 243],
    [2023, 243],
    [2024, 243],
    [2025, 242],
  ])("fiscal year %i has %i", (fiscalYear, count) => {
    const days = openingDays().filter(
      (day) => day >= `${fiscalYear}-04-01` && day <= `${fiscalYear + 1}-03-31`,
    );
    expect(days).toHaveLength(count);
  });

  test("moved Olympic holidays and the year-end closing are no opening days", () => {
    const days = new Set(openingDays());
    expect(["2021-07-22", "2021-07-23", "2020-12-29", "2021-01-03"].some((day) => days.has(day))).toBe(false);
    expect(["2021-07-19", "2020-12-28", "2021-01-04"].every((day) => days.has(day))).toBe(true);
  });
});

describe("fiscal time", () => {
  test.each([
    ["R2", 2020],
    ["Ｒ２", 2020],
    ["令和元年度", 2019],
    ["H30", 2018],
    ["平成28年度", 2016],
    ["2020", 2020],
  ])("%s is %i", (text, year) => expect(parseFiscalYear(text)).toBe(year));
  test.each(["", "R", "X3", "20", "令和"])("「%s」 is refused with an example", (text) => {
    expect(() => parseFiscalYear(text)).toThrow(/年度として読めません。例: R2/);
  });
  test("quarters end on their last day, the fourth in the next calendar year", () => {
    expect(["R6Q1", "R6Q2", "R6Q3", "r6q4"].map((text) => quarterEnd(parseQuarter(text)))).toEqual([
      "2024-06-30",
      "2024-09-30",
      "2024-12-31",
      "2025-03-31",
    ]);
    expect(() => parseQuarter("R6Q5")).toThrow(/四半期として読めません/);
  });
  test("names of years and days change with the era", () => {
    expect([2018, 2019, 2020].map(fiscalYearCode)).toEqual(["H30", "R1", "R2"]);
    expect([2018, 2019, 2020].map(fiscalYearName)).toEqual(["平成30年度", "令和元年度", "令和2年度"]);
    expect(["2019-04-30", "2019-05-01", "2022-05-26", "1989-01-08"].map(japaneseDate)).toEqual([
      "平成31年4月30日",
      "令和元年5月1日",
      "令和4年5月26日",
      "平成元年1月8日",
    ]);
  });
});
