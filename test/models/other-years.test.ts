import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

test("a year from October is whole with its twelve months, of which one may have come in two parts", async () => {
  const months = (from: number, to: number) =>
    Array.from({length: to - from + 1}, (_, place) => from + place).map((index) => {
      const [year, month] = [2022 + Math.floor(index / 12), (index % 12) + 1];
      return `'leave', '${year}-${String(month).padStart(2, "0")}-01'`;
    });
  const {rows, close} = await modelsOn(["intermediate.int_measure_periods"], {
    "catalog.kpi_measure_sides": {
      columns: "kpi_id varchar, source varchar",
      // A ratio of two fields of one file asks for that file once.
      rows: ["'from October', 'leave'", "'from October', 'leave'"],
    },
    "catalog.sources": {columns: "source varchar, period_months integer", rows: ["'leave', 1"]},
    "catalog.kpi_measures": {
      columns: "kpi_id varchar, year_starts integer, by_month boolean",
      rows: ["'from October', 10, false"],
    },
    "catalog.fiscal_quarters": {
      columns: "fiscal_year integer",
      rows: [2021, 2022, 2023, 2024].map((year) => `${year}`),
    },
    "intermediate.int_loaded_quarters": {
      columns: "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
      rows: [],
    },
    "intermediate.int_awaited_columns": {columns: "kpi_id varchar", rows: []},
    "raw.current_periods": {
      columns: "source varchar, period date",
      // From October 2022 to September 2023, January twice; of the next year eleven months, one of them twice.
      rows: [
        ...months(9, 20),
        ...months(12, 12),
        ...months(21, 31),
        ...months(30, 30),
        "'paper', '2024-09-01'",
      ],
    },
    "raw.leave": {columns: "quarter date, month date", rows: []},
  });
  const found = await rows(
    "select fiscal_year, quarter, period_start, period_end from intermediate.int_measure_periods order by all",
  );
  close();
  expect(lines(found)).toEqual(["2022 － 2022-10-01 2023-09-30"]);
});
