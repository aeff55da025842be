import {expect, test} from "vitest";
import {wrongRows} from "./models-on.ts";

test("the bureaus' values of an indicator that adds up make the city's", async () => {
  const value = (
    kpi: string,
    bureau: string | null,
    amount: number,
    {kind = "year", year = 2023, scope = "programme"} = {},
  ) =>
    `'${kpi}', '${kind}', ${year}, '${year + 1}-03-31', '${scope}', ${bureau ? `'${bureau}'` : "null"}, ${amount}`;
  const added = (kpi: string, city: number, ...parts: number[]) => [
    value(kpi, null, city),
    ...parts.map((part, index) => value(kpi, String(index), part)),
  ];
  const kpis = ["right", "edge", "over the edge", "less", "more", "no bureaus"];
  const tables = {
    "metrics.kpi_values": {
      columns:
        "kpi_id varchar, period_kind varchar, fiscal_year integer, period_end date, scope_id varchar, bureau_code varchar, value double",
      rows: [
        ...added("right", 5, 2, 3),
        value("right", "0", 50, {kind: "quarter"}),
        value("right", "0", 50, {year: 2022}),
        value("right", "0", 50, {scope: "other"}),
        ...added("edge", 0.0001, 0),
        ...added("over the edge", 0.00015, 0),
        ...added("less", 5, 2, 4),
        ...added("more", 5, 2, 2),
        ...added("no bureaus", 5),
        ...added("a rate", 5, 4),
      ],
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, bureaus_sum_to_city boolean",
      rows: ["'a rate', false", ...kpis.map((kpi) => `'${kpi}', true`)],
    },
  };
  expect(await wrongRows("bureau_counts_sum_to_city", tables, "kpi_id, city_value, bureau_sum")).toEqual([
    "less 5 6",
    "more 5 4",
    "over the edge 0.00015 0",
  ]);
});

test("no value is below nothing, and no share above all of it", async () => {
  const values = {people: [-0.5, 0, 0.5, 150], share: [99.5, 100, 100.5], more: [100.5]};
  const tables = {
    "metrics.kpi_values": {
      columns: "kpi_id varchar, fiscal_year integer, period_end date, bureau_code varchar, value double",
      rows: Object.entries(values).flatMap(([kpi, amounts]) =>
        amounts.map((amount) => `'${kpi}', 2023, '2024-03-31', null, ${amount}`),
      ),
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, unit varchar, may_exceed_100 boolean",
      rows: ["'people', '人', false", "'share', '%', false", "'more', '%', true"],
    },
  };
  expect(await wrongRows("kpi_values_are_in_range", tables, "kpi_id, value")).toEqual([
    "people -0.5",
    "share 100.5",
  ]);
});

test("a value stands once", async () => {
  const tables = {
    "metrics.kpi_values": {
      columns:
        "kpi_id varchar, period_kind varchar, period_end date, scope_id varchar, bureau_code varchar, value double",
      rows: [
        "'a', 'year', '2024-03-31', 'programme', null, 1",
        "'a', 'year', '2024-03-31', 'programme', '10', 1",
        "'b', 'year', '2024-03-31', 'programme', null, 1",
        "'b', 'year', '2024-03-31', 'programme', null, 2",
      ],
    },
  };
  expect(await wrongRows("kpi_values_are_unique", tables)).toEqual(["b year 2024-03-31 programme － 2"]);
});

test("the city's value of an indicator that joins years has its parts", async () => {
  const parts = {both: "1, 2", "no top": "null, 2", "no bottom": "1, null", neither: "null, null"};
  const tables = {
    "metrics.kpi_measured": {
      columns:
        "kpi_id varchar, fiscal_year integer, period_end date, bureau_code varchar, value double, numerator double, denominator double",
      rows: ["pooled", "from", "single"].flatMap((kpi) =>
        Object.values(parts).flatMap((numbers, index) => [
          `'${kpi}', ${2020 + index}, '2024-03-31', null, 5, ${numbers}`,
          `'${kpi}', ${2010 + index}, '2024-03-31', null, null, ${numbers}`,
          `'${kpi}', ${2000 + index}, '2024-03-31', '10', 5, ${numbers}`,
        ]),
      ),
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, pool_years integer, pool_from integer",
      rows: ["'pooled', 3, null", "'from', null, 2020", "'single', null, null"],
    },
  };
  expect(await wrongRows("pooled_values_have_parts", tables, "kpi_id, fiscal_year")).toEqual([
    ...["from 2021", "from 2022", "from 2023"],
    ...["pooled 2021", "pooled 2022", "pooled 2023"],
  ]);
});

test.each([
  ["the city's own", false, ["資料 unexplained 2023 残業 人数 5 6"]],
  // Made-up people explain no published figure.
  ["made-up", true, []],
])("a published figure is explained where data are %s", async (_, isSample, expected) => {
  const figure = (verdict: string) => `'資料', '${verdict}', 2023, '残業', '人数', 5, 6, '${verdict}'`;
  const found = await wrongRows("published_figures_are_explained", {
    "metrics.reconciliation": {
      columns:
        "document varchar, location varchar, fiscal_year integer, series varchar, item varchar, published_value double, computed_value double, verdict varchar",
      rows: [figure("unexplained"), figure("rounding")],
    },
    "metrics.release_facts": {columns: "is_sample boolean", rows: [`${isSample}`]},
  });
  expect(found).toEqual(expected);
});

test("what is counted once a year has no values within it", async () => {
  const tables = {
    "metrics.kpi_measured": {
      columns: "kpi_id varchar, quarter integer",
      rows: ["day", "month", "running"].flatMap((kpi) => [
        ...[2, 3, 4].map((quarter) => `'${kpi}', ${quarter}`),
        `'${kpi} of years', 4`,
        `'${kpi} of years', null`,
        `'${kpi} to December', 3`,
      ]),
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, rhythm varchar",
      rows: ["day", "month", "running"].flatMap((rhythm) => [
        `'${rhythm}', '${rhythm}'`,
        `'${rhythm} of years', '${rhythm}'`,
        `'${rhythm} to December', '${rhythm}'`,
      ]),
    },
  };
  expect(await wrongRows("rhythm_fits_values", tables)).toEqual([
    "day day",
    "day to December day",
    "month month",
    "month to December month",
  ]);
});

test.each([
  ["", "kpi_consolidation_saving", ["saving 2019 － shared_services 2019-04-01"]],
  ["not ", "another", []],
])("a hole is told of running totals that it lies in, with savings %sadded up", async (_, model, saving) => {
  const found = await wrongRows("running_totals_have_no_gap", {
    "intermediate.int_activity_gaps": {
      columns: "period date",
      rows: ["'2018-03-01'", "'2018-04-01'", "'2019-07-01'"],
    },
    "intermediate.int_saving_gaps": {columns: "period date", rows: ["'2019-04-01'"]},
    "metrics.kpi_sources": {
      columns: "kpi_id varchar, source varchar",
      rows: ["'since 2018', 'activity'", "'since 2019', 'activity'", "'of paper', 'paper'"],
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, cumulative_since integer, model varchar",
      rows: [
        "'since 2018', 2018, 'kpi_bpr'",
        "'since 2019', 2019, 'kpi_rpa'",
        "'of paper', 2000, 'kpi_paper'",
        `'saving', 2019, '${model}'`,
      ],
    },
  });
  expect(found).toEqual([
    ...saving,
    "since 2018 2018 1 activity 2018-04-01",
    "since 2018 2019 2 activity 2019-07-01",
    "since 2019 2019 2 activity 2019-07-01",
  ]);
});

const UNDONE = {
  columns:
    "kpi_id varchar, fiscal_year integer, scope_id varchar, bureau_code varchar, after_day date, period_end date, counted_part varchar, was_told_before boolean",
  rows: [
    "'new', 2023, 'programme', '10', null, '2024-03-31', 'above', false",
    "'old', 2023, 'programme', '10', null, '2024-03-31', 'above', true",
  ],
};

/** Somebody on the roster is in bureau 10. */
const bureausOf = (listed: string[], today: string[]) => ({
  "staging.stg_staff": {columns: "bureau_code varchar", rows: ["'10'"]},
  "staging.stg_bureaus": {columns: "bureau_code varchar", rows: listed},
  "intermediate.int_bureaus_today": {columns: "bureau_code varchar", rows: today},
});

test("withheld_counts_cannot_be_worked_out, once the list has every bureau that people are in", async () => {
  const found = (listed: string[], today: string[]) =>
    wrongRows(
      "withheld_counts_cannot_be_worked_out",
      {"disclosure.undone": UNDONE, ...bureausOf(listed, today)},
      "kpi_id",
    );
  expect(await found(["'10'"], ["'10'"])).toEqual(["new"]);
  expect(await found(["'20'"], ["'20'"])).toEqual([]);
  // Without any list, nothing is told of bureaus but what their codes say.
  expect(await found([], [])).toEqual(["new"]);
});

test("withheld_counts_were_not_given_away", async () => {
  expect(
    await wrongRows("withheld_counts_were_not_given_away", {"disclosure.undone": UNDONE}, "kpi_id"),
  ).toEqual(["old"]);
});
