import {describe, expect, test} from "vitest";
import {type JudgedKpi, judge} from "./scoreboard-warehouse.ts";

/** Values of FY2016–FY2023; the board is that of 30 September 2024, the base FY2020, the target FY2025. */
const plain: JudgedKpi = {
  ...{direction: "up", decimals: 2, nearBand: 0.1, base: 2.3, target: 0},
  values: [2.1, 2.2, 2.2, 2.3, 2.3, 2.5, 2.5, 2.65],
};

function withTarget(target: Record<string, unknown>, more: Record<string, unknown> = {}): JudgedKpi {
  return {...plain, entry: {target, comparator: undefined, ...more}};
}

describe("a target that follows a standard", () => {
  test("is that of the value's day: the year's end, or the day that the plan names", async () => {
    const legal = {form: "follows", against: "standards.disability_legal_rate", each_year: true};
    // Until 31 March 2024 the legal rate is 2.6 %; for education boards of prefectures it is another one.
    const [atEnd, inJune, nextDay] = await judge([
      withTarget(legal),
      withTarget({...legal, on: "06-01"}),
      {...withTarget({...legal, on: "03-01"}), values: [2.1, 2.2, 2.2, 2.3, 2.3]},
    ]);
    expect(
      [atEnd, inJune, nextDay].map((row) => [row?.target_value, row?.required_value, row?.status]),
    ).toEqual([
      [2.6, 2.6, "achieved"],
      [2.6, 2.6, "achieved"],
      // Of the base year.
      [2.6, 2.6, "start"],
    ]);
    expect(atEnd?.target_words).toBe("毎年度法定雇用率以上");
    expect(atEnd?.forecast_outlook).toBe("none");
  });

  test("is not known in a year for which there is none", async () => {
    const legal = {form: "follows", against: "standards.disability_legal_rate"};
    const [row] = await judge([{...withTarget(legal), values: [2.1, 2.2, 2.2, 2.3]}]);
    // Of FY2019 the table of this test has no rate.
    expect([row?.value_fiscal_year, row?.target_value, row?.status]).toEqual([2019, null, "unknown"]);
  });
});

test("a target compares with last year's value itself, and with none across a change of definition", async () => {
  const better = {form: "better_than_previous", each_year: true};
  const rows = await judge([
    withTarget(better),
    {...withTarget(better), values: [2.1, 2.2, 2.2, 2.3, 2.3, 2.5, 2.504, 2.501]},
    {...withTarget(better), values: [2.1, 2.2, 2.2, 2.3, 2.3, 2.5, null, 2.504]},
    withTarget(better, {breaks: [{fiscal_year: 2023, note: "数え方の変更"}]}),
  ]);
  expect(rows.map(({target_value, status}) => [target_value, status])).toEqual([
    [2.5, "achieved"],
    [2.504, "behind"],
    [null, "unknown"],
    [null, "unknown"],
  ]);
  expect(rows[0]?.target_words).toBe("前年度より改善");
});

test("a target compares with another indicator's value of the same year", async () => {
  const [leavers, others] = await judge([
    withTarget({form: "not_worse_than", against: "kpi_0001"}, {direction: "down"}),
    {...withTarget({form: "at_least", value: 3, by: 2025}), values: [1, 1, 1, 1, 1, 1, 1, 2.4]},
  ]);
  expect([leavers?.target_value, leavers?.target_words, leavers?.status]).toEqual([
    2.4,
    "kpi_0001を上回らない",
    "behind",
  ]);
  expect(others?.target_words).toBeNull();
});

test("a target in words is what a named person said of it last, up to the day of the board", async () => {
  const judged = (status: string, judged_on: string) => ({
    status,
    judged_on,
    judged_by: "人事課長",
    note: "面談で確かめた",
  });
  const text = "不本意な離職者を極力生じさせない";
  const rows = await judge([
    withTarget({form: "stated", text}, {direction: "none"}),
    withTarget(
      {
        form: "stated",
        text,
        judged: [
          judged("behind", "2024-04-10"),
          judged("achieved", "2024-09-30"),
          judged("behind", "2024-10-01"),
        ],
      },
      {direction: "none"},
    ),
  ]);
  expect(rows.map(({status, judged_by, judged_on}) => [status, judged_by, judged_on])).toEqual([
    ["unknown", null, null],
    ["achieved", "人事課長", "2024-09-30"],
  ]);
  expect(rows[1]?.target_words).toBe(text);
});

test("nobody to count is neither behind nor unknown where the city has a word for it", async () => {
  const values: JudgedKpi["values"] = [2.1, 2.2, 2.2, 2.3, 2.3, 2.5, 2.5, "none"];
  const target = {form: "at_least", value: 3, by: 2025};
  const rows = await judge([
    {...withTarget(target, {none_means: "採用者なし"}), values},
    {...withTarget(target), values},
    {
      ...withTarget({form: "better_than_previous"}, {none_means: "採用者なし"}),
      values: [1, 1, 1, 1, 1, 1, "none", 2],
    },
  ]);
  expect(rows.map(({status}) => status)).toEqual(["none", "unknown", "unknown"]);
});

test("a target's day in the middle of a year ends the way there, and its year is that of the day", async () => {
  const [row] = await judge([withTarget({form: "at_least", value: 6.8, by: "2025-09-30"})]);
  // From 2.3 at the end of FY2020 to 6.8 four and a half years later: 3 years are two thirds of the way.
  expect(Number(row?.required_value)).toBeCloseTo(5.3, 2);
  expect([row?.target_fiscal_year, row?.target_by]).toEqual([2025, "2025-09-30"]);
});

test("a plan's year of an era that has ended is the year it means, in its own words", async () => {
  const [row] = await judge([withTarget({form: "at_least", value: 3, by: "平成37年度"})]);
  expect([row?.target_fiscal_year, row?.target_year_words]).toEqual([2025, "平成37年度"]);
});

test("what was put off to a later year is still judged after the first one", async () => {
  const kpi: JudgedKpi = {
    ...withTarget({form: "at_least", value: 3, by: 2022}),
    revision: {decided_on: "2022-10-01", value: 3, fiscal_year: 2025},
  };
  const [row] = await judge([kpi]);
  expect(row?.required_value).not.toBeNull();
  expect(row?.status).toBe("behind");
});
