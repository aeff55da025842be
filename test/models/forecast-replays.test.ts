import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const FORECAST = "forecast_value double, forecast_low double, forecast_high double";

test("a forecast that was made again is held against the year that came of it", async () => {
  const target = (
    id: string,
    to: number,
    [value, low, high]: (number | null)[],
    {method = "trend", isContradicted = false} = {},
  ) =>
    `'${id}', '${method}', ${method === "trend"}, '2021-03-31', ${to}, 2020, ${value}, ${low}, ${high}, 2, ${isContradicted}`;
  const {rows, close} = await modelsOn(["metrics.forecast_replays", "marts.fct_backtest"], {
    "metrics.trend_forecasts": {
      columns: `kpi_id varchar, forecast_method varchar, is_chosen boolean, period_end date, forecast_year integer, fiscal_year integer, ${FORECAST}, step double, is_contradicted boolean`,
      rows: [
        target("a", 2021, [9, 8, 10]),
        target("a", 2022, [9, 8, 10.5]),
        target("b", 2022, [23, 22, 24]),
        target("a", 2023, [9, 8, 10], {method: "other"}),
        target("a", 2021, [9, 8, 10], {method: "contradicted", isContradicted: true}),
        // Without a range none is met.
        target("c", 2022, [2.5, null, null]),
        // Unknown until today.
        target("b", 2021, [9, 8, 10]),
        target("b", 2023, [9, 8, 10]),
      ],
    },
    "metrics.year_end_forecasts": {
      columns: `kpi_id varchar, as_of_date date, method varchar, ${FORECAST}`,
      rows: ["'a', '2022-06-30', 'share', 11, 10, 12"],
    },
    "metrics.scoreboard_values": {
      columns: "kpi_id varchar, as_of_date date, as_of_fiscal_year integer, as_of_quarter integer",
      rows: ["'a', '2022-06-30', 2022, 1", "'a', '2023-09-30', 2023, 2", "'b', '2022-06-30', 2021, 3"],
    },
    "metrics.city_values": {
      columns: "kpi_id varchar, period_kind varchar, fiscal_year integer, value double",
      rows: [
        ...[
          "'a', 'year', 2021, 10",
          "'a', 'year', 2022, 11",
          "'a', 'year', 2023, 7.5",
          "'a', 'quarter', 2022, 99",
        ],
        ...["'b', 'year', 2022, 20", "'b', 'year', 2021, null", "'c', 'year', 2022, 5"],
      ],
    },
  });
  const found = await rows(
    "select kpi_id, forecast_kind, forecast_method, known_on, fiscal_year, steps_ahead, value, is_within, steps_missed from metrics.forecast_replays order by all",
  );
  const summed = await rows(
    "select forecast_kind, forecast_method, steps_ahead, case_count, hit_count, steps_missed from marts.fct_backtest order by all",
  );
  close();
  expect(lines(found)).toEqual([
    "a target_year other 2021-03-31 2023 3 7.5 false 0.75",
    "a target_year trend 2021-03-31 2021 1 10 true 0.5",
    "a target_year trend 2021-03-31 2022 2 11 false 1",
    "a year_end share 2022-06-30 2022 3 11 true －",
    "b target_year trend 2021-03-31 2022 2 20 false 1.5",
    "c target_year trend 2021-03-31 2022 2 5 false 1.25",
  ]);
  expect(lines(summed)).toEqual([
    "target_year other 3 1 0 0.75",
    "target_year trend 1 1 1 0.5",
    "target_year trend 2 3 0 1.25",
    "year_end share 3 1 1 －",
  ]);
});
