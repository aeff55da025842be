import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const YEARS = "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date";

// A share of nothing is no share (data/catalog/kpis.yaml: the denominators).
test("devices that were never available have no use", async () => {
  const {rows, close} = await modelsOn(["metrics.kpi_telework_pc_utilisation"], {
    "intermediate.int_loaded_quarters": {
      columns: YEARS,
      rows: ["'telework_pc', 2024, 1, '2024-04-01', '2024-06-30'"],
    },
    "intermediate.int_telework_measured": {
      columns: "month date, bureau_code varchar, used_count integer, available_count integer",
      rows: ["'2024-04-01', '1010', 0, 0", "'2024-06-01', '1020', 1, 4"],
    },
  });
  const found = await rows(
    "select bureau_code, numerator, denominator, value from metrics.kpi_telework_pc_utilisation order by all",
  );
  close();
  expect(lines(found)).toEqual(["1010 0 0 －", "1020 1 4 25", "－ 1 4 25"]);
});

test("absence among nobody has no rate, and is of illness of the mind only", async () => {
  const {rows, close} = await modelsOn(["metrics.kpi_mental_longterm_leave_ratio"], {
    "intermediate.int_complete_years": {
      columns: "source varchar, fiscal_year integer, period_start date, period_end date",
      rows: [
        ...["2022", "2023", "2024"].map(
          (year) => `'sick_leave', ${year}, '${year}-04-01', '${Number(year) + 1}-03-31'`,
        ),
        "'survey', 2023, '2023-04-01', '2024-03-31'",
      ],
    },
    "intermediate.int_long_term_absence": {
      columns: "fiscal_year integer, cause varchar, person_count integer, staff_count integer",
      rows: ["2022, 'mental', 0, 0", "2023, 'mental', 1, 50", "2023, 'other', 5, 50"],
    },
  });
  const found = await rows(
    "select fiscal_year, numerator, denominator, value from metrics.kpi_mental_longterm_leave_ratio order by all",
  );
  close();
  expect(lines(found)).toEqual(["2022 0 0 －", "2023 1 50 2"]);
});
