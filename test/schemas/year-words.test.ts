import {expect, test} from "vitest";
import {yearHeading, yearLabel, yearName, yearPhrase, yearWord} from "../../schemas/year-words.ts";

test.each([
  [4, "R6", "R6年度", "令和6年度", "年度", "年度"],
  [1, "R6年", "R6年", "令和6年", "年（1月～12月）", "年"],
  [9, "R6.9～", "R6年9月～R7年8月", "令和6年9月～令和7年8月", "年（9月～翌年8月）", "年"],
])("a year from the first day of month %i on", (year_starts, label, phrase, name, heading, word) => {
  const kpi = {year_starts};
  expect([yearLabel(kpi, 2024), yearPhrase(kpi, 2024), yearName(kpi, 2024)]).toEqual([label, phrase, name]);
  expect([yearHeading(kpi), yearWord(kpi)]).toEqual([heading, word]);
});

test("a release of before has fiscal years, and no year is none", () => {
  expect([yearLabel({}, 2024), yearLabel({year_starts: 1}, null), yearPhrase({}, null)]).toEqual([
    "R6",
    "－",
    "－年度",
  ]);
});
