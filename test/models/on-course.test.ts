import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** Minutes of everybody from April to the end of each quarter, by year. */
const TOTALS: Record<number, (number | null)[]> = {
  // Loaded from October on only.
  2018: [null, null, 30, 100],
  2019: [10, 20, 30, 100],
  2020: [30, 60, 90, 100],
  2021: [25, 50, 75, 100],
  2022: [10, 40, 70, 100],
  2023: [20, 45, 75, 100],
  2024: [20, 40, 60],
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
  // By December 73.3 %: 21,120.
  "2024, 3, 21120",
  "2024, 3, 21121",
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
      rows: [
        ...Object.entries(TOTALS).flatMap(([year, sums]) =>
          sums.flatMap((sum, index) => (sum === null ? [] : totalRows(Number(year), index + 1, sum))),
        ),
        // A year without any overtime, and one with a minute in its last quarter.
        "'none', 2023, 2, 0",
        "'none', 2023, 4, 0",
        "'none', 2024, 2, 5",
        "'little', 2023, 2, 0",
        "'little', 2023, 4, 1",
        "'little', 2024, 2, 5",
      ],
    },
    "intermediate.int_overtime_in_scope": {
      columns:
        "scope_id varchar, basis_id varchar, fiscal_year integer, quarter integer, counted_minutes bigint",
      rows: [
        ...PEOPLE.flatMap((person) => [
          `'programme', 'report', ${person}`,
          `'programme', 'other', ${person}`,
          `'elsewhere', 'report', ${person}`,
          `'elsewhere', 'report', ${person}`,
        ]),
        "'of_none', 'none', 2024, 2, 5",
        "'of_little', 'little', 2024, 2, 5",
      ],
    },
    "intermediate.int_overtime_rule_scopes": {
      columns:
        "rule_id varchar, scope_id varchar, basis_id varchar, operator varchar, threshold_minutes integer",
      rows: [
        "'report_480', 'programme', 'report', '>', 28800",
        "'report_480', 'elsewhere', 'report', '>', 1",
        "'report_1000', 'programme', 'report', '>', 1",
        "'report_480', 'of_none', 'none', '>', 28800",
        "'report_480', 'of_little', 'little', '>', 28800",
      ],
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, model varchar, scope_id varchar",
      rows: [
        "'over', 'kpi_overtime_over_480h', 'programme'",
        "'paper', 'kpi_paper_sheets', 'programme'",
        "'over_none', 'kpi_overtime_over_480h', 'of_none'",
        "'over_little', 'kpi_overtime_over_480h', 'of_little'",
      ],
    },
  });
  const found = await rows(
    "select kpi_id, fiscal_year, quarter, value from metrics.on_course order by fiscal_year, quarter, kpi_id",
  );
  close();
  expect(lines(found)).toEqual([
    "over 2020 2 1",
    "over 2024 1 1",
    "over 2024 2 2",
    // Of nothing that was made by then 5 minutes are over; of nothing at all nobody can tell.
    "over_little 2024 2 1",
    "over 2024 3 1",
  ]);
});

/** Of two people, with another basis beside. */
function totalRows(year: number, quarter: number, sum: number): string[] {
  return [
    `'report', ${year}, ${quarter}, ${sum - 1}`,
    `'report', ${year}, ${quarter}, 1`,
    `'other', ${year}, ${quarter}, ${quarter === 4 ? 1000 : 1}`,
  ];
}
