import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** Kind of staff (profile) and minutes by way of counting, in a month. */
interface Month {
  month: string;
  report: number;
  withHolidays?: number;
  profile?: number;
  isManager?: boolean;
}

function sixMonths(year: string, report: number): Month[] {
  return ["04", "05", "06", "07", "08", "09"].map((month) => ({month: `${year}-${month}`, report}));
}

/** A rule's first day is 1 April 2019; FY2019 and FY2020 are whole, of FY2021 two quarters have come. */
const PEOPLE: Record<string, Month[]> = {
  "90 hours in the first month of the rule": [{month: "2019-04", report: 5400}],
  "exactly 80 hours": [{month: "2019-04", report: 4800}],
  "a minute less than 80 hours": [{month: "2019-04", report: 4799}],
  "100 hours before the rule": [
    {month: "2019-03", report: 6000},
    {month: "2019-04", report: 4200},
  ],
  "100 hours in the last months of the rule": [{month: "2021-02", report: 6000}],
  "manager with 100 hours, then 90 hours as none": [
    {month: "2019-04", report: 6000, isManager: true},
    {month: "2019-05", report: 5400, profile: 2},
  ],
  "manager with 100 hours, then one hour as none": [
    {month: "2019-04", report: 6000, isManager: true},
    {month: "2019-05", report: 60},
  ],
  "90 hours, then manager": [
    {month: "2019-04", report: 5400},
    {month: "2019-05", report: 60, profile: 2, isManager: true},
  ],
  "90 hours with public holidays only": [{month: "2019-04", report: 4200, withHolidays: 5400}],
  "hired in June, noted in April": [{month: "2019-04", report: 5400}],
  "170 hours in March, then none": [{month: "2020-03", report: 10200, profile: 3}],
  "170 hours in March, then promoted": [{month: "2020-03", report: 10200, profile: 3}],
  "250 hours in March, then moved twice": [{month: "2020-03", report: 15000, profile: 3}],
  "170 hours in March, then moved": [{month: "2020-03", report: 10200, profile: 3}],
  "moved after 100 hours": [
    {month: "2019-04", report: 6000},
    {month: "2019-06", report: 60, profile: 2},
    {month: "2020-06", report: 60, profile: 3},
  ],
  "seven months over 45 hours": ["04", "05", "06", "07", "08", "09", "10"].map((of, index) => ({
    month: `2020-${of}`,
    report: 2701,
    profile: index + 1,
  })),
  "six months over 45 hours": sixMonths("2020", 2701),
  "400 hours in FY2020": sixMonths("2020", 4000),
  "400 hours in FY2021": sixMonths("2021", 4000),
  "400 hours in FY2018": sixMonths("2018", 4000),
  "100 hours after the rule": [{month: "2021-04", report: 6000}],
  "seven months over 45 hours with public holidays only": ["04", "05", "06", "07", "08", "09", "10"].map(
    (of) => ({
      month: `2020-${of}`,
      report: 2700,
      withHolidays: 2701,
    }),
  ),
};

const RULES = [
  "'mean_80', false, 'mean_2_6_months', 'report', 4800, '>', null, '2019-04-01', '2021-03-01'",
  "'mean_80', true, 'mean_2_6_months', 'report', 4800, '>', null, '2019-04-01', '2021-03-01'",
  "'holidays_mean_85', false, 'mean_2_6_months', 'with_public_holidays', 5100, '>', null, '2019-04-01', null",
  "'month_75', false, 'month', 'report', 4500, '>', null, '2019-04-01', '2021-02-01'",
  "'month_75', true, 'month', 'report', 4500, '>', null, '2019-04-01', '2021-02-01'",
  "'year_360', false, 'year', 'report', 21600, '>', null, '2019-04-01', '2020-04-01'",
  "'month_900', false, 'month', 'report', 54000, '>', null, '2019-04-01', null",
  "'year_350', false, 'year', 'report', 21000, '>', null, '2019-04-01', null",
  "'year_of_2019', false, 'year', 'report', 21000, '>', null, '2019-04-01', '2019-04-01'",
  "'months_over_45', false, 'months_over', 'report', 2700, '>', 6, '2019-04-01', null",
];

const LOADED = [
  ...["2018-06", "2019-03", "2019-04", "2019-05", "2019-06", "2019-07", "2019-08", "2019-09", "2019-10"],
  ...["2020-03", "2020-04", "2020-05", "2020-06", "2020-07", "2020-08", "2020-09", "2020-10"],
  ...["2021-02", "2021-03", "2021-04", "2021-06"],
];

function rosterOf(month: string): string {
  if (month < "2020-04") return "2019-10-01";
  return month < "2020-05" ? "2020-04-01" : "2020-05-01";
}

function personMonths(): string[] {
  return Object.entries(PEOPLE).flatMap(([key, months]) =>
    months.flatMap(({month, report, withHolidays = report, profile = 1, isManager = false}) =>
      [
        ["report", report],
        ["with_public_holidays", withHolidays],
      ].map(
        ([basis, minutes]) =>
          `'${key}', '${month}-01', month_index_of(date '${month}-01'), fiscal_year_of(date '${month}-01'), '${basis}', ${isManager}, ${profile}, ${minutes}`,
      ),
    ),
  );
}

const ROSTER = "as_of_date date, staff_key varchar, hired_on date, left_on date, is_in_service boolean";

let city: Awaited<ReturnType<typeof modelsOn>>;
beforeAll(async () => {
  city = await modelsOn(
    [
      "intermediate.int_service_spells",
      "intermediate.int_overtime_service",
      "intermediate.int_overtime_months",
      "intermediate.int_overtime_person_years",
      "intermediate.int_overtime_trailing_totals",
      "intermediate.int_overtime_over_months",
      "intermediate.int_overtime_over_years",
    ],
    {
      "staging.stg_staff": {
        columns: ROSTER,
        rows: Object.keys(PEOPLE).map(
          (key) =>
            `'2019-10-01', '${key}', '${key.startsWith("hired in June") ? "2019-06-01" : "2010-04-01"}', null, true`,
        ),
      },
      "intermediate.int_roster_months": {
        columns: "month date, roster_date date",
        rows: LOADED.map((month) => `'${month}-01', '${rosterOf(month)}'`),
      },
      // Who has a row here is looked up in the month, also without overtime in it.
      "intermediate.int_roster_profiles": {
        columns:
          "as_of_date date, staff_key varchar, profile_id integer, is_manager boolean, is_in_service boolean",
        rows: [
          "'2020-04-01', '170 hours in March, then promoted', 5, true, true",
          "'2020-04-01', '250 hours in March, then moved twice', 6, false, true",
          "'2020-05-01', '250 hours in March, then moved twice', 8, false, true",
          "'2020-04-01', '170 hours in March, then moved', 6, false, true",
          "'2020-04-01', '170 hours in March, then none', 7, true, false",
        ],
      },
      "raw.current_periods": {
        columns: "source varchar, period date",
        rows: [
          ...LOADED.map((month) => `'overtime', '${month}-01'`),
          // A month in two parts is one month.
          "'overtime', '2019-05-01'",
          "'leave', '2019-11-01'",
        ],
      },
      "intermediate.int_loaded_quarters": {
        columns: "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
        rows: [
          ...["2018", "2019", "2020"].map(
            (year) => `'overtime', ${year}, 4, '${year}-04-01', '${Number(year) + 1}-03-31'`,
          ),
          "'overtime', 2019, 3, '2019-04-01', '2019-12-31'",
          "'overtime', 2021, 3, '2021-04-01', '2021-12-31'",
          "'leave', 2021, 4, '2021-04-01', '2022-03-31'",
        ],
      },
      "intermediate.int_overtime_person_months": {
        columns:
          "staff_key varchar, month date, month_index integer, fiscal_year integer, basis_id varchar, is_manager boolean, profile_id integer, counted_minutes integer",
        rows: personMonths(),
      },
      "intermediate.int_overtime_rule_populations": {
        columns:
          "rule_id varchar, includes_managers boolean, window_kind varchar, basis_id varchar, threshold_minutes integer, operator varchar, months_limit integer, valid_from date, valid_to date",
        rows: RULES,
      },
    },
  );
});
afterAll(() => city.close());

/** Month → number of months and their minutes, of every window that can be over. */
async function windowsOf(
  person: keyof typeof PEOPLE,
  rule: string,
  withManagers = false,
): Promise<Record<string, string>> {
  const rows = await city.rows(
    `select strftime(month, '%Y-%m') as month, string_agg(month_count || ':' || counted_minutes, ' ' order by month_count) as minutes
     from intermediate.int_overtime_trailing_totals
     where staff_key = '${person}' and rule_id = '${rule}' and includes_managers = ${withManagers}
     group by month order by month`,
  );
  return Object.fromEntries(rows.map(({month, minutes}) => [month, minutes]));
}

// 人事院規則15-14 第16条の2の2 and 労働基準法36条6項3号: the mean of two, three, four, five and six months in a row.
describe("months in a row of which one is at the threshold", () => {
  const FROM_APRIL = (minutes: number) => ({
    "2019-05": `2:${minutes}`,
    "2019-06": `2:0 3:${minutes}`,
    "2019-07": `2:0 3:0 4:${minutes}`,
    "2019-08": `2:0 3:0 4:0 5:${minutes}`,
    "2019-09": `2:0 3:0 4:0 5:0 6:${minutes}`,
  });

  const oracle: [person: keyof typeof PEOPLE, rule: string, withManagers: boolean, Record<string, string>][] =
    [
      // Windows begin with the rule; a month without overtime is 0; after five further months none sees the heavy one.
      ["90 hours in the first month of the rule", "mean_80", false, FROM_APRIL(5400)],
      ["exactly 80 hours", "mean_80", false, FROM_APRIL(4800)],
      ["a minute less than 80 hours", "mean_80", false, {}],
      ["100 hours before the rule", "mean_80", false, {}],
      [
        "100 hours in the last months of the rule",
        "mean_80",
        false,
        {"2021-02": "2:6000 3:6000 4:6000 5:6000 6:6000", "2021-03": "2:6000 3:6000 4:6000 5:6000 6:6000"},
      ],
      [
        "100 hours in the last months of the rule",
        "holidays_mean_85",
        false,
        {
          "2021-02": "2:6000 3:6000 4:6000 5:6000 6:6000",
          "2021-03": "2:6000 3:6000 4:6000 5:6000 6:6000",
          "2021-04": "2:0 3:6000 4:6000 5:6000 6:6000",
          "2021-06": "2:0 3:0 4:0 5:6000 6:6000",
        },
      ],
      ["90 hours with public holidays only", "mean_80", false, {}],
      ["90 hours with public holidays only", "holidays_mean_85", false, FROM_APRIL(5400)],
      // data/catalog/overtime-scopes.csv: hours as a manager count where managers are included, else they are none.
      [
        "manager with 100 hours, then 90 hours as none",
        "mean_80",
        false,
        {
          "2019-05": "2:5400",
          "2019-06": "2:5400 3:5400",
          "2019-07": "2:0 3:5400 4:5400",
          "2019-08": "2:0 3:0 4:5400 5:5400",
          "2019-09": "2:0 3:0 4:0 5:5400 6:5400",
          "2019-10": "2:0 3:0 4:0 5:0 6:5400",
        },
      ],
      [
        "manager with 100 hours, then 90 hours as none",
        "mean_80",
        true,
        {
          "2019-05": "2:11400",
          "2019-06": "2:5400 3:11400",
          "2019-07": "2:0 3:5400 4:11400",
          "2019-08": "2:0 3:0 4:5400 5:11400",
          "2019-09": "2:0 3:0 4:0 5:5400 6:11400",
          "2019-10": "2:0 3:0 4:0 5:0 6:5400",
        },
      ],
      ["manager with 100 hours, then one hour as none", "mean_80", false, {}],
      [
        "manager with 100 hours, then one hour as none",
        "mean_80",
        true,
        {
          "2019-05": "2:6060",
          "2019-06": "2:60 3:6060",
          "2019-07": "2:0 3:60 4:6060",
          "2019-08": "2:0 3:0 4:60 5:6060",
          "2019-09": "2:0 3:0 4:0 5:60 6:6060",
        },
      ],
      // Who is a manager now is not of the scope any more, until the last month as one is six months ago.
      ["90 hours, then manager", "mean_80", false, {}],
      [
        "90 hours, then manager",
        "mean_80",
        true,
        {
          "2019-05": "2:5460",
          "2019-06": "2:60 3:5460",
          "2019-07": "2:0 3:60 4:5460",
          "2019-08": "2:0 3:0 4:60 5:5460",
          "2019-09": "2:0 3:0 4:0 5:60 6:5460",
        },
      ],
      [
        "hired in June, noted in April",
        "mean_80",
        false,
        {"2019-07": "2:0", "2019-08": "2:0 3:0", "2019-09": "2:0 3:0 4:0"},
      ],
    ];

  test.each(oracle)("%s: %s (managers %s)", async (person, rule, withManagers, expected) => {
    expect(await windowsOf(person, rule, withManagers)).toEqual(expected);
  });

  test("the kind of staff is that of the last month with overtime in the window", async () => {
    const found = await city.rows(
      `select distinct strftime(month, '%Y-%m') as month, profile_id from intermediate.int_overtime_trailing_totals
       where staff_key = 'manager with 100 hours, then 90 hours as none' and includes_managers order by month`,
    );
    expect(new Set(found.map(({profile_id}) => profile_id))).toEqual(new Set([2]));
  });
});

/** Who is over a rule: "person year-month" or "person year", with the kind of staff that counts. */
async function over(relation: string, period: string, rule: string, withManagers = false): Promise<string[]> {
  return lines(
    await city.rows(
      `select staff_key, ${period} as period, profile_id from intermediate.${relation}
       where rule_id = '${rule}' and includes_managers = ${withManagers} order by all`,
    ),
  );
}

const monthsOver = (rule: string, withManagers = false) =>
  over("int_overtime_over_months", "strftime(month, '%Y-%m')", rule, withManagers);
const yearsOver = (rule: string, withManagers = false) =>
  over("int_overtime_over_years", "fiscal_year", rule, withManagers);

// data/catalog/overtime-rules.csv: a month belongs to a rule that is in force on its first day.
describe("over a limit of a month", () => {
  test("of a month", async () => {
    expect(await monthsOver("month_75")).toEqual([
      "100 hours in the last months of the rule 2021-02 1",
      "170 hours in March, then moved 2020-03 3",
      "170 hours in March, then none 2020-03 3",
      "170 hours in March, then promoted 2020-03 3",
      "250 hours in March, then moved twice 2020-03 3",
      "90 hours in the first month of the rule 2019-04 1",
      "90 hours, then manager 2019-04 1",
      "a minute less than 80 hours 2019-04 1",
      "exactly 80 hours 2019-04 1",
      "hired in June, noted in April 2019-04 1",
      "manager with 100 hours, then 90 hours as none 2019-05 2",
      "moved after 100 hours 2019-04 1",
    ]);
  });

  test("of a month that nobody is over", async () => {
    expect(await monthsOver("month_900")).toEqual([]);
    const [none] = await city.rows(
      "select count(*)::integer as rows from intermediate.int_overtime_over_months where staff_key is null",
    );
    expect(none?.rows).toBe(0);
  });

  test("of a month, managers included", async () => {
    expect((await monthsOver("month_75", true)).filter((line) => line.includes("manager"))).toEqual([
      "90 hours, then manager 2019-04 1",
      "manager with 100 hours, then 90 hours as none 2019-04 1",
      "manager with 100 hours, then 90 hours as none 2019-05 2",
      "manager with 100 hours, then one hour as none 2019-04 1",
    ]);
  });

  // city/overtime-scopes.csv: managers are under no limit of a scope without them, from the month in which they are some.
  test("of a mean, where the person is in its last month, also without overtime in it", async () => {
    expect(await monthsOver("mean_80")).toEqual([
      "170 hours in March, then moved 2020-03 3",
      "170 hours in March, then moved 2020-04 6",
      "170 hours in March, then none 2020-03 3",
      "170 hours in March, then none 2020-04 3",
      "170 hours in March, then promoted 2020-03 3",
      "250 hours in March, then moved twice 2020-03 3",
      "250 hours in March, then moved twice 2020-04 6",
      "250 hours in March, then moved twice 2020-05 8",
    ]);
    expect(await monthsOver("mean_80", true)).toEqual([
      "170 hours in March, then moved 2020-03 3",
      "170 hours in March, then moved 2020-04 6",
      "170 hours in March, then none 2020-03 3",
      "170 hours in March, then none 2020-04 3",
      "170 hours in March, then promoted 2020-03 3",
      "170 hours in March, then promoted 2020-04 5",
      "250 hours in March, then moved twice 2020-03 3",
      "250 hours in March, then moved twice 2020-04 6",
      "250 hours in March, then moved twice 2020-05 8",
      "manager with 100 hours, then 90 hours as none 2019-05 2",
    ]);
  });
});

// data/catalog/overtime-rules.csv: a year belongs to a rule that is in force on 1 April.
describe("over a limit in a whole year", () => {
  test("by its total", async () => {
    expect(await yearsOver("year_360")).toEqual(["400 hours in FY2020 2020 1"]);
    // Leave of FY2021 is whole, overtime is not; a limit of FY2019 is none of FY2020.
    expect(await yearsOver("year_350")).toEqual(["400 hours in FY2020 2020 1"]);
    expect(await yearsOver("year_of_2019")).toEqual([]);
  });

  test("by the number of months, counted where the person was last", async () => {
    expect(await yearsOver("months_over_45")).toEqual(["seven months over 45 hours 2020 7"]);
  });

  test("in one of its months, counted where the person was last in the year", async () => {
    expect(await yearsOver("month_75")).toEqual([
      "100 hours in the last months of the rule 2020 1",
      "170 hours in March, then moved 2019 3",
      "170 hours in March, then none 2019 3",
      "170 hours in March, then promoted 2019 3",
      "250 hours in March, then moved twice 2019 3",
      "90 hours in the first month of the rule 2019 1",
      "90 hours, then manager 2019 1",
      "a minute less than 80 hours 2019 1",
      "exactly 80 hours 2019 1",
      "hired in June, noted in April 2019 1",
      "manager with 100 hours, then 90 hours as none 2019 2",
      "moved after 100 hours 2019 2",
    ]);
    expect((await yearsOver("month_75", true)).filter((line) => line.startsWith("90 hours, then"))).toEqual([
      "90 hours, then manager 2019 2",
    ]);
  });

  test("by a mean whose heavy month lies in the year before", async () => {
    expect(await yearsOver("mean_80")).toEqual([
      "170 hours in March, then moved 2019 3",
      "170 hours in March, then moved 2020 6",
      "170 hours in March, then none 2019 3",
      "170 hours in March, then none 2020 3",
      "170 hours in March, then promoted 2019 3",
      "250 hours in March, then moved twice 2019 3",
      "250 hours in March, then moved twice 2020 8",
    ]);
  });
});
