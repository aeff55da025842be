import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {DEVIATIONS, FORECASTS, LEVELS, NO_JUDGEMENTS, NO_YEAR_END, oneSided, SCORES} from "./one-sided.ts";

/** An indicator that is behind (30 of 60 required, target 100), with its forecast: value, low, high. Where less is better it says so. */
const AHEAD: Record<string, [value: number, low: number, high: number]> = {
  "down exactly to the target": [100, 100, 100],
  "exactly on the target": [100, 100, 100],
  "from the target on": [110, 100, 120],
  "up to the target": [90, 80, 100],
  "below the target": [80, 70, 90],
};

const QUARTERS = ["2024, 1, '2024-06-30'", "2024, 2, '2024-09-30'"];

async function board() {
  const kpis = Object.keys(AHEAD);
  const perQuarter = (row: (kpi: string, day: string, quarter: string) => string) =>
    kpis.flatMap((kpi) => QUARTERS.map((quarter) => row(kpi, quarter.split(", ")[2] ?? "", quarter)));
  return modelsOn(["metrics.judgements", "metrics.scoreboard"], {
    ...NO_YEAR_END,
    "metrics.scoreboard_values": {
      columns: SCORES,
      rows: perQuarter(
        (kpi, _day, quarter) =>
          `'${kpi}', ${quarter}, 'programme', '${kpi.startsWith("down") ? "down" : "up"}', 0, 0.1, 0, 2020, 0, 100, 2025, 30, 2023, '2024-03-31', 'final', null, null, null, ${oneSided(kpi.startsWith("down") ? "down" : "up", 100)}`,
      ),
    },
    "metrics.required_levels": {
      columns: LEVELS,
      rows: perQuarter((kpi, day) => `'${kpi}', ${day}, 2023, 60`),
    },
    "catalog.kpi_judgements": NO_JUDGEMENTS,
    "catalog.kpi_accepted_deviations": {
      columns: DEVIATIONS,
      rows: ["'exactly on the target', '2024-09-01', '2025-03-31', '庁舎移転', null"],
    },
    "metrics.forecasts": {
      columns: FORECASTS,
      rows: perQuarter((kpi, day) => `'${kpi}', ${day}, ${(AHEAD[kpi] ?? []).join(", ")}`),
    },
  });
}

// catalog kpis, accepted_deviations: a decision is in force from its day on.
test("a deviation that was accepted in September was none in June", async () => {
  const {rows, close} = await board();
  const found = await rows(
    `select as_of_quarter, status, accepted_reason from metrics.scoreboard
     where kpi_id = 'exactly on the target' order by as_of_quarter`,
  );
  close();
  expect(lines(found)).toEqual(["1 behind －", "2 accepted 庁舎移転"]);
});

// docs of the scorecard: reaching the target exactly is reaching it, also at an end of the range.
test("what the outlook says where an end of the range is the target itself", async () => {
  const {rows, close} = await board();
  const found = await rows(
    "select kpi_id, forecast_outlook from metrics.scoreboard where as_of_quarter = 2 order by kpi_id",
  );
  close();
  expect(lines(found)).toEqual([
    "below the target unlikely",
    "down exactly to the target likely",
    "exactly on the target likely",
    "from the target on likely",
    "up to the target rather_unlikely",
  ]);
});
