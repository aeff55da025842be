import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

test("a way leads to each later year of the calendar once, up to a change of definition", async () => {
  const candidate = (id: string, year: number) =>
    `'${id}', ${year}, '${year + 1}-03-31', 'trend', false, false, 10, 10, 1, 1.0, 1, 3`;
  const {rows, close} = await modelsOn(["metrics.trend_forecasts"], {
    "metrics.trend_candidates": {
      columns:
        "kpi_id varchar, fiscal_year integer, period_end date, forecast_method varchar, is_chosen boolean, is_contradicted boolean, last_value double, start_value double, slope double, kept_share double, step double, change_count integer",
      rows: [
        candidate("plain", 2023),
        candidate("at its end", 2026),
        candidate("new this year", 2023),
        candidate("new in 2025", 2023),
      ],
    },
    "catalog.kpis": {
      columns: "kpi_id varchar, cumulative_since integer, unit varchar, may_exceed_100 boolean",
      rows: ["plain", "at its end", "new this year", "new in 2025"].map((id) => `'${id}', null, '件', false`),
    },
    "catalog.fiscal_quarters": {
      columns: "fiscal_year integer, quarter integer",
      rows: [2023, 2024, 2025, 2026].flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}, ${quarter}`)),
    },
    "catalog.kpi_breaks": {
      columns: "kpi_id varchar, fiscal_year integer",
      rows: ["'new this year', 2023", "'new in 2025', 2025"],
    },
  });
  const found = await rows(
    "select kpi_id, forecast_year, forecast_value from metrics.trend_forecasts order by all",
  );
  close();
  expect(lines(found)).toEqual([
    "new in 2025 2024 11",
    ...["new this year 2024 11", "new this year 2025 12", "new this year 2026 13"],
    ...["plain 2024 11", "plain 2025 12", "plain 2026 13"],
  ]);
});

test("the chosen way to the target's year, from the last value known on the day, is told unless it is contradicted", async () => {
  const value = (id: string, year: number, amount: number | null = 1) =>
    `'${id}', ${year}, 'year', '${year + 1}-03-31', ${amount}`;
  const ahead = (
    id: string,
    {year = 2023, to = 2025, isChosen = true, isContradicted = false, amount = 9} = {},
  ) => `'${id}', ${year}, ${to}, ${isChosen}, ${isContradicted}, ${amount}, ${amount - 1}, ${amount + 1}`;
  const {rows, close} = await modelsOn(["metrics.forecasts"], {
    "metrics.scoreboard_values": {
      columns: "kpi_id varchar, as_of_date date, target_fiscal_year integer, is_moving boolean",
      rows: [
        "'plain', '2024-03-31', 2025, false",
        "'contradicted', '2024-03-31', 2025, false",
        "'moving', '2024-03-31', 2025, true",
        "'unknown since', '2024-03-31', 2025, false",
      ],
    },
    "metrics.city_values": {
      columns: "kpi_id varchar, fiscal_year integer, period_kind varchar, period_end date, value double",
      rows: [
        ...["plain", "contradicted", "moving"].flatMap((id) => [value(id, 2022), value(id, 2023)]),
        ...[value("plain", 2024), value("unknown since", 2022), value("unknown since", 2023, null)],
        "'unknown since', 2023, 'quarter', '2023-06-30', 1",
      ],
    },
    "metrics.trend_forecasts": {
      columns:
        "kpi_id varchar, fiscal_year integer, forecast_year integer, is_chosen boolean, is_contradicted boolean, forecast_value double, forecast_low double, forecast_high double",
      rows: [
        ahead("plain"),
        ahead("plain", {year: 2022, amount: 20}),
        ahead("plain", {year: 2024, amount: 30}),
        ahead("plain", {to: 2026, amount: 40}),
        ahead("plain", {isChosen: false, amount: 50}),
        ahead("contradicted", {isContradicted: true}),
        ahead("moving"),
        ahead("unknown since", {year: 2022, amount: 5}),
        ahead("unknown since", {amount: 6}),
      ],
    },
  });
  const found = await rows(
    "select kpi_id, is_contradicted, forecast_value, forecast_low, forecast_high from metrics.forecasts order by kpi_id",
  );
  close();
  expect(lines(found)).toEqual([
    "contradicted true － － －",
    "plain false 9 8 10",
    "unknown since false 5 4 6",
  ]);
});
