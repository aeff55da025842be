import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** Minutes of everybody from April to the end of each quarter, by year. */
const TOTALS: Record<number, number[]> = {
  2019: [10, 20, 30, 100],
  2020: [30, 60, 90, 100],
  2021: [25, 50, 75, 100],
  2022: [10, 40, 70, 100],
  2023: [20, 45, 75, 100],
  2024: [20, 40],
};

/** Minutes of single people since April; the threshold is 480 hours, 28,800 minutes. */
const PEOPLE = [
  // By September 45 % of a year's minutes were made in the three years before: 12,960 of 28,800.
  "2024, 2, 12960",
  "2024, 2, 12961",
  "2024, 2, 30000",
  "2024, 1, 1",
  // In June 18.3 %: 5,280.
  "2024, 1, 5281",
  // Before 2020 there is one year, of which a fifth was made by September.
  "2020, 2, 5760",
  "2020, 2, 5761",
  // Of the first year nobody knows; a whole year is no course.
  "2019, 2, 30000",
  "2023, 4, 30000",
];

test("people are on course for the year's threshold by the share of a year that lay before the same day", async () => {
  const {rows, close} = await modelsOn(["metrics.on_course"], {
    "intermediate.int_overtime_to_date": {
      columns: "basis_id varchar, fiscal_year integer, quarter integer, counted_minutes bigint",
      rows: Object.entries(TOTALS).flatMap(([year, sums]) =>
        sums.flatMap((sum, index) => [
          // Of two people.
          `'report', ${year}, ${index + 1}, ${sum - 1}`,
          `'report', ${year}, ${index + 1}, 1`,
          `'other', ${year}, ${index + 1}, ${index === 3 ? 1000 : 1}`,
        ]),
      ),
    },
    "intermediate.int_overtime_in_scope": {
      columns:
        "scope_id varchar, basis_id varchar, fiscal_year integer, quarter integer, counted_minutes bigint",
      rows: PEOPLE.flatMap((person) => [
        `'programme', 'report', ${person}`,
        `'programme', 'other', ${person}`,
        `'elsewhere', 'report', ${person}`,
      ]),
    },
    "intermediate.int_overtime_rule_scopes": {
      columns:
        "rule_id varchar, scope_id varchar, basis_id varchar, operator varchar, threshold_minutes integer",
      rows: [
        "'report_480', 'programme', 'report', '>', 28800",
        "'report_480', 'elsewhere', 'report', '>', 1",
        "'report_1000', 'programme', 'report', '>', 1",
      ],
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, model varchar, scope_id varchar",
      rows: ["'over', 'kpi_overtime_over_480h', 'programme'", "'paper', 'kpi_paper_sheets', 'programme'"],
    },
  });
  const found = await rows(
    "select kpi_id, fiscal_year, quarter, value from metrics.on_course order by fiscal_year, quarter",
  );
  close();
  expect(lines(found)).toEqual(["over 2020 2 1", "over 2024 1 1", "over 2024 2 2"]);
});
