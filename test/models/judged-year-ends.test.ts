import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {DEVIATIONS, FORECASTS, LEVELS, NO_JUDGEMENTS, NO_YEAR_END, oneSided, SCORES} from "./one-sided.ts";

const AS_OF = "2024-09-30";
/** A day on which everything is otherwise. */
const OTHER_DAY = "2024-06-30";

/** At the end of September: what is required of the running year is another level than of the last one. */
async function runningYears(
  rows: {id: string; end: [number, number, number] | null; direction?: "up" | "down"}[],
) {
  const {rows: ask, close} = await modelsOn(["metrics.judgements", "metrics.scoreboard"], {
    ...NO_YEAR_END,
    "metrics.year_end_forecasts": {
      ...NO_YEAR_END["metrics.year_end_forecasts"],
      rows: rows.flatMap(({id, end}) =>
        end === null
          ? []
          : [
              `'${id}', '${AS_OF}', 'share', 3, ${end.join(", ")}`,
              `'${id}', '${OTHER_DAY}', 'remaining', 2, 100, 90, 110`,
            ],
      ),
    },
    "metrics.on_course": {
      ...NO_YEAR_END["metrics.on_course"],
      rows: [
        "'rising', 2024, 2, 9",
        "'rising', 2024, 1, 20",
        "'rising', 2023, 2, 30",
        "'other', 2024, 2, 40",
      ],
    },
    "metrics.scoreboard_values": {
      columns: SCORES,
      rows: rows.flatMap(({id, direction = "up"}) => {
        const way = direction === "up" ? [0, 10] : [10, 0];
        return [AS_OF, OTHER_DAY].map(
          (day) =>
            `'${id}', 2024, ${day === AS_OF ? 2 : 1}, '${day}', 'programme', '${direction}', 1, 0.1, ${way[0]}, 2020, ${way[0]}, ${way[1]}, 2025, 4, 2023, null, 'final', 1, 2, 3, ${oneSided(direction, way[1] ?? 0)}`,
        );
      }),
    },
    "metrics.required_levels": {
      columns: LEVELS,
      rows: rows.flatMap(({id, direction = "up"}) =>
        [AS_OF, OTHER_DAY].flatMap((day) => {
          const level = day === AS_OF ? 6 : 7;
          return [
            `'${id}', '${day}', 2023, 4`,
            `'${id}', '${day}', 2024, ${direction === "up" ? level : 10 - level}`,
          ];
        }),
      ),
    },
    "catalog.kpi_judgements": NO_JUDGEMENTS,
    "catalog.kpi_accepted_deviations": {
      columns: DEVIATIONS,
      rows: rows.map(({id}) => `'${id}', '2024-04-01', '2025-03-31', '移転', null`),
    },
    "metrics.forecasts": {
      columns: FORECASTS,
      rows: [`'rising', '${AS_OF}', 11, 9, 12`, `'rising', '${OTHER_DAY}', 4, 3, 5`],
    },
  });
  const found = await ask(
    `select kpi_id, year_end_value, year_end_low, year_end_high, year_end_method, year_end_years_before, year_end_required,
       year_end_status, year_end_status_low, year_end_status_high, on_course_count,
       forecast_outlook
     from metrics.scoreboard where as_of_quarter = 2 order by kpi_id`,
  );
  close();
  return lines(found);
}

test("where the running year will end is held against what it requires, with both ends of the range, accepted or not", async () => {
  expect(
    await runningYears([
      {id: "falling", end: [4.5, 3, 7], direction: "down"},
      {id: "none", end: null},
      {id: "rising", end: [5.5, 3, 10]},
      {id: "worse", end: [2, -1, 6]},
    ]),
  ).toEqual([
    "falling 4.5 3 7 share 3 4 slightly_behind on_track behind － none",
    "none － － － － － － － － － － none",
    // Nine are on course, two of them over already.
    "rising 5.5 3 10 share 3 6 slightly_behind behind achieved 7 rather_likely",
    "worse 2 -1 6 share 3 6 behind reversed on_track － none",
  ]);
});

test("a target of two sides is missed by a forecast beyond it as by one before it", async () => {
  const forecasts = [
    [30, 20, 40],
    [30, 20, 39],
    [70, 60, 80],
    [70, 61, 80],
  ];
  const between =
    "true, false, 'between', true, false, 40, 60, null, null, null, '2021-04-01', false, false, 'main'";
  const {rows, close} = await modelsOn(["metrics.judgements", "metrics.scoreboard"], {
    ...NO_YEAR_END,
    "metrics.scoreboard_values": {
      columns: SCORES,
      rows: forecasts.map(
        (_, id) =>
          `'${id}', 2024, 2, '${AS_OF}', 'programme', 'within', 1, 0.1, 0, 2020, 0, null, 2025, 4, 2023, null, 'final', 1, 2, 3, ${between}`,
      ),
    },
    "metrics.required_levels": {columns: LEVELS, rows: []},
    "catalog.kpi_judgements": NO_JUDGEMENTS,
    "catalog.kpi_accepted_deviations": {columns: DEVIATIONS, rows: []},
    "metrics.forecasts": {
      columns: FORECASTS,
      rows: forecasts.map((numbers, id) => `'${id}', '${AS_OF}', ${numbers.join(", ")}`),
    },
  });
  const found = await rows("select forecast_outlook from metrics.scoreboard order by kpi_id");
  close();
  expect(lines(found)).toEqual(["rather_unlikely", "unlikely", "rather_unlikely", "unlikely"]);
});
