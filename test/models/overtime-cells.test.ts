import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/* Which cells of rule, scope, year and bureau there are, zeros included, and who is counted in which. All by hand. */

const PROFILES = [
  // A driver is in the scope of all, and in none of the programme's.
  "'all', false, 1, '1010'",
  "'all', false, 2, '1020'",
  "'all', false, 3, '1020'",
  "'programme', false, 1, '1010'",
  "'programme', false, 2, '1020'",
];

const RULES = [
  ["report_480", "report", "all", "year", "2016-04-01", null],
  ["report_480", "report", "programme", "year", "2016-04-01", null],
  ["analysis_year", "analysis", "all", "year", "2023-04-01", null],
  ["analysis_year", "analysis", "programme", "year", "2023-04-01", null],
  // A second limit came a year later.
  ["analysis_month", "analysis", "all", "month", "2024-04-01", null],
  ["analysis_month", "analysis", "programme", "month", "2024-04-01", null],
  // Limits that nobody in the city is under, that are to come, and that were before any file.
  ["of_nobody", "of_nobody", "nobody", "month", "2016-04-01", null],
  ["to_come", "to_come", "all", "month", "2030-04-01", null],
  ["of_before", "of_before", "all", "month", "2016-04-01", "2023-03-31"],
].map(
  ([rule, set, scope, window, from, to]) =>
    `'${rule}', '${set}', '${scope}', false, '${window}', 'report', 480, 28800, '>', false, '${from}', ${to ? `'${to}'` : "null"}`,
);

/** Over 480 hours by the report's hours in FY2023, or with public holidays only. */
const IN_SCOPE = [
  ["all", "1010", "clerk", 1, 30000, 30000],
  ["programme", "1010", "clerk", 1, 30000, 30000],
  ["all", "1020", "another", 2, 29000, 29000],
  ["programme", "1020", "another", 2, 29000, 29000],
  ["all", "1020", "driver", 3, 40000, 40000],
  ["all", "1020", "on holidays", 2, 28800, 40000],
].flatMap(([scope, bureau, key, profile, report, withHolidays]) =>
  [
    ["report", report],
    ["with_public_holidays", withHolidays],
  ].flatMap(([basis, minutes]) =>
    [1, 4].map(
      (quarter) =>
        `'${scope}', '${bureau}', '${key}', '${basis}', 2023, ${quarter}, '2023-04-01', ${profile}, ${quarter === 4 ? minutes : 600}`,
    ),
  ),
);

let city: Awaited<ReturnType<typeof modelsOn>>;
beforeAll(async () => {
  city = await modelsOn(
    [
      "metrics.overtime_counts",
      "metrics.kpi_overtime_over_480h",
      "metrics.overtime_counts_by_organisation",
      "metrics.overtime_limits",
      "metrics.overtime_analysis_due",
    ],
    {
      "intermediate.int_overtime_in_scope": {
        columns:
          "scope_id varchar, bureau_code varchar, staff_key varchar, basis_id varchar, fiscal_year integer, quarter integer, period_start date, profile_id integer, counted_minutes integer",
        rows: IN_SCOPE,
      },
      "intermediate.int_overtime_rule_scopes": {
        columns:
          "rule_id varchar, rule_set varchar, scope_id varchar, includes_managers boolean, window_kind varchar, basis_id varchar, threshold_hours integer, threshold_minutes integer, operator varchar, is_reference boolean, valid_from date, valid_to date",
        rows: RULES,
      },
      "catalog.overtime_rule_sets": {
        columns: "rule_set varchar, analysis_due_months integer",
        rows: ["'report', null", "'analysis', 6", "'of_nobody', 6", "'to_come', 6", "'of_before', null"],
      },
      // The driver stands in a bureau whose days are over.
      "intermediate.int_overtime_reported_bureaus": {
        columns: "staff_key varchar, basis_id varchar, fiscal_year integer, bureau_code varchar",
        rows: ["report", "with_public_holidays"].flatMap((basis) => [
          `'clerk', '${basis}', 2023, '1010'`,
          `'another', '${basis}', 2023, '1020'`,
          `'driver', '${basis}', 2023, '1019'`,
          `'on holidays', '${basis}', 2023, '1020'`,
        ]),
      },
      "staging.stg_bureaus": {
        columns: "bureau_code varchar, valid_from date, valid_to date",
        rows: [
          "'1010', '1972-04-01', null",
          "'1019', '1972-04-01', '2023-03-31'",
          "'1020', '2023-04-01', null",
          "'1090', '1972-04-01', null",
        ],
      },
      // Above the shown level, with nobody of its own.
      "intermediate.int_empty_units": {columns: "unit_code varchar", rows: ["'1090'"]},
      "intermediate.int_bureaus_today": {
        columns: "bureau_code varchar, today_code varchar",
        rows: ["'1010', '1010'", "'1019', '1020'", "'1020', '1020'", "'1090', '1090'"],
      },
      "intermediate.int_bureau_shares": {
        columns: "bureau_code varchar, today_code varchar, share double",
        rows: ["'1010', '1010', 1", "'1019', '1020', 1", "'1020', '1020', 1"],
      },
      "intermediate.int_loaded_quarters": {
        columns: "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
        rows: [
          // Before any bureau on the list.
          "'overtime', 1971, 4, '1971-04-01', '1972-03-31'",
          "'overtime', 2023, 4, '2023-04-01', '2024-03-31'",
          "'overtime', 2024, 1, '2024-04-01', '2024-06-30'",
          "'leave', 2022, 4, '2022-04-01', '2023-03-31'",
        ],
      },
      "intermediate.int_overtime_months": {
        columns: "month date, fiscal_year integer",
        rows: ["'2024-03-01', 2023", "'2024-04-01', 2024"],
      },
      "intermediate.int_population_profiles": {
        columns: "population_id varchar, includes_managers boolean, profile_id integer, bureau_code varchar",
        rows: PROFILES,
      },
      "intermediate.int_overtime_over_months": {
        columns:
          "rule_id varchar, includes_managers boolean, staff_key varchar, month date, fiscal_year integer, profile_id integer",
        rows: [
          "'analysis_month', false, 'driver', '2024-04-01', 2024, 3",
          "'analysis_month', false, 'on holidays', '2024-04-01', 2024, 3",
        ],
      },
      "intermediate.int_overtime_over_years": {
        columns:
          "rule_id varchar, includes_managers boolean, staff_key varchar, fiscal_year integer, profile_id integer",
        rows: ["'analysis_year', false, 'clerk', 2023, 1", "'analysis_year', false, 'driver', 2023, 3"],
      },
    },
  );
});
afterAll(() => city.close());

test("the city is over by the people of all its bureaus", async () => {
  const found = await city.rows(
    `select scope_id, quarter, coalesce(bureau_code, '市') as bureau, value, numerator
     from metrics.kpi_overtime_over_480h where fiscal_year = 2023 order by scope_id, bureau_code nulls first`,
  );
  expect(lines(found)).toEqual([
    "all 4 市 3 3",
    "all 4 1010 1 1",
    "all 4 1020 2 2",
    "programme 4 市 2 2",
    "programme 4 1010 1 1",
    "programme 4 1020 1 1",
  ]);
});

// A year is counted when it is over; 480:00 is not over 480 hours, public holidays are none of them.
test("people over in a whole year, by the bureaus of that time and of today", async () => {
  const found = await city.rows(
    `select organisation, fiscal_year, scope_id, rule_id, bureau_code, staff_count
     from metrics.overtime_counts_by_organisation order by all`,
  );
  expect(lines(found)).toEqual([
    "as_reported 2023 all report_480 1010 1",
    "as_reported 2023 all report_480 1019 1",
    "as_reported 2023 all report_480 1020 1",
    "as_reported 2023 programme report_480 1010 1",
    "as_reported 2023 programme report_480 1020 1",
    "today 2023 all report_480 1010 1",
    "today 2023 all report_480 1020 2",
    "today 2023 programme report_480 1010 1",
    "today 2023 programme report_480 1020 1",
  ]);
});

test("limits in force, of scopes that have people", async () => {
  const found = await city.rows(
    `select rule_id, scope_id, fiscal_year, strftime(month, '%Y-%m') as month, bureau_code, staff_count
     from metrics.overtime_limits where rule_id <> 'report_480' order by all`,
  );
  expect(lines(found)).toEqual([
    "analysis_month all 2024 2024-04 1010 0",
    "analysis_month all 2024 2024-04 1020 2",
    "analysis_month programme 2024 2024-04 1010 0",
    "analysis_month programme 2024 2024-04 1020 0",
    "analysis_year all 2023 － 1010 1",
    "analysis_year all 2023 － 1020 1",
    "analysis_year programme 2023 － 1010 1",
    "analysis_year programme 2023 － 1020 0",
  ]);
});

// 人事院規則15-14 第16条の2の2第3項: within six months after the year, since the first of the limits is in force.
test("people to be analysed, of each scope by itself", async () => {
  const found = await city.rows(
    `select rule_set, scope_id, fiscal_year, due_on::varchar as due_on, bureau_code, staff_count
     from metrics.overtime_analysis_due order by all`,
  );
  expect(lines(found)).toEqual([
    "analysis all 2023 2024-09-30 1010 1",
    "analysis all 2023 2024-09-30 1020 1",
    "analysis programme 2023 2024-09-30 1010 1",
    "analysis programme 2023 2024-09-30 1020 0",
  ]);
});
