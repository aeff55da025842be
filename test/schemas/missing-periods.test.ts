import {describe, expect, test} from "vitest";
import {cameFrom, missingText, missingTexts} from "../../schemas/missing-periods.ts";

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
])("%s", (_title, came, span, text) => {
  expect(missingText({came, valued: []}, {...span, starts: 4})).toBe(text);
});

test("whole years that follow each other and lack the same are told together", () => {
  const known = {came: came("調査", 12, "2017-04-01", "2022-04-01"), valued: []};
  const spans = (starts: number, ...years: number[]) =>
    years.map((fiscalYear) => ({fiscalYear, until: null, starts}));
  expect(missingTexts(known, spans(4, 2018, 2019, 2020, 2023))).toEqual([
    "H30～R2年度は、調査の年度分が届いていないので出せない",
    "R5年度は、調査の年度分が届いていないので出せない",
  ]);
  expect(missingTexts(known, spans(9, 2019, 2020))).toEqual([
    "R1年9月～R3年8月の各年は、調査の一年分が届いていないので出せない",
  ]);
  // What lacks something else, or is not over, stands alone.
  const monthly = {came: came("残業", 1, ...MONTHS, "2022-05-01"), valued: []};
  const running = {fiscalYear: 2024, until: "2024-09-30", starts: 4};
  expect(missingTexts(monthly, [...spans(4, 2022, 2023), running])).toHaveLength(3);
  expect(missingTexts(monthly, [])).toEqual([]);
});

test("a year that begins in another month needs its own months", () => {
  const months = ["2024-01", "2024-04", "2024-07", "2025-01"].map((month) => `${month}-01`);
  const known = {came: came("休暇", 3, ...months), valued: []};
  expect(missingText(known, {fiscalYear: 2024, starts: 1, until: null})).toBe(
    "R6年は、休暇の10～12月が届いていないので出せない",
  );
  expect(missingText(known, {fiscalYear: 2024, starts: 7, until: null})).toBe(
    "R6年7月～R7年6月は、休暇の10～12月、4～6月が届いていないので出せない",
  );
  expect(missingText(known, {fiscalYear: 2023, starts: 9, until: null})).toBe(
    "R5年9月～R6年8月は、休暇の9～12月が届いていないので出せない",
  );
});

describe("the list of a day of record", () => {
  const year = (fiscal_year: number, from: string, to = from) => ({
    ...{fiscal_year, period_start: from, period_end: to},
  });
  const rosters = came("名簿", null, "2023-04-01", "2025-04-01", "2024-03-31", "2024-06-01");

  test("is missed where the years that have a value are of that day", () => {
    const valued = [year(2023, "2023-04-01"), year(2025, "2025-04-01")];
    expect(missingText({came: rosters, valued}, {fiscalYear: 2024, starts: 4, until: null})).toBe(
      "R6年度は、名簿（令和6年4月1日現在）が届いていないので出せない",
    );
    const ofMarch = [year(2023, "2024-03-31")];
    expect(missingText({came: rosters, valued: ofMarch}, {fiscalYear: 2024, starts: 4, until: null})).toBe(
      "R6年度は、名簿（令和7年3月31日現在）が届いていないので出せない",
    );
    // Until then nobody misses it.
    expect(
      missingText({came: rosters, valued: ofMarch}, {fiscalYear: 2024, starts: 4, until: "2024-09-30"}),
    ).toBe("");
  });

  test("is missed where each year that has a value has that of its first day", () => {
    const valued = [year(2023, "2023-04-01", "2024-03-31"), year(2025, "2025-04-01", "2026-03-31")];
    const all = [...rosters, ...came("休暇", 12, "2023-04-01", "2024-04-01", "2025-04-01")];
    expect(missingText({came: all, valued}, {fiscalYear: 2024, starts: 4, until: null})).toBe(
      "R6年度は、名簿（令和6年4月1日現在）が届いていないので出せない",
    );
  });

  test("is not missed where other years did without, or nothing tells", () => {
    const without = [year(2022, "2022-04-01", "2023-03-31")];
    expect(missingText({came: rosters, valued: without}, {fiscalYear: 2024, starts: 4, until: null})).toBe(
      "",
    );
    expect(missingText({came: rosters, valued: []}, {fiscalYear: 2024, starts: 4, until: null})).toBe("");
  });
});

test("what a bureau has still to send did not come for it", () => {
  const periods = came("休暇", 3, "2024-04-01", "2024-07-01").map((period, index) => ({
    ...period,
    missing_bureaus: index === 1 ? "財政局、消防局" : null,
  }));
  expect(cameFrom("消防局", periods)).toHaveLength(1);
  expect(cameFrom("市民局", periods)).toHaveLength(2);
  expect(cameFrom(undefined, periods)).toHaveLength(2);
});
