import {expect, test} from "vitest";
import {wrongRows} from "./models-on.ts";

test.each([
  ["both columns", ["'在職', '上級'"], []],
  ["neither", ["null, null"], ["exams 採用区分", "states 在職区分"]],
  ["no exams", ["'在職', null"], ["exams 採用区分"]],
  ["no states", ["null, '上級'"], ["states 在職区分"]],
])("a column that a population asks for has come, with %s on the roster", async (_, staff, expected) => {
  const found = await wrongRows("columns_that_populations_ask_for_have_come", {
    "raw.staff": {columns: "service_state varchar, exam_category varchar", rows: staff},
    "intermediate.int_population_conditions": {
      columns: "population_id varchar, attribute varchar",
      rows: ["'states', 'state'", "'states', 'state'", "'exams', 'exam'", "'others', 'occupation'"],
    },
  });
  expect(found).toEqual(expected);
});

test("groups of bureaus have every bureau of their years, and what follows each other in one", async () => {
  const found = await wrongRows("bureau_groups_hold_every_bureau", {
    "catalog.bureau_groups": {
      columns: "group_code varchar, bureau_code varchar, first_fiscal_year integer, last_fiscal_year integer",
      rows: [
        ...[
          "'a', '10', 2020, 2023",
          "'a', '11', 2020, 2023",
          "'b', '21', 2020, 2023",
          "'a', '12', 2020, 2023",
        ],
        // On no list: nothing is told of it.
        "'b', '77', 2020, 2023",
        ...[
          "'a', '10', 2024, 2027",
          "'b', '20', 2024, 2027",
          "'c', '30', 2024, 2027",
          "'c', '50', 2024, 2027",
        ],
      ],
    },
    // 11 and 21 are counted as 10; nobody stands in 40, and 60 is a unit without staff of its own; 30 and 50 came later.
    "intermediate.int_bureaus_today": {
      columns: "bureau_code varchar, today_code varchar",
      rows: ["10", "20", "30", "40", "50", "60"]
        .map((code) => `'${code}', '${code}'`)
        .concat("'11', '10'", "'21', '10'", "'12', '50'"),
    },
    "intermediate.int_empty_units": {columns: "unit_code varchar", rows: ["'60'"]},
    "staging.stg_bureaus": {
      columns: "bureau_code varchar, valid_from date",
      rows: [
        ...[
          "'10', '2016-04-01'",
          "'11', '2016-04-01'",
          "'12', '2025-04-01'",
          "'20', '2024-03-31'",
          "'21', '2016-04-01'",
        ],
        ...["'30', '2024-04-01'", "'40', '2016-04-01'", "'50', '2025-04-01'", "'60', '2016-04-01'"],
      ],
    },
    "staging.stg_staff": {columns: "bureau_code varchar", rows: ["'10'", "'20'", "'30'", "'50'", "'60'"]},
  });
  expect(found).toEqual(["2020 20", "2020 21"]);
});

test("departments of populations stand on some roster", async () => {
  const found = await wrongRows("populations_name_departments_on_the_roster", {
    "catalog.population_conditions": {
      columns: "population_id varchar, attribute varchar, value varchar",
      rows: ["'a', 'department', '庶務課'", "'b', 'department', '税務課'", "'c', 'occupation', '事務'"],
    },
    "raw.staff": {columns: "department_name varchar", rows: ["'庶務課'"]},
  });
  expect(found).toEqual(["b 税務課"]);
});

test("leave is granted twice a year at most: once, and at a return or a change of employment", async () => {
  const found = await wrongRows("leave_days_are_granted_once_a_year", {
    "staging.stg_leave": {
      columns: "staff_key varchar, fiscal_year integer, granted_days double",
      rows: [
        ...["'twice', 2023, 20", "'twice', 2023, 5", "'twice', 2023, 0", "'twice', 2024, 20"],
        ...["'thrice', 2023, 20", "'thrice', 2023, 1", "'thrice', 2023, 0.5"],
      ],
    },
  });
  expect(found).toEqual(["thrice 2023 3"]);
});

// 障害者雇用促進法施行令 2条: 0.1 less for the boards of education of prefectures and designated cities.
test.each([
  ["市", ["教育委員会 2.5"]],
  ["指定都市", []],
])("a lower legal rate is for the board of a designated city, not of a %s", async (kind, expected) => {
  const tables = {
    "catalog.disability_legal_rates": {
      columns: "appointing_authority varchar, legal_rate double, valid_from date, valid_to date",
      rows: [
        "null, 2.6, '2021-03-01', '2024-03-31'",
        "'教育委員会', 2.5, '2021-03-01', '2024-03-31'",
        ...[
          "'同じ率の機関', 2.6, '2021-03-01', '2024-03-31'",
          "'高い率の機関', 2.7, '2021-03-01', '2024-03-31'",
        ],
        // What was lower in other years.
        "'前の機関', 2.5, '2018-04-01', '2021-02-28'",
        "null, 2.5, '2018-04-01', '2021-02-28'",
        "null, 2.8, '2024-04-01', null",
      ],
    },
    "catalog.city": {columns: "body_kind varchar", rows: [`'${kind}'`]},
  };
  expect(
    await wrongRows("lower_legal_rates_are_of_designated_cities", tables, "appointing_authority, legal_rate"),
  ).toEqual(expected);
});

test("a month tells nothing of a bureau with fewer people than the city's rule asks for", async () => {
  const members = (bureau: string, count: number, {day = "2024-04-01", scope = "everyone"} = {}) =>
    Array.from({length: count}, (_, index) => `'${scope}', '${day}', '${bureau}${index}', '${bureau}'`);
  const limits = (
    bureau: string | null,
    count: number | null,
    {month = "2024-06-01" as string | null, rule = "month_45", scope = "everyone"} = {},
  ) =>
    `${month ? `'${month}'` : "null"}, '${rule}', '${scope}', ${bureau ? `'${bureau}'` : "null"}, ${count}`;
  const columns = "month date, rule_id varchar, scope_id varchar, bureau_code varchar";
  const found = await wrongRows(
    "few_people_are_not_told_by_month",
    {
      "intermediate.int_population_members": {
        columns: "population_id varchar, as_of_date date, staff_key varchar, bureau_code varchar",
        rows: [
          ...[...members("enough", 3), ...members("few", 2), ...members("twice", 2), ...members("twice", 2)],
          ...[...members("few", 3, {day: "2023-04-01"}), ...members("few", 3, {day: "2024-10-01"})],
          ...members("few", 3, {scope: "others"}),
        ],
      },
      "catalog.privacy": {
        columns: "domain varchar, min_people integer",
        rows: ["'overtime', 3", "'leave', 0"],
      },
      "marts.fct_overtime_limits": {
        columns: `${columns}, staff_count double`,
        rows: [
          ...[limits("enough", 1), limits("few", 0), limits("twice", 0), limits("gone", 0), limits(null, 4)],
          limits("few", null, {month: "2024-05-01"}),
          ...[limits("enough", 4, {month: "2024-05-01"}), limits("few", 1, {month: null})],
          limits("few", 1, {scope: "others"}),
          // Where the city has nobody, nothing is told of anybody; others of the month, the rule and the scope have.
          ...[limits("few", 0, {month: "2024-07-01"}), limits("few", 0, {rule: "month_80"})],
          limits("few", 0, {scope: "nobody"}),
          // By the year's own roster; before the first one by it, after the last by that.
          ...["2022-06-01", "2024-03-01", "2025-06-01"].map((month) => limits("few", 1, {month})),
        ],
      },
      "marts.fct_overtime_early_warning": {
        columns: `as_of_month date, rule_id varchar, scope_id varchar, bureau_code varchar, on_course_count integer`,
        rows: [
          "'2024-07-01', 'month_45', 'everyone', 'few', 1",
          "'2024-07-01', 'month_45', 'everyone', 'enough', 1",
        ],
      },
    },
    "表, month, bureau_code",
  );
  expect(found).toEqual([
    "marts.fct_overtime_early_warning 2024-07-01 few",
    ...["few", "gone", "twice"].map((bureau) => `marts.fct_overtime_limits 2024-06-01 ${bureau}`),
    "marts.fct_overtime_limits 2025-06-01 few",
  ]);
});
