import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn, wrongRows} from "./models-on.ts";

const COLUMNS =
  "staff_key varchar, quarter date, month date, taken_days bigint, taken_minutes integer, granted_days bigint";

function leave(rows: string[]) {
  return {"raw.leave": {columns: COLUMNS, rows}};
}

test("leave of a quarter is its row, or those of its months added up", async () => {
  const {rows, close} = await modelsOn(
    ["staging.stg_leave"],
    leave([
      "'by month', null, '2024-04-01', 1, 60, 20",
      "'by month', null, '2024-06-01', 2, 30, null",
      "'by month', null, '2024-07-01', 4, 0, 0",
      // The last months of a year are of the calendar year after it.
      "'by month', null, '2025-03-01', 1, 0, null",
      "'by quarter', '2024-04-01', null, 3, 90, null",
      // Days may be granted in two months: on being hired, and for a half year after it.
      "'granted twice', null, '2024-10-01', 0, 0, 10",
      "'granted twice', null, '2024-11-01', 1, 0, 2",
      // Months within a file of a quarter.
      "'both', '2024-04-01', '2024-05-01', 1, 0, null",
      "'both', '2024-04-01', '2024-06-01', 1, 15, null",
    ]),
  );
  const found = await rows("select * from staging.stg_leave order by all");
  close();
  expect(lines(found)).toEqual([
    "both 2024 1 2 15 －",
    "by month 2024 1 3 90 20",
    "by month 2024 2 4 0 0",
    "by month 2024 4 1 0 －",
    "by quarter 2024 1 3 90 －",
    "granted twice 2024 3 1 0 12",
  ]);
});

test("a quarter that came as a whole is told where a year begins within it", async () => {
  const found = await wrongRows("leave_years_begin_between_periods", {
    "catalog.kpi_measure_sides": {
      columns: "kpi_id varchar, source varchar",
      rows: [
        "'from August', 'leave'",
        "'from July', 'leave'",
        "'from October', 'leave'",
        "'of paper', 'paper'",
      ],
    },
    "catalog.kpi_measures": {
      columns: "kpi_id varchar, year_starts integer",
      rows: ["'from August', 8", "'from July', 7", "'from October', 10", "'of paper', 8"],
    },
    ...leave([
      "'one', '2024-07-01', null, 3, 0, null",
      "'other', '2024-07-01', null, 1, 0, null",
      "'one', '2024-10-01', null, 3, 0, null",
      "'one', '2023-07-01', '2023-08-01', 1, 0, null",
    ]),
  });
  expect(found).toEqual(["from August leave 2024-07-01"]);
});

test("who has a quarter's row beside one of its months is told twice", async () => {
  const found = await wrongRows(
    "leave_is_told_once",
    leave([
      "'twice', '2024-04-01', null, 3, 0, null",
      "'twice', null, '2024-06-01', 1, 0, null",
      "'before', '2024-01-01', null, 3, 0, null",
      "'before', null, '2024-04-01', 1, 0, null",
      "'months', null, '2024-04-01', 1, 0, null",
      "'months', null, '2024-05-01', 1, 0, null",
      "'year later', '2024-04-01', null, 3, 0, null",
      "'year later', null, '2025-04-01', 1, 0, null",
    ]),
    "staff_key, fiscal_year, quarter, period::varchar",
  );
  expect(found).toEqual(["twice 2024 1 2024-04-01"]);
});
