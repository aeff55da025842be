import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

interface Series {
  /** Yearly values up to fiscal year 2023; null: none of that year. */
  values: (number | null)[];
  decimals?: number;
  breakIn?: number;
}

async function candidates(series: Record<string, Series>, asked: string): Promise<string[]> {
  const entries = Object.entries(series);
  const {rows, close} = await modelsOn(["metrics.trend_candidates"], {
    "catalog.kpis": {
      columns: "kpi_id varchar, decimals integer",
      rows: entries.map(([id, {decimals = 0}]) => `'${id}', ${decimals}`),
    },
    "catalog.kpi_breaks": {
      columns: "kpi_id varchar, fiscal_year integer",
      rows: entries.flatMap(([id, {breakIn}]) => (breakIn ? [`'${id}', ${breakIn}`] : [])),
    },
    "metrics.city_values": {
      columns: "kpi_id varchar, fiscal_year integer, period_kind varchar, period_end date, value double",
      rows: entries.flatMap(([id, {values}]) =>
        values.flatMap((value, index) => {
          const year = 2024 - values.length + index;
          return [
            `'${id}', ${year}, 'year', '${year + 1}-03-31', ${value}`,
            `'${id}', ${year}, 'quarter', '${year}-06-30', 999`,
          ];
        }),
      ),
    },
  });
  const found = await rows(`select ${asked} from metrics.trend_candidates order by all`);
  close();
  return lines(found);
}

/**
 * Slopes of 10, 14, 15 and 20 in 2019 and 2021–2023: 2 1.67 2.5 1 3 5, in the median 2.25; of the latest two changes 3. Carried to
 * 2023 the values are 19 18.5 17.25 20, in the median 18.75. The changes: 4² over two years, 1² and 5², a third of 34.
 */
test("each way begins somewhere and goes on by some slope", async () => {
  const found = await candidates(
    {hole: {values: [10, null, 14, 15, 20]}},
    "fiscal_year, period_end, forecast_method, start_value, round(slope, 3), kept_share, is_chosen, last_value, round(step * step * 3, 6), change_count",
  );
  expect(found).toEqual([
    "2023 2024-03-31 damped 20 2.25 0.9 true 20 34 3",
    "2023 2024-03-31 last_two_years 20 3 1 false 20 34 3",
    "2023 2024-03-31 last_value 20 0 1 false 20 34 3",
    "2023 2024-03-31 mean 19.375 2.625 1 false 20 34 3",
    "2023 2024-03-31 theil_sen 18.75 2.25 1 false 20 34 3",
    "2023 2024-03-31 trend 20 2.25 1 false 20 34 3",
  ]);
});

test("years alike move by half a printed digit, as each year of four saw it, and none of before a break counts", async () => {
  const found = await candidates(
    {
      alike: {values: [5, 5, 5, 5, 5], decimals: 1},
      "since 2020": {values: [7, 8, 1, 1, 1, 1], breakIn: 2020},
      "new now": {values: [1, 1, 1, 1, 9], breakIn: 2023},
    },
    "distinct kpi_id, fiscal_year, step, change_count",
  );
  expect(found).toEqual([
    "alike 2022 0.05 3",
    "alike 2023 0.05 4",
    "new now 2022 0.5 3",
    "since 2020 2023 0.5 3",
  ]);
});

const down: [string, number[], boolean][] = [
  ["against a trend that leads up", [0, 10, 20, 19, 18], true],
  ["that is just above nothing", [0, 5.3, 4.3, 3.3], true],
  ["against none at all", [0, 5, 4, 3], false],
  ["with a trend that leads down", [40, 30, 20, 19, 18], false],
  ["once, then the same", [0, 10, 20, 19, 19], false],
  ["once, after the same", [0, 10, 19, 19, 18], false],
  ["once, then up", [0, 10, 20, 18, 19], false],
  ["once, after up", [0, 10, 18, 20, 19], false],
];

test.each([
  ["down", 1],
  ["up", -1],
])("two changes %s contradict a trend to the other side alone", async (_, sign) => {
  const series = Object.fromEntries(
    down.map(([title, values]) => [title, {values: values.map((value) => sign * value)}]),
  );
  const found = await candidates(series, "distinct kpi_id, is_contradicted, fiscal_year");
  const expected = down.map(([title, , isContradicted]) => `${title} ${isContradicted} 2023`);
  expect(found.filter((line) => line.endsWith("2023"))).toEqual(expected.sort());
});
