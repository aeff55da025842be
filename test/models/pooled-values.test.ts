import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const MEASURED = `kpi_id varchar, fiscal_year integer, quarter integer, period_start date, period_end date, scope_id varchar,
  bureau_code varchar, value double, numerator double, denominator double`;

/** A year's row of the city: numerator and denominator. */
function year(kpi: string, fiscalYear: number, numerator: number, denominator: number): string {
  const value = denominator === 0 ? "null" : String((100 * numerator) / denominator);
  return `'${kpi}', ${fiscalYear}, null, '${fiscalYear}-04-01', '${fiscalYear + 1}-03-31', 'programme', null, ${value}, ${numerator}, ${denominator}`;
}

test("years are pooled by their people, not by their rates, and never across a change of definition", async () => {
  const {rows, close} = await modelsOn(["metrics.pooled_values", "metrics.kpi_values"], {
    "catalog.kpis": {
      columns: "kpi_id varchar, unit varchar, pool_years integer, pool_from integer, counted_as varchar",
      rows: [
        "'three', '%', 3, null, null",
        "'all', '%', null, 2022, null",
        "'plain', '%', null, null, null",
        "'broken', '%', 3, null, null",
        "'per_head', '人', 2, null, null",
      ],
    },
    "catalog.kpi_measures": {columns: "kpi_id varchar, by_month boolean", rows: ["'plain', false"]},
    "intermediate.int_kpis_of_one_bureau": {columns: "kpi_id varchar", rows: []},
    "catalog.kpi_breaks": {
      columns: "kpi_id varchar, fiscal_year integer",
      rows: ["'broken', 2023", "'per_head', 2022"],
    },
    "metrics.kpi_measured": {
      columns: MEASURED,
      rows: [
        ...["three", "all", "plain", "broken"].flatMap((kpi) => [
          year(kpi, 2021, 9, 10),
          year(kpi, 2022, 1, 2),
          year(kpi, 2023, 0, 0),
          year(kpi, 2024, 1, 8),
        ]),
        // A year so far stands beside whole years; a bureau's rows are not pooled, and not shown.
        "'three', 2025, 2, '2025-04-01', '2025-09-30', 'programme', null, 50, 1, 2",
        "'three', 2024, null, '2024-04-01', '2025-03-31', 'programme', 'B101', 50, 1, 2",
        "'plain', 2024, null, '2024-04-01', '2025-03-31', 'programme', 'B101', 50, 1, 2",
        // In no percent; half a year and another population stand for no year before.
        year("per_head", 2022, 6, 2),
        year("per_head", 2023, 4, 2),
        "'per_head', 2022, 2, '2022-04-01', '2022-09-30', 'programme', null, 9, 900, 100",
        "'per_head', 2022, null, '2022-04-01', '2023-03-31', 'all', null, 5, 50, 10",
        "'per_head', 2023, null, '2023-04-01', '2024-03-31', 'all', null, 5, 50, 10",
      ],
    },
  });
  const found = await rows(
    `select kpi_id, period_kind, fiscal_year, bureau_code, value, numerator, denominator from metrics.kpi_values
     where kpi_id <> 'plain' or fiscal_year > 2022 order by kpi_id, fiscal_year, bureau_code nulls first, value`,
  );
  close();
  expect(lines(found)).toEqual([
    "all year 2021 － 90 9 10",
    "all year 2022 － 50 1 2",
    "all year 2023 － 50 1 2",
    "all year 2024 － 20 2 10",
    "broken year 2021 － 90 9 10",
    `broken year 2022 － ${(100 * 10) / 12} 10 12`,
    "broken year 2023 － － 0 0",
    "broken year 2024 － 12.5 1 8",
    "per_head year 2022 － 3 6 2",
    "per_head year 2022 － 5 50 10",
    "per_head quarter 2022 － 9 900 100",
    "per_head year 2023 － 2.5 10 4",
    "per_head year 2023 － 5 100 20",
    "plain year 2023 － － 0 0",
    "plain year 2024 － 12.5 1 8",
    "plain year 2024 B101 50 1 2",
    "three year 2021 － 90 9 10",
    `three year 2022 － ${(100 * 10) / 12} 10 12`,
    `three year 2023 － ${(100 * 10) / 12} 10 12`,
    "three year 2024 － 20 2 10",
    "three quarter 2025 － 20 2 10",
  ]);
});
