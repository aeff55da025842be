import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

interface Given {
  /** "up previous － － 0 1 0": direction, compared with, whom, day, tolerance, factor, difference; indicators are a, b, c … */
  targets: string[];
  /** "a 2023 year 2024-03-31 5" */
  values: string[];
  breaks?: string[];
  standards?: string[];
  legal?: string[];
}

/** Indicator, year, level, low and high. */
async function levels({targets, values, breaks = [], standards = [], legal = []}: Given): Promise<string[]> {
  const cells = (line: string) => line.split(" ").map((cell) => (cell === "－" ? "null" : `'${cell}'`));
  const said = targets.map((line, index) => ({id: `'${"abcdefghijklmnop"[index]}'`, of: cells(line)}));
  const {rows, close} = await modelsOn(["metrics.moving_levels"], {
    "catalog.kpi_targets": {
      columns:
        "kpi_id varchar, compared_with varchar, compared_id varchar, on_month integer, on_day integer, tolerance double, factor double, difference double",
      rows: said.map(({id, of: [, compared, whom, day = "null", ...amounts]}) => {
        const [month, date] =
          day === "null" ? ["null", "null"] : day.replaceAll("'", "").split("-").map(Number);
        return [id, compared, whom, month, date, ...amounts].join(", ");
      }),
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, decimals integer, direction varchar",
      rows: [...said.map(({id, of: [direction]}) => `${id}, 1, ${direction}`), "'other', 0, 'none'"],
    },
    "metrics.city_values": {
      columns: "kpi_id varchar, fiscal_year integer, period_kind varchar, period_end date, value double",
      rows: values.map((line) => cells(line).join(", ")),
    },
    "catalog.kpi_breaks": {
      columns: "kpi_id varchar, fiscal_year integer",
      rows: breaks.map((line) => cells(line).join(", ")),
    },
    "catalog.standard_values": {
      columns: "standard_id varchar, value double, valid_from date, valid_to date",
      rows: standards.map((line) => cells(line).join(", ")),
    },
    "catalog.disability_legal_rates": {
      columns: "appointing_authority varchar, legal_rate double, valid_from date, valid_to date",
      rows: legal.map((line) => cells(line).join(", ")),
    },
  });
  const found = await rows(
    "select kpi_id, fiscal_year, level, low, high from metrics.moving_levels order by all",
  );
  close();
  return lines(found);
}

test("a level of last year's or of another's value is that value times a factor and a difference, on the side that is asked for", async () => {
  expect(
    await levels({
      targets: [
        "up previous － － 0 1 0",
        "down previous － － 0 0.5 -1",
        "within previous － － 3 1 0",
        "none previous － － 3 1 0",
        "up indicator other － 0 2 1",
      ],
      values: [
        ...["a", "b", "c", "d", "e"].flatMap((kpi) => [
          `${kpi} 2022 year 2023-03-31 20`,
          `${kpi} 2023 year 2024-03-31 50`,
          // So far in the year: that is no year's value, and none is asked of it.
          `${kpi} 2022 quarter 2022-12-31 90`,
          `${kpi} 2023 quarter 2023-12-31 90`,
        ]),
        "other 2023 year 2024-03-31 7",
        "other 2023 quarter 2023-12-31 8",
        "other 2021 year 2022-03-31 9",
      ],
    }),
  ).toEqual(["a 2023 20 20 －", "b 2023 9 － 9", "c 2023 20 17 23", "d 2023 20 － －", "e 2023 15 15 －"]);
});

test("last year's value is none across a change of definition; another indicator's of the same year is", async () => {
  expect(
    await levels({
      targets: ["up previous － － 0 1 0", "up indicator other － 0 1 0", "up previous － － 0 1 0"],
      values: ["a", "b", "c", "other"].flatMap((kpi) => [
        `${kpi} 2022 year 2023-03-31 20`,
        `${kpi} 2023 year 2024-03-31 50`,
        `${kpi} 2024 year 2025-03-31 60`,
      ]),
      breaks: ["a 2023", "b 2023"],
    }),
  ).toEqual([
    // Two years by the new definition.
    "a 2024 50 50 －",
    "b 2022 20 20 －",
    "b 2023 50 50 －",
    "b 2024 60 60 －",
    "c 2023 20 20 －",
    "c 2024 50 50 －",
  ]);
});

// 障害者雇用促進法施行令2条: education boards of prefectures have a rate of their own. 1 June is the day of the report.
test("a standard is that of the day that the plan names, its first and last day among them, else of the year's end", async () => {
  const years = [2021, 2022, 2023, 2024].map((year) => `year ${year + 1}-03-31 5`);
  const asked = ["－", "06-01", "03-31", "04-01"];
  expect(
    await levels({
      targets: [
        ...asked.map((day) => `up standard disability_legal_rate ${day} 0 1 0`),
        "up standard ours － 0 1 0",
        // By the name of an indicator, and an indicator by the name of a standard.
        "up standard other － 0 1 0",
        "up indicator ours － 0 1 0",
        // In force on the one day alone.
        "up standard midyear 06-01 0 1 0",
      ],
      values: ["a", "b", "c", "d", "e", "f", "g", "h", "other"].flatMap((kpi) =>
        years.map((line, index) => `${kpi} ${2021 + index} ${line}`),
      ),
      standards: [
        "ours 30 2023-03-31 2023-03-31",
        "ours 40 2025-03-31 －",
        "midyear 50 2022-06-01 2022-06-01",
      ],
      legal: ["－ 2.6 2022-04-01 2024-03-31", "－ 2.8 2024-04-01 －", "教育委員会 2.5 2022-04-01 －"],
    }),
  ).toEqual([
    ...["a 2022 2.6 2.6 －", "a 2023 2.6 2.6 －", "a 2024 2.8 2.8 －"],
    ...["b 2022 2.6 2.6 －", "b 2023 2.6 2.6 －", "b 2024 2.8 2.8 －"],
    // The March of a fiscal year is that of the next calendar year, its April is not.
    ...["c 2022 2.6 2.6 －", "c 2023 2.6 2.6 －", "c 2024 2.8 2.8 －"],
    ...["d 2022 2.6 2.6 －", "d 2023 2.6 2.6 －", "d 2024 2.8 2.8 －"],
    ...["e 2022 30 30 －", "e 2024 40 40 －"],
    "h 2022 50 50 －",
  ]);
});
