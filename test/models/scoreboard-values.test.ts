import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const KPIS = {
  columns: `kpi_id varchar, programme_id varchar, scope_id varchar, direction varchar, decimals integer, near_band double, base_value double,
    base_fiscal_year integer, base_on date, pace_base_value double, pace_base_fiscal_year integer, none_means varchar`,
  rows: [
    "'early', 'main', 'programme', 'up', 1, 0.1, 10, 2020, null, 9, 2020, null",
    "'late', 'main', 'programme', 'down', 0, 0.2, 90, 2021, null, 91, 2021, null",
    "'elsewhere', 'other', 'programme', 'up', 0, 0.2, 5, 2021, '2022-07-10', 5, 2021, null",
  ],
};

const QUARTERS = {
  columns: "fiscal_year integer, quarter integer, period_end date",
  rows: [
    "2020, 4, '2021-03-31'",
    "2021, 1, '2021-06-30'",
    "2021, 4, '2022-03-31'",
    "2022, 1, '2022-06-30'",
    "2022, 2, '2022-09-30'",
  ],
};

/** "early" gets another target on 30 June 2022; until 31 March the first one is in force. */
const PATHS = {
  columns: "kpi_id varchar, valid_from date, valid_to date, at_year double, value double",
  rows: [
    "'early', '1900-01-01', '2022-03-31', 2020, 10",
    "'early', '1900-01-01', '2022-03-31', 2022, 20",
    "'early', '1900-01-01', '2022-03-31', 2025, 50",
    "'early', '2022-06-30', null, 2022.25, 20",
    "'early', '2022-06-30', null, 2024, 34",
  ],
};

const TARGETS = {
  columns: `kpi_id varchar, valid_from date, valid_to date, form varchar, value double, low double, high double,
    is_strict boolean, words varchar, fiscal_year integer, year_words varchar, by_day date, has_road boolean,
    compared_with varchar`,
  rows: [
    "'early', '1900-01-01', '2022-03-31', 'at_least', 50, 50, null, false, null, 2025, null, null, true, null",
    "'early', '2022-06-30', null, 'at_least', 34, 34, null, false, null, 2024, null, null, true, null",
    "'elsewhere', '1900-01-01', null, 'at_least', 9, 9, null, false, null, 2026, null, null, true, null",
    "'late', '1900-01-01', null, 'at_most', 200, null, 200, false, null, 2024, null, null, true, null",
  ],
};

const NO_MOVING = {
  columns: "kpi_id varchar, fiscal_year integer, level double, low double, high double",
  rows: [],
};

const VALUES = {
  columns:
    "kpi_id varchar, fiscal_year integer, period_kind varchar, period_end date, value double, denominator double, observation_status varchar",
  rows: [
    "'early', 2020, 'year', '2021-03-31', 11, null, 'final'",
    "'early', 2021, 'year', '2022-03-31', 13, null, 'provisional'",
    "'early', 2022, 'year', '2023-03-31', 17, null, 'final'",
    "'early', 2020, 'quarter', '2021-03-31', 11.5, null, 'final'",
    "'early', 2021, 'quarter', '2021-06-30', 3, null, 'final'",
    "'early', 2021, 'quarter', '2021-09-30', 5, null, 'final'",
    "'early', 2021, 'quarter', '2022-03-31', 13.5, null, 'final'",
    "'early', 2022, 'quarter', '2022-06-30', 4, null, 'final'",
    "'early', 2022, 'quarter', '2022-09-30', 7, null, 'final'",
    "'late', 2021, 'year', '2022-03-31', 100, null, 'revised'",
    // Of the year until December: it is over earlier than the fiscal year.
    "'other', 2022, 'year', '2022-06-30', 55, null, 'final'",
    "'late', 2022, 'quarter', '2022-06-30', 50, null, 'final'",
  ],
};

test("what was known at the end of each quarter, beside the year and the quarter of a year before", async () => {
  const {rows, close} = await modelsOn(["metrics.scoreboard_values"], {
    "catalog.programmes": {
      columns: "programme_id varchar, starts_on date",
      rows: ["'main', '2022-04-01'", "'other', '2022-09-30'"],
    },
    "catalog.kpis": KPIS,
    "intermediate.int_board_quarters": QUARTERS,
    "catalog.kpi_targets": TARGETS,
    "metrics.moving_levels": NO_MOVING,
    "metrics.city_values": VALUES,
  });
  const found = lines(
    await rows(
      `select kpi_id, as_of_date::varchar as as_of, as_of_fiscal_year, as_of_quarter, base_value, pace_base_value, target_value,
         target_fiscal_year, value, value_fiscal_year, value_date::varchar as value_date, observation_status,
         previous_value, to_date_value, to_date_previous_value, is_start
       from metrics.scoreboard_values order by kpi_id, as_of_date`,
    ),
  );
  close();
  // Before April 2022 the programme has not begun, and 2021 is the base of "late".
  // The board begins with the first quarter after the first base year; "late" has no base before its own is over.
  expect(found).toEqual([
    "early 2021-06-30 2021 1 10 9 50 2025 11 2020 2021-03-31 final － 3 － true",
    "early 2022-03-31 2021 4 10 9 50 2025 13 2021 2022-03-31 provisional 11 13.5 11.5 true",
    "early 2022-06-30 2022 1 10 9 34 2024 13 2021 2022-03-31 provisional 11 4 3 false",
    "early 2022-09-30 2022 2 10 9 34 2024 13 2021 2022-03-31 provisional 11 7 5 false",
    // Another programme's board begins with its own first base, which was measured on a day in July, and it begins on the day of its first board.
    "elsewhere 2022-09-30 2022 2 5 5 9 2026 － － － － － － － －",
    "late 2021-06-30 2021 1 － － 200 2024 － － － － － － － true",
    "late 2022-03-31 2021 4 － － 200 2024 100 2021 2022-03-31 revised － － － true",
    "late 2022-06-30 2022 1 90 91 200 2024 100 2021 2022-03-31 revised － 50 － true",
    "late 2022-09-30 2022 2 90 91 200 2024 100 2021 2022-03-31 revised － － － true",
  ]);
});

/** Compared with last year's value, with a number of its own beside it, or with a number alone. */
const COMPARED = [
  "'moves', '1900-01-01', null, 'better', null, null, null, true, null, null, null, null, false, 'previous'",
  "'stays', '1900-01-01', null, 'at_least', 7, 7, 9, false, null, 2026, null, null, true, null",
];

test("a target that moves has the level of the value's year, and no pace from a base", async () => {
  const board = "'main', 'programme', 'up', 0, 0.2, 5, 2020, null, 4, 2020";
  const {rows, close} = await modelsOn(["metrics.scoreboard_values"], {
    "catalog.programmes": {columns: "programme_id varchar, starts_on date", rows: ["'main', '2021-04-01'"]},
    "catalog.kpis": {
      ...KPIS,
      rows: [`'moves', ${board}, '採用者なし'`, `'stays', ${board}, null`, `'aimless', ${board}, null`],
    },
    "intermediate.int_board_quarters": {
      ...QUARTERS,
      rows: [
        "2021, 4, '2022-03-31'",
        "2022, 4, '2023-03-31'",
        "2023, 1, '2023-06-30'",
        "2023, 4, '2024-03-31'",
      ],
    },
    "catalog.kpi_targets": {...TARGETS, rows: COMPARED},
    "metrics.moving_levels": {
      ...NO_MOVING,
      rows: [
        ...["'moves', 2021, 20, 19, 21", "'moves', 2022, 30, 29, 31", "'moves', 2023, 40, 39, 41"],
        // Of no target that moves: its own number goes before.
        ...["'stays', 2021, 50, 49, 51", "'stays', 2022, 60, 59, 61"],
      ],
    },
    "metrics.city_values": {
      ...VALUES,
      rows: ["moves", "stays"].flatMap((kpi) => [
        `'${kpi}', 2021, 'year', '2022-03-31', 1, 10, 'final'`,
        `'${kpi}', 2022, 'year', '2023-03-31', null, 0, 'final'`,
        `'${kpi}', 2023, 'quarter', '2023-06-30', null, 0, 'final'`,
        `'${kpi}', 2023, 'year', '2024-03-31', 3, 1, 'final'`,
      ]),
    },
  });
  const found = await rows(
    `select kpi_id, as_of_date::varchar as as_of, base_value, pace_base_value, is_moving, is_none, target_value, target_low, target_high,
       target_form, is_strict, has_road, value from metrics.scoreboard_values order by all`,
  );
  close();
  expect(lines(found)).toEqual([
    "moves 2022-03-31 5 － true false 20 19 21 better true false 1",
    "moves 2023-03-31 5 － true true 30 29 31 better true false －",
    "moves 2023-06-30 5 － true true 30 29 31 better true false －",
    "moves 2024-03-31 5 － true false 40 39 41 better true false 3",
    // Of nobody it has no word for none. What has no target in force is on no board.
    ...["2022-03-31", "2023-03-31", "2023-06-30", "2024-03-31"].map(
      (day, index) => `stays ${day} 5 4 false false 7 7 9 at_least false true ${[1, "－", "－", 3][index]}`,
    ),
  ]);
});

test("where an indicator should be in each year: straight between the points of the line in force", async () => {
  const {rows, close} = await modelsOn(["metrics.required_levels"], {
    "catalog.kpis": KPIS,
    "intermediate.int_board_quarters": QUARTERS,
    "catalog.kpi_required_paths": PATHS,
    "catalog.kpi_targets": TARGETS,
    "catalog.fiscal_quarters": {
      columns: "fiscal_year integer, quarter integer",
      rows: Array.from({length: 12}, (_, index) => `${2016 + index}, 1`),
    },
  });
  const found = lines(
    await rows(
      `select kpi_id, as_of_date::varchar as as_of, string_agg(fiscal_year || ':' || round(required_value, 6), ' ' order by fiscal_year) as line
       from metrics.required_levels where kpi_id <> 'elsewhere' group by all order by 1, 2`,
    ),
  );
  close();
  // 10 to 20 in two years, then 20 to 50 in three. The new line begins at 2022.25 with 20 and rises by 8 a year to 34.
  const first = "2020:10.0 2021:15.0 2022:20.0 2023:30.0 2024:40.0 2025:50.0";
  const second = "2020:20.0 2021:20.0 2022:20.0 2023:26.0 2024:34.0 2025:34.0";
  expect(found).toEqual([
    `early 2021-06-30 ${first}`,
    `early 2022-03-31 ${first}`,
    `early 2022-06-30 ${second}`,
    `early 2022-09-30 ${second}`,
  ]);
});
