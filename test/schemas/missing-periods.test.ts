import {expect, test} from "vitest";
import {missingText} from "../../schemas/missing-periods.ts";

function came(source: string, period_months: number | null, ...days: string[]) {
  return days.map((period_start) => ({source, source_title: source, period_months, period_start}));
}

const MONTHS = ["04", "05", "06", "07", "10", "11", "12"].map((month) => `2024-${month}-01`);

test.each([
  [
    "a quarter within the year",
    came("休暇", 3, "2024-04-01", "2024-10-01", "2025-01-01"),
    {fiscalYear: 2024, until: null},
    "R6年度は、休暇の7～9月が届いていないので出せない",
  ],
  [
    "up to a day before it nothing",
    came("休暇", 3, "2024-04-01", "2024-10-01"),
    {fiscalYear: 2024, until: "2024-06-30"},
    "",
  ],
  [
    "months, single and together, of two sources",
    [...came("残業", 1, ...MONTHS, "2025-02-01", "2025-03-01"), ...came("休暇", 3, "2024-07-01")],
    {fiscalYear: 2024, until: null},
    "R6年度は、残業の8～9月、1月と休暇の4～6月、10～3月が届いていないので出せない",
  ],
  [
    "to date",
    came("残業", 1, ...MONTHS),
    {fiscalYear: 2024, until: "2024-09-30"},
    "R6年度（9月まで）は、残業の8～9月が届いていないので出せない",
  ],
  [
    "a year between two",
    came("調査", 12, "2022-04-01", "2024-04-01"),
    {fiscalYear: 2023, until: null},
    "R5年度は、調査の年度分が届いていないので出せない",
  ],
  [
    "a yearly source within the year",
    came("調査", 12, "2022-04-01"),
    {fiscalYear: 2024, until: "2024-09-30"},
    "",
  ],
  ["a source that began later", came("休暇", 3, "2025-04-01"), {fiscalYear: 2024, until: null}, ""],
  ["a day of record", came("名簿", null, "2024-04-01"), {fiscalYear: 2024, until: null}, ""],
  [
    "all there",
    came("休暇", 3, "2024-04-01", "2024-07-01", "2024-10-01", "2025-01-01"),
    {fiscalYear: 2024, until: null},
    "",
  ],
])("%s", (_title, periods, span, text) => {
  expect(missingText(periods, span)).toBe(text);
});
