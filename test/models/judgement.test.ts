import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {FORM_COLUMNS, NO_JUDGEMENTS, NO_YEAR_END, oneSided} from "./one-sided.ts";

interface Judged {
  title: string;
  direction?: "up" | "down";
  asOf?: string;
  /** Pace base, target and its year. */
  way?: [base: number, target: number, year: number];
  decimals?: number;
  /** Value and its fiscal year. */
  value: [number, number] | null;
  /** Required level by fiscal year, on the day; on another day it is 1000. */
  required: Record<number, number>;
  accepted?: [decided: string, until: string, limit?: number];
  isStart?: boolean;
  forecast?: [value: number, low: number, high: number];
  /** Required level, status, outlook. */
  expected: string;
}

const AS_OF = "2024-09-30";

/** The rules: docs of the scoreboard and its words (達成, 順調, やや遅れ, 遅れ, 逆行, 容認, 起点, 不明); the way is 0 → 10 unless told. */
const CASES: Judged[] = [
  {
    title: "printed like the required level, and below it",
    value: [4.96, 2023],
    required: {2022: 0, 2023: 5.04, 2024: 9},
    expected: "5.04 slightly_behind none",
  },
  {title: "the level itself", value: [5.04, 2023], required: {2023: 5.04}, expected: "5.04 on_track none"},
  {
    title: "of whole things a whole level must be reached",
    ...{way: [10, 14, 2025], decimals: 0, value: [12, 2023], required: {2023: 12.4}},
    expected: "13 slightly_behind none",
  },
  {
    title: "and then is",
    ...{way: [10, 14, 2025], decimals: 0, value: [13, 2023], required: {2023: 12.4}},
    expected: "13 on_track none",
  },
  {
    title: "downward the whole level below",
    ...{direction: "down", way: [484, 0, 2025], decimals: 0, value: [194, 2023], required: {2023: 193.6}},
    expected: "193 slightly_behind none",
  },
  {title: "worse than the base", value: [-0.1, 2023], required: {2023: 0.5}, expected: "0.5 reversed none"},
  {
    title: "worse than a base that less is better than",
    ...{direction: "down", way: [10, 0, 2025], value: [10.1, 2023], required: {2023: 5}},
    expected: "5 reversed none",
  },
  {title: "as bad as the base", value: [0, 2023], required: {2023: 5}, expected: "5 behind none"},
  {
    title: "before the programme begins",
    ...{isStart: true, value: [9.9, 2023], required: {2023: 5}},
    expected: "5 start none",
  },
  {
    title: "a tenth of the way behind is inside the band",
    value: [4, 2023],
    required: {2023: 5},
    expected: "5 slightly_behind none",
  },
  // 4.4 - 3.4 is a little more than 1 in a computer.
  {
    title: "whatever the last bit says",
    value: [3.4, 2023],
    required: {2023: 4.4},
    expected: "4.4 slightly_behind none",
  },
  {title: "outside the band", value: [3.9, 2023], required: {2023: 5}, expected: "5 behind none"},
  {
    title: "the band is a share of the whole way",
    way: [10, 110, 2025],
    value: [40, 2023],
    required: {2023: 50},
    expected: "50 slightly_behind none",
  },
  {
    title: "the target itself is reached",
    value: [10, 2023],
    required: {2023: 5},
    expected: "5 achieved none",
  },
  {title: "not yet", value: [9.96, 2023], required: {2023: 9.94}, expected: "9.94 on_track none"},
  {
    title: "fewer is better",
    direction: "down",
    way: [10, 0, 2025],
    value: [5, 2023],
    required: {2023: 5},
    expected: "5 on_track none",
  },
  {
    title: "fewer is better, and one more is worse",
    direction: "down",
    way: [10, 0, 2025],
    value: [6.1, 2023],
    required: {2023: 5},
    expected: "5 behind none",
  },
  {
    title: "fewer is better, and none is the target",
    direction: "down",
    way: [10, 0, 2025],
    value: [0, 2023],
    required: {2023: 5},
    expected: "5 achieved none",
  },
  {
    title: "fewer is better, a tenth of the way behind",
    direction: "down",
    way: [10, 0, 2025],
    value: [6, 2023],
    required: {2023: 5},
    expected: "5 slightly_behind none",
  },
  {
    title: "more than a tenth of the way from base to target",
    way: [10, 110, 2025],
    value: [38.5, 2023],
    required: {2023: 50},
    expected: "50 behind none",
  },
  // Without a value the level is that of the last year that was over on the day.
  {
    title: "no value in September",
    value: null,
    required: {2022: 3, 2023: 5, 2024: 7},
    expected: "5 unknown none",
  },
  {
    title: "no value at the end of March",
    asOf: "2025-03-31",
    value: null,
    required: {2023: 5, 2024: 7},
    expected: "7 unknown none",
  },
  {title: "no required level", value: [4, 2023], required: {}, expected: "－ unknown none"},
  {
    title: "after the year of the target its level holds",
    value: [4, 2026],
    required: {2025: 4, 2026: 9},
    expected: "4 on_track none",
  },
  {
    title: "accepted on its last day",
    value: [1, 2023],
    required: {2023: 5},
    accepted: ["2024-04-01", AS_OF],
    expected: "5 accepted none",
  },
  {
    title: "accepted on its first day",
    value: [1, 2023],
    required: {2023: 5},
    accepted: [AS_OF, "2025-03-31"],
    expected: "5 accepted none",
  },
  {
    title: "accepted too late",
    value: [1, 2023],
    required: {2023: 5},
    accepted: ["2024-10-01", "2025-03-31"],
    expected: "5 behind none",
  },
  {
    title: "accepted no longer",
    value: [1, 2023],
    required: {2023: 5},
    accepted: ["2024-04-01", "2024-09-29"],
    expected: "5 behind none",
  },
  {
    title: "accepted, but worse than was accepted",
    ...{value: [1, 2023], required: {2023: 5}, accepted: ["2024-04-01", AS_OF, 1.1]},
    expected: "5 behind none",
  },
  {
    title: "accepted as far as this",
    ...{value: [1, 2023], required: {2023: 5}, accepted: ["2024-04-01", AS_OF, 1]},
    expected: "5 accepted none",
  },
  {
    title: "accepted, downward, but worse than was accepted",
    ...{direction: "down", way: [10, 2, 2025], value: [9, 2023], required: {2023: 5}},
    accepted: ["2024-04-01", AS_OF, 8.9],
    expected: "5 behind none",
  },
  {
    title: "accepted, but on track",
    value: [5, 2023],
    required: {2023: 5},
    accepted: ["2024-04-01", AS_OF],
    expected: "5 on_track none",
  },
  {
    title: "even the low end reaches the target",
    value: [5, 2023],
    required: {2023: 5},
    forecast: [11, 10, 12],
    expected: "5 on_track likely",
  },
  {
    title: "the forecast reaches it",
    value: [5, 2023],
    required: {2023: 5},
    forecast: [10, 9.9, 12],
    expected: "5 on_track rather_likely",
  },
  {
    title: "only the high end reaches it",
    value: [5, 2023],
    required: {2023: 5},
    forecast: [9.9, 9, 10],
    expected: "5 on_track rather_unlikely",
  },
  {
    title: "nothing reaches it",
    value: [5, 2023],
    required: {2023: 5},
    forecast: [9, 8, 9.9],
    expected: "5 on_track unlikely",
  },
  {
    title: "down: even the high end",
    direction: "down",
    way: [10, 2, 2025],
    value: [5, 2023],
    required: {2023: 5},
    forecast: [1, 0, 2],
    expected: "5 on_track likely",
  },
  {
    title: "down: the forecast",
    direction: "down",
    way: [10, 2, 2025],
    value: [5, 2023],
    required: {2023: 5},
    forecast: [2, 0, 2.1],
    expected: "5 on_track rather_likely",
  },
  {
    title: "down: only the low end",
    direction: "down",
    way: [10, 2, 2025],
    value: [5, 2023],
    required: {2023: 5},
    forecast: [2.1, 2, 3],
    expected: "5 on_track rather_unlikely",
  },
  {
    title: "down: nothing",
    direction: "down",
    way: [10, 2, 2025],
    value: [5, 2023],
    required: {2023: 5},
    forecast: [3, 2.1, 4],
    expected: "5 on_track unlikely",
  },
];

const named = CASES.map((of, index) => ({
  ...of,
  id: `kpi_${String(index).padStart(2, "0")}`,
  asOf: of.asOf ?? AS_OF,
}));
/** A day on which everything is otherwise. */
const OTHER_DAY = "2024-06-30";

const VALUES = `kpi_id varchar, as_of_fiscal_year integer, as_of_quarter integer, as_of_date date, scope_id varchar,
  direction varchar, decimals integer, near_band double, base_value double, base_fiscal_year integer,
  pace_base_value double, target_value double, target_fiscal_year integer, value double, value_fiscal_year integer,
  value_date date, observation_status varchar, previous_value double, to_date_value double,
  to_date_previous_value double, ${FORM_COLUMNS}`;
const LEVELS = "kpi_id varchar, as_of_date date, fiscal_year integer, required_value double";
const DEVIATIONS = "kpi_id varchar, decided_on date, until date, reason varchar, limit_value double";
const FORECASTS =
  "kpi_id varchar, as_of_date date, forecast_value double, forecast_low double, forecast_high double";

function boards() {
  return modelsOn(["metrics.judgements", "metrics.scoreboard"], {
    ...NO_YEAR_END,
    "metrics.scoreboard_values": {
      columns: VALUES,
      rows: named.map(({id, asOf, direction = "up", decimals = 1, way = [0, 10, 2025], value, isStart}) => {
        const [base, target, year] = way;
        const [amount, of] = value ?? ["null", "null"];
        return `'${id}', 2024, 2, '${asOf}', 'programme', '${direction}', ${decimals}, 0.1, ${base}, 2020, ${base}, ${target}, ${year}, ${amount}, ${of}, null, 'final', 1, 2, 3, ${oneSided(direction, target, isStart)}`;
      }),
    },
    "metrics.required_levels": {
      columns: LEVELS,
      rows: named.flatMap(({id, asOf, required}) =>
        Object.entries(required).flatMap(([year, level]) => [
          `'${id}', '${asOf}', ${year}, ${level}`,
          `'${id}', '${OTHER_DAY}', ${year}, 1000`,
        ]),
      ),
    },
    "catalog.kpi_judgements": NO_JUDGEMENTS,
    "catalog.kpi_accepted_deviations": {
      columns: DEVIATIONS,
      rows: named.flatMap(({id, accepted}) =>
        accepted ? [`'${id}', '${accepted[0]}', '${accepted[1]}', '移転', ${accepted[2] ?? "null"}`] : [],
      ),
    },
    "metrics.forecasts": {
      columns: FORECASTS,
      rows: named.flatMap(({id, asOf, forecast}) =>
        forecast ? [`'${id}', '${asOf}', ${forecast.join(", ")}`, `'${id}', '${OTHER_DAY}', 0, 0, 0`] : [],
      ),
    },
  });
}

test("each indicator is judged by its values, in words", async () => {
  const {rows, close} = await boards();
  const found = lines(
    await rows("select required_value, status, forecast_outlook from metrics.scoreboard order by kpi_id"),
  );
  close();
  expect(found.map((line, index) => [named[index]?.title, line])).toEqual(
    named.map(({title, expected}) => [title, expected]),
  );
});

test("how far on the way a value and the required level are", async () => {
  const {rows, close} = await modelsOn(["metrics.judgements", "metrics.scoreboard"], {
    ...NO_YEAR_END,
    "metrics.scoreboard_values": {
      columns: VALUES,
      rows: [
        `'up', 2024, 2, '2024-09-30', 'programme', 'up', 1, 0.1, 17, 2020, 18, 30, 2025, 24, 2023, null, 'final', 1, 2, 3, ${oneSided("up", 30)}`,
        `'same', 2024, 2, '2024-09-30', 'programme', 'up', 1, 0.1, 17, 2020, 30, 30, 2025, 24, 2023, null, 'final', 1, 2, 3, ${oneSided("up", 30)}`,
      ],
    },
    "metrics.required_levels": {
      columns: LEVELS,
      rows: ["'up', '2024-09-30', 2023, 27", "'same', '2024-09-30', 2023, 30"],
    },
    "catalog.kpi_judgements": NO_JUDGEMENTS,
    "catalog.kpi_accepted_deviations": {
      columns: DEVIATIONS,
      rows: [],
    },
    "metrics.forecasts": {
      columns: FORECASTS,
      rows: [],
    },
  });
  const found = await rows(
    "select kpi_id, progress_share, required_share from metrics.scoreboard order by kpi_id desc",
  );
  close();
  // 6 and 9 of 12; where the base is the target there is no way.
  expect(lines(found)).toEqual(["up 0.5 0.75", "same － －"]);
});

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
      columns: VALUES,
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
    "metrics.forecasts": {columns: FORECASTS, rows: []},
  });
  const found = await ask(
    `select kpi_id, year_end_value, year_end_low, year_end_high, year_end_method, year_end_years_before, year_end_required,
       year_end_status, year_end_status_low, year_end_status_high, on_course_count
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
    "falling 4.5 3 7 share 3 4 slightly_behind on_track behind －",
    "none － － － － － － － － － －",
    // Nine are on course, two of them over already.
    "rising 5.5 3 10 share 3 6 slightly_behind behind achieved 7",
    "worse 2 -1 6 share 3 6 behind reversed on_track －",
  ]);
});
