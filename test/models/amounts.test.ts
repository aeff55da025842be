import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type HandMade, modelsOn} from "./models-on.ts";

async function on(model: string, tables: Record<string, HandMade>, columns: string): Promise<string[]> {
  const {rows, close} = await modelsOn([model], tables);
  const found = await rows(`select ${columns} from ${model} order by all`);
  close();
  return lines(found);
}

const ADDED_UP: HandMade = {columns: "source varchar", rows: ["'leave'", "'overtime'"]};

// A working day is 7 hours 45 minutes (city/parameters.csv), days that were granted are whole.
test("days of leave are those taken, hours among them, and those granted of whom files say it", async () => {
  const leave = {
    "catalog.parameters": {
      columns: "parameter varchar, value varchar",
      rows: ["'leave_minutes_per_day', '465'", "'other', '1'"],
    },
    "raw.leave": {
      columns:
        "staff_key varchar, quarter date, month date, taken_days integer, taken_minutes integer, granted_days integer",
      rows: [
        "'told', '2023-04-01', null, 3, 93, 20",
        "'not told', '2023-07-01', null, 4, 0, null",
        // Months stay apart: a year may begin with any.
        "'by month', null, '2023-08-01', 1, 0, null",
        "'by month', '2023-07-01', '2023-09-01', 2, 0, 10",
      ],
    },
  };
  const columns = "source, field, staff_key, period::varchar, amount";
  const model = "intermediate.int_amounts_of_leave";
  expect(await on(model, {...leave, "catalog.kpi_measure_sources": ADDED_UP}, columns)).toEqual([
    "leave granted_days by month 2023-09-01 10",
    "leave granted_days told 2023-04-01 20",
    "leave taken_days by month 2023-08-01 1",
    "leave taken_days by month 2023-09-01 2",
    "leave taken_days not told 2023-07-01 4",
    "leave taken_days told 2023-04-01 3.2",
  ]);
  const nothing = {columns: "source varchar", rows: ["'paper'"]};
  expect(await on(model, {...leave, "catalog.kpi_measure_sources": nothing}, columns)).toEqual([]);
});

test("hours of overtime are of the department that their own row names, whatever other rows of the month say", async () => {
  const found = await on(
    "intermediate.int_amounts_of_overtime",
    {
      "intermediate.int_overtime_corrected": {
        columns: "staff_key varchar, month date, hour_kind varchar, cause varchar, worked_minutes integer",
        rows: [
          "'one', '2023-04-01', 'weekday', 'ordinary', 120",
          "'one', '2023-04-01', 'holiday', 'ordinary', 60",
          "'one', '2023-04-01', 'weekday', 'disaster', 30",
          // The correction of a row is of the same department.
          "'one', '2023-04-01', 'weekday', 'ordinary', -30",
          "'one', '2023-05-01', 'weekday', 'ordinary', 180",
          "'other', '2023-04-01', 'weekday', 'ordinary', 240",
        ],
      },
      "catalog.overtime_hour_bases": {
        columns: "basis_id varchar, hour_kind varchar",
        rows: ["'all', 'weekday'", "'all', 'holiday'"],
      },
      "staging.stg_overtime": {
        columns: "staff_key varchar, month date, hour_kind varchar, cause varchar, worked_department varchar",
        rows: [
          "'one', '2023-04-01', 'weekday', 'ordinary', '人事'",
          "'one', '2023-04-01', 'holiday', 'ordinary', '財政'",
          "'one', '2023-04-01', 'weekday', 'disaster', '防災'",
          "'one', '2023-05-01', 'weekday', 'ordinary', '窓口'",
          "'other', '2023-04-01', 'weekday', 'ordinary', null",
        ],
      },
      "catalog.kpi_measure_sources": ADDED_UP,
    },
    "item, staff_key, period::varchar, worked_department, amount",
  );
  expect(found).toEqual(
    [
      "all one 2023-04-01 人事 -0.5",
      "all one 2023-04-01 人事 2",
      "all one 2023-04-01 財政 1",
      "all one 2023-04-01 防災 0.5",
      "all one 2023-05-01 窓口 3",
      "all other 2023-04-01 － 4",
    ].sort(),
  );
});

const SIDES =
  "kpi_id varchar, side varchar, source varchar, field varchar, item varchar, worked_department varchar, population_id varchar, at_least double";
const PERIODS = "fiscal_year integer, quarter integer, period_start date, period_end date";
const YEAR = "2023, 4, '2023-04-01', '2024-03-31'";

test("amounts are added up of their own source, field, item and department, for the city and by bureau", async () => {
  const amount = (line: string) => {
    const [source, field, item, department, bureau, period, amount] = line
      .split(" ")
      .map((cell) => (cell === "－" ? "null" : `'${cell}'`));
    return `${source}, ${field}, ${item}, ${department}, ${bureau}, ${period}, ${amount}`;
  };
  const found = await on(
    "intermediate.int_measure_sums",
    {
      "catalog.kpi_measure_sides": {
        columns: SIDES,
        rows: [
          "'of 窓口', 'above', 'overtime', 'hours', 'all', '窓口', null, null",
          "'of all', 'above', 'overtime', 'hours', 'all', null, null, null",
          "'of people', 'above', 'overtime', 'hours', 'all', '窓口', 'everyone', null",
          // Of 6, 5.9999999 (sixtieths add up to a little less) and 5.99 hours.
          "'of enough', 'above', 'overtime', 'hours', 'all', '窓口', 'everyone', 6",
        ],
      },
      "intermediate.int_measure_periods": {
        columns: `kpi_id varchar, ${PERIODS}`,
        rows: ["of 窓口", "of all", "of people", "of enough"].map((kpi) => `'${kpi}', ${YEAR}`),
      },
      "intermediate.int_amounts": {
        columns:
          "source varchar, field varchar, item varchar, worked_department varchar, bureau_code varchar, period date, amount double",
        rows: [
          "overtime hours all 窓口 A 2023-04-01 3",
          "overtime hours all 窓口 B 2024-03-01 4",
          "overtime hours all 人事 A 2023-05-01 20",
          "overtime hours all － A 2023-06-01 100",
          // Of another source with a field of that name, another field, item and year.
          "training hours all 窓口 A 2023-04-01 1000",
          "overtime days all 窓口 A 2023-04-01 1000",
          "overtime hours counted 窓口 A 2023-04-01 1000",
          "overtime hours all 窓口 A 2024-04-01 1000",
        ].map(amount),
      },
      "intermediate.int_measure_people": {
        columns: `kpi_id varchar, side varchar, ${PERIODS}, bureau_code varchar, amount double`,
        rows: [
          `'of people', 'above', ${YEAR}, 'A', 6`,
          ...["6", "5.9999999", "5.99"].map((hours) => `'of enough', 'above', ${YEAR}, 'A', ${hours}`),
        ],
      },
    },
    "kpi_id, bureau_code, amount",
  );
  expect(found).toEqual(
    [
      ...["of all A 123", "of all B 4", "of all － 127"],
      ...["of people A 6", "of people － 6"],
      ...["of enough A 2", "of enough － 2"],
      ...["of 窓口 A 3", "of 窓口 B 4", "of 窓口 － 7"],
    ].toSorted(),
  );
});

// Files say up to four decimals; what comes is the number that was sent.
test("figures that come ready are the numbers that were sent", async () => {
  const found = await on(
    "staging.stg_indicator_figures",
    {
      "raw.indicator_figures": {
        columns:
          "fiscal_year date, indicator varchar, segment varchar, as_of_date date, figure_e4 bigint, numerator_e4 bigint, denominator_e4 bigint, bureau_code varchar, note varchar",
        rows: ["'2023-04-01', 'rate', null, null, 123456, 1234567890, 9876543210, 'A', null"],
      },
    },
    "fiscal_year, indicator, bureau_code, figure_value, numerator, denominator",
  );
  expect(found).toEqual(["2023 rate A 12.3456 123456.789 987654.321"]);
});
