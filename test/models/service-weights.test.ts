import {afterAll, beforeAll, expect, test} from "vitest";
import {modelsOn} from "./models-on.ts";

/** Months of FY2023 in which a person is in service, April is 0; as a manager (second list) they count where managers do. */
interface Served {
  months: number[];
  asManager: number[];
}

const ALL = Array.from({length: 12}, (_, index) => index);

const PEOPLE: Record<string, Served> = {
  "all year": {months: ALL, asManager: []},
  "hired in July": {months: ALL.slice(3), asManager: []},
  "left in August": {months: ALL.slice(0, 5), asManager: []},
  "noted in April, hired in July": {months: [0, ...ALL.slice(3)], asManager: []},
  "manager from October": {months: ALL, asManager: ALL.slice(6)},
  // The first roster is of June: it tells about April and May, too.
  "manager until September": {months: ALL, asManager: ALL.slice(0, 6)},
  // Left as a manager in May and came back in June as none: the roster of October has either hiring.
  "was a manager before": {months: ALL, asManager: []},
};

const ROSTERS = [
  ...["all year", "manager from October", "manager until September"].flatMap((key) =>
    ["2023-06-01", "2023-10-01"].map(
      (day) =>
        `'${day}', '${key}', '2010-04-01', null, ${key === (day === "2023-06-01" ? "manager until September" : "manager from October")}, true`,
    ),
  ),
  "'2023-10-01', 'hired in July', '2023-07-01', null, false, true",
  "'2023-10-01', 'noted in April, hired in July', '2023-07-01', null, false, true",
  "'2023-06-01', 'left in August', '2010-04-01', null, false, true",
  "'2023-10-01', 'left in August', '2010-04-01', '2023-08-10', false, false",
  "'2023-10-01', 'was a manager before', '2010-04-01', '2023-05-20', true, false",
  "'2023-10-01', 'was a manager before', '2023-06-10', null, false, true",
  // Without overtime in the year: nobody asks for the months.
  "'2023-06-01', 'no overtime this year', '2010-04-01', null, true, true",
  "'2023-10-01', 'no overtime this year', '2010-04-01', null, true, true",
];

const monthOf = (index: number) =>
  `${index < 9 ? 2023 : 2024}-${String(((index + 3) % 12) + 1).padStart(2, "0")}-01`;
const weightOf = (index: number) => 2 ** index;

function worked(): string[] {
  const row = (key: string, month: string) =>
    `'${key}', '${month}', month_index_of(date '${month}'), fiscal_year_of(date '${month}')`;
  return [
    ...Object.keys(PEOPLE).map((key) => row(key, key.startsWith("noted") ? "2023-04-01" : "2023-08-01")),
    row("all year", "2023-09-01"),
    row("manager from October", "2023-09-01"),
    row("no overtime this year", "2022-08-01"),
  ];
}

let city: Awaited<ReturnType<typeof modelsOn>>;
beforeAll(async () => {
  city = await modelsOn(
    [
      "intermediate.int_service_spells",
      "intermediate.int_overtime_service",
      "intermediate.int_rosters",
      "intermediate.int_overtime_service_weights",
    ],
    {
      "staging.stg_staff": {
        columns:
          "as_of_date date, staff_key varchar, hired_on date, left_on date, is_manager boolean, is_in_service boolean",
        rows: ROSTERS,
      },
      "intermediate.int_overtime_person_months": {
        columns: "staff_key varchar, month date, month_index integer, fiscal_year integer",
        rows: worked(),
      },
      "intermediate.int_overtime_months": {
        columns: "month date, month_index integer, fiscal_year integer",
        rows: ["'2022-08-01', 24271, 2022", "'2023-09-01', 24284, 2023"],
      },
      "intermediate.int_overtime_month_weights": {
        columns:
          "basis_id varchar, includes_managers boolean, month date, month_index integer, month_weight bigint",
        rows: ALL.flatMap((index) =>
          [false, true].map(
            (managers) =>
              `'report', ${managers}, '${monthOf(index)}', month_index_of(date '${monthOf(index)}'), ${weightOf(index)}`,
          ),
        ),
      },
    },
  );
});
afterAll(() => city.close());

const sum = (months: number[]) => months.reduce((total, index) => total + weightOf(index), 0);

// Early warning: nobody gets further after leaving, nobody before hiring; each month has its weight in a year's overtime.
test.each(Object.entries(PEOPLE))(
  "%s: weights of the months in service, to date and of the year",
  async (key, {months, asManager}) => {
    const found = await city.rows(
      `select includes_managers, month_index::integer as month_index, weight_to_date::integer as to_date, weight_of_year::integer as of_year
     from intermediate.int_overtime_service_weights where staff_key = '${key}' order by includes_managers, month_index`,
    );
    const expected = [months.filter((index) => !asManager.includes(index)), months].flatMap(
      (counted, place) =>
        ALL.map((index) => ({
          includes_managers: place === 1,
          month_index: 2023 * 12 + 3 + index,
          to_date: counted.some((month) => month <= index)
            ? sum(counted.filter((month) => month <= index))
            : null,
          of_year: sum(counted),
        })),
    );
    expect(found).toEqual(expected);
  },
);

test("only people with overtime in the latest year have weights", async () => {
  const found = await city.rows(
    "select distinct staff_key from intermediate.int_overtime_service_weights order by staff_key",
  );
  expect(found.map(({staff_key}) => staff_key)).toEqual(Object.keys(PEOPLE).sort());
});
