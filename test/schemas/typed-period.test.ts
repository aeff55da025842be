import {expect, test} from "vitest";
import {isSameWord} from "../../schemas/same-word.ts";
import {parsePeriod, parseYear, spanOf} from "../../schemas/typed-period.ts";

const YEAR = {kind: "year", fiscalYear: 2025};
const LAST_QUARTER = {kind: "quarter", fiscalYear: 2025, quarter: 4};
const OCTOBER = {kind: "month", year: 2025, month: 10};

test.each([
  ["令和7年度", YEAR],
  ["R7", YEAR],
  ["r7", YEAR],
  ["Ｒ７年度", YEAR],
  ["2025", YEAR],
  ["FY2025", YEAR],
  ["２０２５年度", YEAR],
  ["令和元年度", {kind: "year", fiscalYear: 2019}],
  ["平成30年度", {kind: "year", fiscalYear: 2018}],
  ["令和7年度第4四半期", LAST_QUARTER],
  ["令和７年度　第４四半期", LAST_QUARTER],
  ["令和7年度の第四四半期", LAST_QUARTER],
  ["令和7年度4Q", LAST_QUARTER],
  ["R7Q4", LAST_QUARTER],
  ["Ｒ７ｑ４", LAST_QUARTER],
  ["2025Q4", LAST_QUARTER],
  ["2025年度第4四半期", LAST_QUARTER],
  ["2025-10", OCTOBER],
  ["２０２５／１０", OCTOBER],
  ["2025年10月", OCTOBER],
  ["令和7年10月", OCTOBER],
  ["R7.10", OCTOBER],
  ["令和7年度10月", OCTOBER],
  // A month of a fiscal year is not one of the calendar year.
  ["令和7年度2月", {kind: "month", year: 2026, month: 2}],
  ["令和7年2月", {kind: "month", year: 2025, month: 2}],
])("%s is read as a period", (text, period) => {
  expect(parsePeriod(text)).toEqual(period);
});

test.each([
  "",
  "7",
  "令和7年度第5四半期",
  "R7Q0",
  "2025-13",
  "2025-00",
  "480時間超の職員",
  "令和",
  "第4四半期",
])("「%s」 is no period", (text) => {
  expect(() => parsePeriod(text)).toThrow(/期間として読めません/);
});

test("a year is asked for by a year only", () => {
  expect(parseYear("令和7年度")).toBe(2025);
  expect(() => parseYear("R7Q4")).toThrow("「R7Q4」は年度ではありません（R7Q4 の四半期）");
  expect(() => parseYear("2025-10")).toThrow("（R7Q3 の中の月）");
});

test("a period has its days", () => {
  expect(spanOf(parsePeriod("R7"))).toEqual({from: "2025-04-01", to: "2026-03-31"});
  expect(spanOf(parsePeriod("R7Q4"))).toEqual({from: "2026-01-01", to: "2026-03-31"});
  expect(spanOf(parsePeriod("2024-02"))).toEqual({from: "2024-02-01", to: "2024-02-29"});
});

test("an answer is the word that was asked for, in other signs, or the same period by another name", () => {
  expect(isSameWord("令和6年度第3四半期", "Ｒ６Ｑ３")).toBe(true);
  expect(isSameWord("千枚", " 千枚")).toBe(true);
  expect(isSameWord("千枚", "枚")).toBe(false);
  expect(isSameWord("令和6年度第3四半期", "令和6年度")).toBe(false);
});
