import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {DEVIATIONS, FORECASTS, LEVELS, NO_JUDGEMENTS, NO_YEAR_END, oneSided, SCORES} from "./one-sided.ts";

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

function boards() {
  return modelsOn(["metrics.judgements", "metrics.scoreboard"], {
    ...NO_YEAR_END,
    "metrics.scoreboard_values": {
      columns: SCORES,
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
      columns: SCORES,
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
