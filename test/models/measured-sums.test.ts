import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const MODEL = "intermediate.int_measure_sums";

/** Indicator, side, source, field, item, department, population, least amount. */
const SIDES = [
  "'paper', 'value', 'paper', 'sheets', null, null, null, null",
  "'one item', 'value', 'activity', 'amount', 'interviews', null, null, null",
  "'nothing came', 'value', 'activity', 'amount', 'seminars', null, null, null",
  "'not loaded', 'value', 'activity', 'amount', 'interviews', null, null, null",
  "'there', 'value', 'overtime', 'hours', 'report', '防災課', null, null",
  "'people', 'numerator', 'parental_leave', 'people', 'first_take_up', null, 'men', null",
  "'people', 'denominator', 'parental_leave', 'people_by_birth', 'spouse_gave_birth', null, 'men', null",
  "'at least', 'numerator', 'parental_leave', 'days', null, null, 'men', 5.0",
  "'at least', 'denominator', 'leave', 'taken_days', null, null, 'men', null",
];

const YEAR = "2023, null, date '2023-04-01', date '2024-03-31'";

/** Source, field, item, department, first day, bureau, amount. */
const AMOUNTS = [
  "'paper', 'sheets', 'A4', null, '2023-04-01', '1010', 100",
  "'paper', 'sheets', 'A3', null, '2024-03-01', '1020', 20",
  "'paper', 'sheets', 'A4', null, '2024-04-01', '1010', 7",
  "'activity', 'amount', 'interviews', null, '2023-06-01', '1010', 3",
  "'activity', 'amount', 'coaching', null, '2023-06-01', '1010', 50",
  "'activity', 'hours', 'interviews', null, '2023-06-01', '1010', 60",
  "'mental_health', 'amount', 'interviews', null, '2023-06-01', '1010', 70",
  "'overtime', 'hours', 'report', '防災課', '2023-06-01', '1010', 11",
  "'overtime', 'hours', 'report', '総務課', '2023-06-01', '1010', 80",
  "'overtime', 'hours', 'report', null, '2023-06-01', '1010', 90",
  // Of people it is the people themselves that tell.
  "'parental_leave', 'people', 'first_take_up', null, '2023-06-01', '1010', 9",
];

/** Indicator, side, bureau, amount: of one person each. */
const PEOPLE = [
  // A man with two births of the year is one man, of either amount.
  ["people", "numerator", "1010", 2],
  ["people", "numerator", "1010", 2],
  ["people", "numerator", "1020", 0],
  ["people", "denominator", "1010", 3],
  ["people", "denominator", "1020", 1],
  // What divides into days by hours is exact to the sixth digit only.
  ["at least", "numerator", "1010", "4.9999999"],
  ["at least", "numerator", "1010", "4.999997"],
  ["at least", "numerator", "1020", "12"],
  ["at least", "denominator", "1010", "12.5"],
] as const;

// Of each indicator: every side over the year, first the whole, then the bureaus that have an amount.
test("amounts are added up by side and bureau; people count once, or where they have the least amount", async () => {
  const {rows, close} = await modelsOn([MODEL], {
    "catalog.kpi_measure_sides": {
      columns:
        "kpi_id varchar, side varchar, source varchar, field varchar, item varchar, worked_department varchar, population_id varchar, at_least double",
      rows: SIDES,
    },
    "intermediate.int_measure_periods": {
      columns: "kpi_id varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
      rows: ["paper", "one item", "nothing came", "there", "people"].map((id) => `'${id}', ${YEAR}`),
    },
    "intermediate.int_amounts": {
      columns:
        "source varchar, field varchar, item varchar, worked_department varchar, period date, bureau_code varchar, amount double",
      rows: AMOUNTS,
    },
    "intermediate.int_measure_people": {
      columns:
        "kpi_id varchar, side varchar, fiscal_year integer, quarter integer, period_start date, period_end date, bureau_code varchar, amount double",
      rows: PEOPLE.map(([id, side, bureau, amount]) => `'${id}', '${side}', ${YEAR}, '${bureau}', ${amount}`),
    },
  });
  const found = await rows(
    `select kpi_id, side, bureau_code, amount from ${MODEL} order by kpi_id, side, bureau_code nulls first`,
  );
  close();
  expect(lines(found)).toEqual([
    "at least denominator － 12.5",
    "at least denominator 1010 12.5",
    "at least numerator － 2",
    "at least numerator 1010 1",
    "at least numerator 1020 1",
    "nothing came value － 0",
    "one item value － 3",
    "one item value 1010 3",
    "paper value － 120",
    "paper value 1010 100",
    "paper value 1020 20",
    "people denominator － 2",
    "people denominator 1010 1",
    "people denominator 1020 1",
    "people numerator － 2",
    "people numerator 1010 2",
    "people numerator 1020 0",
    "there value － 11",
    "there value 1010 11",
  ]);
});
