import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/**
 * Bureau 1020 was split in 2021: a quarter to 1010, the rest to 1030, as the city states; 1010 has profile 1, 1030 profile 2,
 * 2010 is of another authority (profile 3). Rules of the report: 480 hours since FY2019, 100 hours in FY2020 only.
 */
const RULES = [
  "'report_480', 'report', 'all', false, 'year', 'report', 480, 28800, '>', null, false, false, '2019-04-01', null",
  "'report_480', 'report', 'mayor', false, 'year', 'report', 480, 28800, '>', null, false, false, '2019-04-01', null",
  "'report_100', 'report', 'mayor', false, 'year', 'report', 100, 6000, '>', null, false, false, '2020-04-01', '2020-04-01'",
  "'month_70', 'analysis', 'all', true, 'month', 'report', 70, 4200, '>', null, false, false, '2020-01-01', '2020-05-01'",
  "'month_45', 'analysis', 'all', true, 'month', 'report', 45, 2700, '>', null, true, false, '2020-01-01', null",
  "'year_480', 'analysis', 'all', true, 'year', 'report', 480, 28800, '>', null, false, false, '2020-04-01', null",
  "'other_basis', 'report', 'all', false, 'year', 'holidays', 480, 28800, '>', null, false, false, '2019-04-01', null",
];

const PEOPLE: [
  key: string,
  year: number,
  profile: number,
  bureau: string,
  reportedBy: string,
  minutes: number,
][] = [
  ["over in FY2018", 2018, 1, "1010", "1010", 30000],
  ["over in FY2019", 2019, 1, "1010", "1010", 30000],
  ["of the split bureau", 2020, 2, "1030", "1020", 30000],
  ["of the split bureau, too", 2020, 2, "1030", "1020", 28801],
  ["exactly at the limit", 2020, 1, "1010", "1010", 28800],
  ["of the other authority", 2020, 3, "2010", "2010", 30000],
  ["over 100 hours in FY2021", 2021, 1, "1010", "1010", 7000],
  // The roster names a bureau that is no more.
  ["of a former bureau", 2021, 1, "1010", "1020", 30000],
];

const SCOPE_PROFILES = [
  "'all', false, 1, '1010'",
  "'all', false, 2, '1030'",
  "'all', false, 3, '2010'",
  "'all', false, 4, '1010'",
  "'mayor', false, 1, '1010'",
  "'mayor', false, 2, '1030'",
];

function inScope(): string[] {
  const scopes: Record<number, string[]> = {1: ["all", "mayor"], 2: ["all", "mayor"], 3: ["all"]};
  return PEOPLE.flatMap(([key, year, profile, bureau, , minutes]) =>
    (scopes[profile] ?? []).flatMap((scope) =>
      [3, 4].map(
        (quarter) =>
          `'${scope}', '${bureau}', '${key}', 'report', ${year}, ${quarter}, '${year}-04-01', '${quarter === 3 ? `${year}-12-31` : `${year + 1}-03-31`}', ${quarter === 3 && year === 2020 ? 20000 : minutes}`,
      ),
    ),
  );
}

let city: Awaited<ReturnType<typeof modelsOn>>;
beforeAll(async () => {
  city = await modelsOn(
    [
      "metrics.overtime_counts",
      "metrics.overtime_counts_by_organisation",
      "metrics.overtime_limits",
      "metrics.overtime_analysis_due",
      "metrics.kpi_overtime_over_480h",
    ],
    {
      "intermediate.int_overtime_rule_scopes": {
        columns:
          "rule_id varchar, rule_set varchar, scope_id varchar, includes_managers boolean, window_kind varchar, basis_id varchar, threshold_hours integer, threshold_minutes integer, operator varchar, months_limit integer, is_reference boolean, warns_early boolean, valid_from date, valid_to date",
        rows: RULES,
      },
      "intermediate.int_overtime_in_scope": {
        columns:
          "scope_id varchar, bureau_code varchar, staff_key varchar, basis_id varchar, fiscal_year integer, quarter integer, period_start date, period_end date, counted_minutes integer",
        rows: inScope(),
      },
      "intermediate.int_overtime_reported_bureaus": {
        columns: "staff_key varchar, basis_id varchar, fiscal_year integer, bureau_code varchar",
        rows: PEOPLE.flatMap(([key, year, , , bureau]) => [
          `'${key}', 'report', ${year}, '${bureau}'`,
          `'${key}', 'holidays', ${year}, '2010'`,
          `'${key}', 'report', ${year - 10}, '2010'`,
        ]),
      },
      "intermediate.int_empty_units": {columns: "unit_code varchar", rows: []},
      "intermediate.int_bureaus_today": {
        columns: "bureau_code varchar, today_code varchar",
        rows: ["'1000', '1010'", "'1010', '1010'", "'1020', '1030'", "'1030', '1030'", "'2010', '2010'"],
      },
      "intermediate.int_bureau_shares": {
        columns: "bureau_code varchar, today_code varchar, share double",
        rows: [
          "'1010', '1010', 1",
          "'1020', '1010', 0.25",
          "'1020', '1030', 0.75",
          "'1030', '1030', 1",
          "'2010', '2010', 1",
        ],
      },
      "staging.stg_bureaus": {
        columns: "bureau_code varchar, valid_from date, valid_to date",
        rows: [
          "'1010', '1972-04-01', null",
          "'1020', '1972-04-01', '2021-03-31'",
          "'1030', '2021-04-01', null",
          "'2010', '2020-03-31', '2020-04-01'",
        ],
      },
      "intermediate.int_loaded_quarters": {
        columns: "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
        rows: [
          ...[2018, 2019, 2020, 2021].map(
            (year) => `'overtime', ${year}, 4, '${year}-04-01', '${year + 1}-03-31'`,
          ),
          "'overtime', 2020, 3, '2020-04-01', '2020-12-31'",
          "'leave', 2022, 4, '2022-04-01', '2023-03-31'",
        ],
      },
      "intermediate.int_overtime_months": {
        columns: "month date, month_index integer, fiscal_year integer",
        rows: ["2019-12-01", "2020-01-01", "2020-05-01", "2020-06-01"].map(
          (month) => `'${month}', month_index_of(date '${month}'), fiscal_year_of(date '${month}')`,
        ),
      },
      "intermediate.int_overtime_over_months": {
        columns:
          "rule_id varchar, includes_managers boolean, staff_key varchar, month date, fiscal_year integer, profile_id integer",
        rows: [
          "'month_70', true, 'a', '2020-01-01', 2019, 1",
          "'month_70', true, 'b', '2020-01-01', 2019, 4",
          "'month_70', true, 'b', '2020-05-01', 2020, 3",
          "'month_70', true, 'out of every scope', '2020-05-01', 2020, 9",
          "'month_70', false, 'a', '2020-05-01', 2020, 1",
          "'month_45', true, 'c', '2020-06-01', 2020, 1",
        ],
      },
      "intermediate.int_overtime_over_years": {
        columns:
          "rule_id varchar, includes_managers boolean, staff_key varchar, fiscal_year integer, profile_id integer",
        rows: [
          "'year_480', true, 'a', 2020, 1",
          "'year_480', true, 'b', 2020, 4",
          "'year_480', false, 'c', 2020, 2",
          "'month_70', true, 'b', 2020, 4",
          "'month_45', true, 'd', 2020, 1",
          "'report_480', false, 'e', 2020, 1",
          "'year_480', true, 'f', 2021, 2",
        ],
      },
      "intermediate.int_population_profiles": {
        columns: "population_id varchar, includes_managers boolean, profile_id integer, bureau_code varchar",
        rows: SCOPE_PROFILES,
      },
      "catalog.overtime_rule_sets": {
        columns: "rule_set varchar, analysis_due_months integer",
        rows: ["'report', null", "'analysis', 6"],
      },
    },
  );
});
afterAll(() => city.close());

// 年次報告: more than 480 hours from April to a quarter's end; a year belongs to a rule that is in force on 1 April.
test("people over the thresholds of the yearly report, every bureau and quarter", async () => {
  const rows = await city.rows(
    `select scope_id, rule_id, fiscal_year, quarter, bureau_code, staff_count from metrics.overtime_counts order by all`,
  );
  expect(rows).toHaveLength(4 * 5 * 3);
  expect(lines(rows.filter(({staff_count}) => staff_count !== 0))).toEqual([
    "all report_480 2019 4 1010 1",
    "all report_480 2020 4 1030 2",
    "all report_480 2020 4 2010 1",
    "all report_480 2021 4 1010 1",
    "mayor report_100 2020 3 1010 1",
    "mayor report_100 2020 3 1030 2",
    "mayor report_100 2020 4 1010 1",
    "mayor report_100 2020 4 1030 2",
    "mayor report_480 2019 4 1010 1",
    "mayor report_480 2020 4 1030 2",
    "mayor report_480 2021 4 1010 1",
  ]);
});

test("people over 480 hours: a bureau, and the city as their sum", async () => {
  const rows = await city.rows(
    `select scope_id, fiscal_year, quarter, bureau_code, value from metrics.kpi_overtime_over_480h
     where value > 0 or bureau_code is null order by all`,
  );
  expect(lines(rows)).toEqual([
    "all 2018 4 － 0",
    "all 2019 4 1010 1",
    "all 2019 4 － 1",
    "all 2020 3 － 0",
    "all 2020 4 1030 2",
    "all 2020 4 2010 1",
    "all 2020 4 － 3",
    "all 2021 4 1010 1",
    "all 2021 4 － 1",
    "mayor 2018 4 － 0",
    "mayor 2019 4 1010 1",
    "mayor 2019 4 － 1",
    "mayor 2020 3 － 0",
    "mayor 2020 4 1030 2",
    "mayor 2020 4 － 2",
    "mayor 2021 4 1010 1",
    "mayor 2021 4 － 1",
  ]);
});

// data/catalog/bureau-splits.csv: by the bureau that reported, and in today's organisation in the stated shares.
test("people over, as reported and in today's organisation", async () => {
  const rows = await city.rows(
    `select organisation, scope_id, rule_id, fiscal_year, bureau_code, staff_count
     from metrics.overtime_counts_by_organisation where rule_id <> 'other_basis' order by all`,
  );
  const of = (organisation: string) => rows.filter((row) => row.organisation === organisation);
  expect(
    of("as_reported")
      .filter(({rule_id}) => rule_id === "report_100")
      .map((row) => lines([row])[0]),
  ).toEqual([
    "as_reported mayor report_100 2018 1010 0",
    "as_reported mayor report_100 2018 1020 0",
    "as_reported mayor report_100 2019 1010 0",
    "as_reported mayor report_100 2019 1020 0",
    "as_reported mayor report_100 2019 2010 0",
    "as_reported mayor report_100 2020 1010 1",
    "as_reported mayor report_100 2020 1020 2",
    "as_reported mayor report_100 2020 2010 0",
    "as_reported mayor report_100 2021 1010 0",
    "as_reported mayor report_100 2021 1030 0",
  ]);
  expect(lines(of("as_reported").filter(({staff_count}) => staff_count !== 0))).toEqual([
    "as_reported all report_480 2019 1010 1",
    "as_reported all report_480 2020 1020 2",
    "as_reported all report_480 2020 2010 1",
    "as_reported all report_480 2021 1020 1",
    "as_reported mayor report_100 2020 1010 1",
    "as_reported mayor report_100 2020 1020 2",
    "as_reported mayor report_480 2019 1010 1",
    "as_reported mayor report_480 2020 1020 2",
    "as_reported mayor report_480 2021 1020 1",
  ]);
  expect(lines(of("today").filter(({staff_count}) => staff_count !== 0))).toEqual([
    "today all report_480 2019 1010 1",
    "today all report_480 2020 1010 0.5",
    "today all report_480 2020 1030 1.5",
    "today all report_480 2020 2010 1",
    "today all report_480 2021 1010 0.25",
    "today all report_480 2021 1030 0.75",
    "today mayor report_100 2020 1010 1.5",
    "today mayor report_100 2020 1030 1.5",
    "today mayor report_480 2019 1010 1",
    "today mayor report_480 2020 1010 0.5",
    "today mayor report_480 2020 1030 1.5",
    "today mayor report_480 2021 1010 0.25",
    "today mayor report_480 2021 1030 0.75",
  ]);
});

// data/catalog/overtime-rules.csv: a month counts for limits of months that are in force on its first day, a year for all kinds.
test("people over every limit in a month and in a whole year", async () => {
  const rows = await city.rows(
    `select rule_id, scope_id, fiscal_year, strftime(month, '%Y-%m') as month, bureau_code, staff_count
     from metrics.overtime_limits where rule_id not like 'report%' order by all`,
  );
  const cellsOf = (rule: string) => [
    ...new Set(
      rows
        .filter((row) => row.rule_id === rule)
        .map(({fiscal_year, month}) => `${fiscal_year} ${month ?? "year"}`),
    ),
  ];
  expect(cellsOf("month_70")).toEqual(["2019 2020-01", "2020 2020-05", "2020 year"]);
  expect(cellsOf("month_45")).toEqual([
    "2019 2020-01",
    "2020 2020-05",
    "2020 2020-06",
    "2020 year",
    "2021 year",
  ]);
  expect(cellsOf("year_480")).toEqual(["2020 year", "2021 year"]);
  expect(cellsOf("other_basis")).toEqual(["2019 year", "2020 year", "2021 year"]);
  expect(rows).toHaveLength(13 * 3);
  expect(lines(rows.filter(({staff_count}) => staff_count !== 0))).toEqual([
    "month_45 all 2020 2020-06 1010 1",
    "month_45 all 2020 － 1010 1",
    "month_70 all 2019 2020-01 1010 2",
    "month_70 all 2020 2020-05 2010 1",
    "month_70 all 2020 － 1010 1",
    "year_480 all 2020 － 1010 2",
    "year_480 all 2021 － 1030 1",
  ]);
});

// data/catalog/overtime-rule-sets.csv: six months after the year's last day; who is over two limits is one person, a reference limit calls for nothing.
test("people whose overtime is to be analysed", async () => {
  const rows = await city.rows(
    `select rule_set, scope_id, fiscal_year, due_on::varchar as due_on, bureau_code, staff_count
     from metrics.overtime_analysis_due order by all`,
  );
  expect(lines(rows)).toEqual([
    "analysis all 2020 2021-09-30 1010 2",
    "analysis all 2020 2021-09-30 1030 0",
    "analysis all 2020 2021-09-30 2010 0",
    "analysis all 2021 2022-09-30 1010 0",
    "analysis all 2021 2022-09-30 1030 1",
    "analysis all 2021 2022-09-30 2010 0",
  ]);
});
