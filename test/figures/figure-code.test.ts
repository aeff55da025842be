import fc from "fast-check";
import {expect, test} from "vitest";
import {type FigureId, figureCode, isTypedFigure, parseFigureCode} from "../../schemas/figure-code.ts";

const FIGURE: FigureId = {
  kpi_id: "overtime_over_480h",
  fiscal_year: 2024,
  period_kind: "quarter",
  period_end: "2024-09-30",
  scope_id: "programme",
  bureau_code: null,
};

test.each([
  ["F-overtime_over_480h-R6Q2", {}],
  ["F-overtime_over_480h-R6", {period_kind: "year", period_end: "2025-03-31"}],
  ["F-overtime_over_480h-H30", {period_kind: "year", fiscal_year: 2018, period_end: "2019-03-31"}],
  ["F-overtime_over_480h-R6Q4", {period_end: "2025-03-31"}],
  ["F-overtime_over_480h-R6M07", {period_kind: "month", period_end: "2024-07-31"}],
  ["F-overtime_over_480h-R6Q2-B1010", {bureau_code: "1010"}],
  ["F-overtime_over_480h-R6Q2-B1010-Sall_authorities", {bureau_code: "1010", scope_id: "all_authorities"}],
] as [string, Partial<FigureId>][])("%s", (code, difference) => {
  expect(figureCode({...FIGURE, ...difference}, "programme")).toBe(code);
});

test("a year that is measured on one day is the same figure whatever the day", () => {
  const year = {...FIGURE, period_kind: "year", period_end: "2024-06-01"} as const;
  expect(figureCode(year, "programme")).toBe("F-overtime_over_480h-R6");
});

test("codes are read in any case, in full-width signs, with any hyphen, the official scope said or not", () => {
  for (const typed of [
    "f-OVERTIME_over_480h-r6q2-b1010",
    "Ｆ－overtime_over_480h－Ｒ６Ｑ２－Ｂ１０１０",
    "F‐overtime_over_480h–2024Q2−B1010",
    "F-overtime_over_480h-R6Q2-B1010-Sprogramme",
  ])
    expect(isTypedFigure(parseFigureCode(typed), {...FIGURE, bureau_code: "1010"}, "programme")).toBe(true);
});

test.each(["", "F-", "F-x", "overtime_over_480h-R5", "F-overtime-R6Q5", "F-overtime-R6-B", "F-a-R6-Sb-B1"])(
  "「%s」 is no code",
  (text) => {
    expect(() => parseFigureCode(text)).toThrow(/数値の記号として読めません/);
  },
);

test("what is made is read back", () => {
  const periods = fc.record({
    fiscal_year: fc.integer({min: 2000, max: 2060}),
    period: fc.constantFrom(
      {period_kind: "year", day: "-03-31"},
      {period_kind: "quarter", day: "-06-30"},
      {period_kind: "quarter", day: "-12-31"},
      {period_kind: "month", day: "-05-31"},
    ),
    kpi_id: fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/),
    scope_id: fc.stringMatching(/^[a-z][a-z_]{0,12}$/),
    // A city without codes calls a bureau by its name.
    bureau_code: fc.option(fc.stringMatching(/^([0-9]{4}|[総務課窓口センター]{1,8})$/)),
  });
  fc.assert(
    fc.property(periods, ({period, fiscal_year, ...rest}) => {
      const figure = {
        ...rest,
        fiscal_year,
        period_kind: period.period_kind,
        period_end: `${fiscal_year}${period.day}`,
      } as FigureId;
      expect(isTypedFigure(parseFigureCode(figureCode(figure, "programme")), figure, "programme")).toBe(true);
    }),
  );
});
