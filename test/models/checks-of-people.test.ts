import {expect, test} from "vitest";
import {wrongRows} from "./models-on.ts";

const LIST = {columns: "bureau_code varchar", rows: ["'10'", "'20'"]};
const NO_LIST = {...LIST, rows: []};

test("a person is in service once on a day, and hired once on one", async () => {
  const found = await wrongRows("staff_rows_are_unique", {
    "staging.stg_staff": {
      columns: "as_of_date date, staff_key varchar, is_in_service boolean, hired_on date",
      rows: [
        "'2023-04-01', 'once', true, '2010-04-01'",
        "'2024-04-01', 'once', true, '2010-04-01'",
        "'2024-04-01', 'returned', false, '2010-04-01'",
        "'2024-04-01', 'returned', true, '2023-07-01'",
        "'2024-04-01', 'left', false, '2010-04-01'",
        "'2024-04-01', 'left', false, '2020-07-01'",
        "'2024-04-01', 'in two places', true, '2010-04-01'",
        "'2024-04-01', 'in two places', true, '2020-07-01'",
        "'2024-04-01', 'hired twice', true, '2010-04-01'",
        "'2024-04-01', 'hired twice', false, '2010-04-01'",
      ],
    },
  });
  expect(found).toEqual([
    "staff 2024-04-01 hired twice 2024-04-01",
    "staff 2024-04-01 in two places 2024-04-01",
  ]);
});

test("nobody leaves before the day of hiring", async () => {
  const tables = {
    "staging.stg_staff": {
      columns: "as_of_date date, staff_key varchar, bureau_code varchar, hired_on date, left_on date",
      rows: [
        "'2024-04-01', 'same day', '10', '2020-04-01', '2020-04-01'",
        "'2024-04-01', 'before', '10', '2020-04-01', '2020-03-31'",
        "'2024-04-01', 'there', '10', '2020-04-01', null",
      ],
    },
  };
  expect(await wrongRows("staff_leave_after_they_are_hired", tables, "staff_key")).toEqual(["before"]);
});

test.each([
  ["a list", LIST, ["staff 2024-04-01 b 2024-04-01 30"]],
  // Then there is only something to wait for.
  ["no list", NO_LIST, []],
])("bureaus of the roster are known, with %s of bureaus", async (_, list, expected) => {
  const found = await wrongRows("staff_bureaus_are_known", {
    "staging.stg_staff": {
      columns: "as_of_date date, staff_key varchar, bureau_code varchar",
      rows: ["'2024-04-01', 'a', '10'", "'2024-04-01', 'b', '30'"],
    },
    "intermediate.int_bureaus_today": LIST,
    "staging.stg_bureaus": list,
  });
  expect(found).toEqual(expected);
});

test.each([
  ["a list", LIST, []],
  ["no list", NO_LIST, ["paper 2024-04-01 －", "paper 2024-04-01 －", "staff 2024-04-01 a"]],
])("rows of people and of paper wait with %s of bureaus", async (_, list, expected) => {
  const found = await wrongRows("bureaus_are_loaded", {
    "staging.stg_staff": {columns: "as_of_date date, staff_key varchar", rows: ["'2024-04-01', 'a'"]},
    "staging.stg_paper": {columns: "month date", rows: ["'2024-04-01'", "'2024-04-01'"]},
    "staging.stg_bureaus": list,
  });
  expect(found).toEqual(expected);
});

test("who was hired again in the middle of a year has left before", async () => {
  const found = await wrongRows("returned_staff_have_left", {
    "staging.stg_staff": {
      columns: "staff_key varchar, hired_on date, left_on date, as_of_date date",
      rows: [
        "'no day', '2015-04-01', null, '2020-04-01'",
        "'no day', '2022-07-01', null, '2023-04-01'",
        "'no day', '2022-07-01', null, '2024-04-01'",
        "'left', '2015-04-01', null, '2020-04-01'",
        "'left', '2015-04-01', '2020-03-31', '2023-04-01'",
        "'left', '2022-07-01', null, '2023-04-01'",
        "'in April', '2015-04-01', null, '2020-04-01'",
        "'in April', '2022-04-01', null, '2023-04-01'",
        "'hired in July', '2022-07-01', null, '2023-04-01'",
      ],
    },
  });
  expect(found).toEqual(["staff 2024-04-01 no day 2024-04-01 2022-07-01"]);
});

test("who worked overtime stands on a roster, be it in a bureau that nobody knows", async () => {
  const found = await wrongRows("overtime_staff_are_on_a_roster", {
    "staging.stg_overtime": {
      columns: "staff_key varchar, month date",
      rows: ["known", "other month", "nowhere", "nowhere", "without bureau", "not then"].map(
        (who) => `'${who}', '2024-04-01'`,
      ),
    },
    "intermediate.int_overtime_staff": {
      columns: "staff_key varchar, month date",
      rows: ["'known', '2024-04-01'", "'other month', '2024-05-01'"],
    },
    "staging.stg_staff": {
      columns: "staff_key varchar, bureau_code varchar",
      rows: ["'known', '10'", "'without bureau', '30'", "'not then', '20'"],
    },
    "intermediate.int_bureaus_today": LIST,
  });
  expect(found).toEqual(
    ["not then", "nowhere", "other month"].map((who) => `overtime 2024-04-01 ${who} 2024-04-01`),
  );
});

test("a tag is of a unit that stood on a roster while it was valid", async () => {
  const tag = (name: string, {bureau = "'10'", unit = "'庶務課'", from = "2020-04-01", to = "null"} = {}) =>
    `'${name}', ${bureau}, ${unit}, '${from}', ${to}`;
  const tables = {
    "raw.staff": {
      columns: "bureau_code varchar, department_name varchar, as_of_date date",
      rows: ["'10', '庶務課', '2024-04-01'"],
    },
    // 10 lies in 5, and lay in 7 before; 40 has nobody.
    "intermediate.int_unit_codes": {
      columns: "as_of_date date, unit_code varchar, within_code varchar",
      rows: [
        ...["'2024-04-01', '10', '10'", "'2024-04-01', '10', '5'"],
        ...["'2023-04-01', '10', '7'", "'2024-04-01', '40', '40'"],
      ],
    },
    "catalog.unit_tags": {
      columns: "tag varchar, bureau_code varchar, department_name varchar, valid_from date, valid_to date",
      rows: [
        tag("there"),
        tag("above", {bureau: "'5'"}),
        tag("above, other unit", {bureau: "'5'", unit: "'税務課'"}),
        tag("other bureau", {bureau: "'20'"}),
        tag("above before", {bureau: "'7'"}),
        tag("nobody", {bureau: "'40'"}),
        tag("other unit", {unit: "'税務課'"}),
        tag("any bureau", {bureau: "null"}),
        tag("any bureau, other unit", {bureau: "null", unit: "'税務課'"}),
        tag("any unit", {unit: "null"}),
        tag("any unit, other bureau", {bureau: "'20'", unit: "null"}),
        tag("from that day", {from: "2024-04-01"}),
        tag("from the next", {from: "2024-04-02"}),
        tag("to that day", {to: "'2024-04-01'"}),
        tag("to the day before", {to: "'2024-03-31'"}),
      ],
    },
  };
  expect(await wrongRows("unit_tags_are_of_units_on_the_roster", tables, "tag")).toEqual([
    "above before",
    "above, other unit",
    "any bureau, other unit",
    "any unit, other bureau",
    "from the next",
    "nobody",
    "other bureau",
    "other unit",
    "to the day before",
  ]);
});

test("a department by which a population is told stands on a roster", async () => {
  const tables = {
    "raw.staff": {columns: "department_name varchar", rows: ["'庶務課'"]},
    "catalog.population_conditions": {
      columns: "population_id varchar, attribute varchar, value varchar",
      rows: ["'there', 'department', '庶務課'", "'nowhere', 'department', '庶務'", "'by tag', 'tag', '庶務'"],
    },
  };
  expect(await wrongRows("populations_name_departments_on_the_roster", tables, "population_id")).toEqual([
    "nowhere",
  ]);
});
