import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type MeasuredCity, measuredCity} from "./measured-city.ts";
import {FILES, POPULATIONS, SAID} from "./measured-edges.ts";

let city: MeasuredCity;
beforeAll(async () => {
  city = await measuredCity(SAID, {files: FILES, populations: POPULATIONS});
}, 120_000);
afterAll(() => city.close());

describe("by hand from the files above", () => {
  test.each<[string, string[]]>([
    // On 1 April 2023: 1 (29:00), 2 (29:30), 5 (28:30), and 3, 6, 7, 8, 9, 10 without any.
    ["over", ["2023 1 1"]],
    ["at_least", ["2023 1 2"]],
    ["under", ["2023 1 7"]],
    ["at_most", ["2023 1 88.89"]],
    ["any_month", ["2023 1 3"]],
    ["each_month", ["2023 1 9"]],
    ["units", ["2023 1 2"]],
    // 87 hours over 9 people in April, 8 in May (without 6; 8 left on its first day), 6 in June (without 7, 8 and 9, with 4).
    ["by_person_month", ["2023 1 3.78"]],
    // 1, 2, 3, 5 and 10 for three months.
    ["by_month_of_all", ["2023 1 5.8"]],
    ["per_leave_day", ["2023 1 29"]],
    [
      "per_process",
      [
        "2022 1 －",
        "2022 2 －",
        "2022 3 －",
        "2023 1 －",
        "2023 2 100",
        "2023 3 150",
        "2023 4 250",
        "2024 1 －",
        "2024 2 －",
      ],
    ],
    ["mixed", ["2023 － 1"]],
    ["interviews", ["2023 － 100"]],
    ["from_october", ["2023 － 16"]],
    ["without_leave", []],
    [
      "none",
      [
        "2022 1 0",
        "2022 2 0",
        "2022 3 0",
        "2023 1 0",
        "2023 2 0",
        "2023 3 0",
        "2023 4 0",
        "2024 1 0",
        "2024 2 0",
      ],
    ],
    ["services", ["2022 － 200", "2023 － 50"]],
    ["pay", ["2023 － 1400"]],
    // Without the last quarter of 令和4年度 nothing can be added up since then.
    ["since_2022", ["2022 1 9", "2022 2 18", "2022 3 27"]],
    ["since_2023", ["2023 1 4", "2023 2 8", "2023 3 12", "2023 4 20", "2024 1 23", "2024 2 24"]],
    ["effects", ["2022 4 200", "2023 4 450"]],
    ["effects_since_2023", ["2023 4 50"]],
    ["leave_days", ["2023 1 3"]],
    ["fathers_on_leave", ["2023 1 1", "2023 2 1"]],
    // Of 1, 3, 5, 6 and 7, who took it twice in a quarter counts once in it.
    ["fathers_share", ["2023 1 0.2", "2023 2 0.4"]],
    // 2 on the first day of the year, 4, and 7 again.
    ["hired", ["2022 － 3", "2023 － 3"]],
    ["hired_women", ["2022 － 100", "2023 － 66.67"]],
    // 2 became a manager later.
    ["hired_ordinary", ["2022 － 100", "2023 － 100"]],
    // 6 on the first day of the year, 3 on the last, 5, 7, 8 and 9.
    ["left", ["2022 － 0", "2023 － 6"]],
    ["left_ordinary", ["2022 － 0", "2023 － 5"]],
    ["left_managers", ["2023 － 16.67"]],
    ["left_share", ["2023 － 83.33"]],
    // 2 is new on 31 March 2024; for the year before there is no roster to compare with.
    ["appointed", ["2023 － 100"]],
    // 8 left on the day a year after, 9 the day before.
    ["kept", ["2022 － 66.67"]],
    // A year before 1 April 2023: 1, 3, 5, 6 and 7 for 4,747 days, 8, 9 and 10 for 334, 303 and 273. A year later: 1 and 3 for
    // 5,113, 2, 4 and 10 for 365, 304 and 639, and 7 since the second hiring, for 59.
    ["tenure", ["2022 － 8.43", "2023 － 5.29"]],
    // A day later 2 is there since the day itself.
    ["tenure_in_april", ["2022 － 12", "2023 － 7.5"]],
    ["cost", ["2022 － －", "2023 － 75"]],
    ["cost_score", ["2022 － －", "2023 － 3.25"]],
    ["zeal_score", ["2023 － 1.5"]],
    ["effect", ["2023 2 7"]],
    ["each", ["2023 － 1.5"]],
    ["wide_percent", ["2023 － 25"]],
    ["nobody", ["2023 － －"]],
    ["of_women", ["2023 － 20"]],
  ])("%s", async (id, expected) => {
    expect(await city.values(id)).toEqual(expected);
  });

  test("parts of a ratio meet within their bureau", async () => {
    expect(await city.values("per_leave_day", "1010")).toEqual(["2023 1 28.75"]);
    expect(await city.values("per_leave_day", "1020")).toEqual(["2023 1 29.5"]);
  });

  // 1 goes from 1010 to 1020 in June: 2 and 1, and 6 in April, are of 1020.
  test("who is counted by the month is told with the bureau of the last", async () => {
    expect(await city.values("by_person_month", "1020")).toEqual(["2023 1 8.36"]);
  });
});

test("an indicator is told for the time that it is over", async () => {
  const found = await city.rows(
    `select kpi_id, period_start, period_end from metrics.kpi_measured
     where bureau_code is null and fiscal_year = 2023
       and kpi_id in ('interviews', 'each', 'effect', 'wide_percent', 'from_october', 'appointed')
     order by kpi_id`,
  );
  expect(lines(found)).toEqual([
    "appointed 2024-03-31 2024-03-31",
    "each 2023-06-01 2023-06-01",
    "effect 2023-04-01 2023-09-30",
    "from_october 2023-10-01 2024-09-30",
    "interviews 2023-04-01 2024-03-31",
    "wide_percent 2023-04-01 2024-03-31",
  ]);
});

test("every value is its numerator over its denominator or, where it has none, its numerator", async () => {
  const others = await city.rows(
    `select measured.kpi_id, measured.value, measured.numerator, measured.denominator
     from metrics.kpi_measured as measured inner join catalog.kpis as kpis using (kpi_id)
     where measured.numerator is not null and abs(
       coalesce(measured.value, -1) - coalesce(
         case when kpis.unit in ('%', '％') then 100 else 1 end * measured.numerator
           / case when measured.denominator is null then 1 else nullif(measured.denominator, 0) end, -1)
     ) > 1e-9`,
  );
  expect(lines(others)).toEqual([]);
});

test.each([...new Set(Object.values(SAID).map(({measure}) => String(measure.kind)))])(
  "the measure %s has each row once, and rows of the indicators that are measured so alone",
  async (kind) => {
    const measured = await city.rows(
      `select kpi_id, count(*) - count(distinct (period_start, period_end, bureau_code)) as again
       from metrics.measure_${kind} group by kpi_id`,
    );
    const known = Object.entries(SAID).filter(
      ([id, {measure}]) => measure.kind === kind && id !== "without_leave",
    );
    expect(lines(measured).sort()).toEqual(known.map(([id]) => `${id} 0`).sort());
  },
);

test("people are held against a threshold only where there is one", async () => {
  const found = await city.rows("select distinct kpi_id from intermediate.int_measure_over order by kpi_id");
  expect(lines(found)).toEqual(["any_month", "at_least", "at_most", "each_month", "over", "under", "units"]);
});

test("what is divided is counted once", async () => {
  const found = await city.rows(
    `select kpi_id, numerator, denominator from metrics.kpi_measured
     where kpi_id in ('per_leave_day', 'cost_score') and bureau_code is null and fiscal_year = 2023 order by kpi_id`,
  );
  expect(lines(found)).toEqual(["cost_score 130 40", "per_leave_day 87 3"]);
});

test("what is added up has a period", async () => {
  expect(await city.rows("from intermediate.int_measure_sums where fiscal_year is null")).toEqual([]);
});

test("amounts are prepared of the sources alone that a measure adds up", async () => {
  expect(
    lines(await city.rows("select distinct source from intermediate.int_amounts order by source")),
  ).toEqual([
    "activity",
    "leave",
    "mental_health",
    "overtime",
    "overtime_pay",
    "parental_leave",
    "shared_services",
  ]);
  const sheets = {kind: "total", source: "paper", field: "sheets"};
  const other = await measuredCity({sheets: {measure: sheets}}, {files: FILES, populations: {}});
  expect(lines(await other.rows("select distinct source from intermediate.int_amounts"))).toEqual(["paper"]);
  other.close();
}, 60_000);
