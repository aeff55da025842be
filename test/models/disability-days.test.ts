import {afterAll, beforeAll, expect, test} from "vitest";
import {sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {NO_TREE} from "./no-tree.ts";

/**
 * Reports of days on which rosters, laws and people begin and end. The weights and rates are rows of the law's tables
 * (data/catalog/disability-*.csv), and one of each that has ended without another in its place.
 */
const DAYS = [
  "2010-06-01", // before the first roster
  "2011-06-01", // nobody on the roster is in service any more
  "2012-06-01", // before the first legal rate
  "2013-06-01", // nobody is in the base
  "2024-03-31",
  "2024-04-01",
  "2024-06-01",
  "2025-03-31",
  "2025-04-01",
  "2026-06-30",
  "2026-07-01",
];

interface Person {
  key: string;
  authority: string;
  minutes?: number;
  hired?: string;
  left?: string;
}

function onRoster(day: string, people: Person[]): string[] {
  return people.map(
    ({key, authority, minutes = 2325, hired = "2009-04-01", left}) =>
      `'${day}', '${key}', '1010', '${authority}', 'staff', '事務', 'female', 'regular', ${minutes}, 'non_manager', '${hired}', ${left ? `'${left}'` : "null"}`,
  );
}

const BOARD = Array.from({length: 396}, (_, index): Person => ({key: `e${index}`, authority: "教育委員会"}));

const ROSTERS = [
  ...onRoster("2011-04-01", [{key: "gone", authority: "市長", left: "2011-03-31"}]),
  ...onRoster("2012-04-01", [
    {key: "m1", authority: "市長"},
    {key: "left in May", authority: "市長"},
  ]),
  ...onRoster("2013-04-01", [{key: "under twenty", authority: "選挙管理", minutes: 1199}]),
  ...onRoster("2024-03-01", [{key: "m1", authority: "市長"}]),
  ...onRoster("2024-04-01", [
    {key: "m1", authority: "市長"},
    {key: "m2", authority: "市長"},
    {key: "left in May", authority: "市長", left: "2012-05-31"},
    {key: "hired in May", authority: "市長", hired: "2012-05-15", left: "2012-12-31"},
    {key: "hired on the day", authority: "人事委員会", hired: "2024-04-01"},
    // Taken in before rosters had the rule that nobody is hired after their day.
    {key: "hired the day after", authority: "監査委員", hired: "2024-04-02"},
    {key: "left on the day", authority: "農業委員会", left: "2024-04-01"},
    {key: "left the day before", authority: "市議会", left: "2024-03-31"},
    {key: "thirty hours", authority: "消防長", minutes: 1800},
    {key: "twenty hours", authority: "上下水道", minutes: 1200},
    {key: "under twenty", authority: "選挙管理", minutes: 1199},
    {key: "mental", authority: "病院", minutes: 600},
    {key: "mental twenty", authority: "病院", minutes: 1200},
    {key: "moves", authority: "交通"},
    ...BOARD,
  ]),
  ...onRoster("2025-04-01", [
    {key: "m1", authority: "市長"},
    {key: "mental", authority: "病院", minutes: 600},
    {key: "moves", authority: "水道"},
    ...BOARD,
  ]),
];

const LISTED: [key: string, kind: string, minutes: number][] = [
  ["left in May", "physical", 2325],
  ["hired in May", "physical", 2325],
  ["m1", "physical", 2325],
  ["m2", "physical", 2325],
  ["hired on the day", "physical", 2325],
  ["hired the day after", "physical", 2325],
  ["left on the day", "physical", 2325],
  ["left the day before", "physical", 2325],
  ["under twenty", "physical", 1199],
  ["mental", "mental", 600],
  ["mental twenty", "mental", 1200],
  ["moves", "physical", 2325],
];

const TABLES = {
  ...NO_TREE,
  "raw.staff": {
    columns:
      "as_of_date date, staff_key varchar, bureau_code varchar, appointing_authority varchar, grade varchar, occupation varchar, sex varchar, employment_type varchar, weekly_minutes integer, manager_kind varchar, hired_on date, left_on date, service_state varchar, exam_category varchar",
    rows: ROSTERS.map((row) => `${row}, null, null`),
  },
  "raw.disability": {
    columns:
      "as_of_date date, staff_key varchar, disability_kind varchar, severity varchar, weekly_minutes integer, certificate varchar, certified_on date",
    rows: DAYS.flatMap((day) =>
      LISTED.map(
        ([key, kind, minutes]) => `'${day}', '${key}', '${kind}', 'other', ${minutes}, 'paper', null`,
      ),
    ),
  },
  "raw.current_periods": {
    columns: "source varchar, period date",
    rows: DAYS.map((day) => `'disability', '${day}'`),
  },
  "catalog.kpis": {
    columns: "kpi_id varchar, model varchar, scope_id varchar",
    rows: ["'rate', 'kpi_disability_employment_rate', 'programme'"],
  },
  "intermediate.int_population_conditions": {
    columns: "population_id varchar, is_excluded boolean, attribute varchar, value varchar",
    rows: [],
  },
  "catalog.disability_certificates": {
    columns: "disability_kind varchar, certificate varchar",
    rows: ["'physical', 'paper'", "'mental', 'paper'"],
  },
  "catalog.disability_excluded_occupations": {columns: "occupation varchar", rows: []},
  "catalog.disability_denominator_weights": {
    columns: "minutes_from integer, minutes_below integer, weight double",
    rows: ["1800, 100000, 1", "1200, 1800, 0.5"],
  },
  "catalog.disability_weights": {
    columns:
      "disability_kind varchar, severity varchar, minutes_from integer, minutes_below integer, hired_or_certified_within_years integer, weight double, valid_from date, valid_to date",
    rows: [
      "'physical', 'other', 1800, 100000, null, 1, '2010-07-01', null",
      "'physical', 'other', 1200, 1800, null, 0.5, '2010-07-01', null",
      "'mental', null, 600, 1200, null, 0.5, '2024-04-01', '2025-03-31'",
    ],
  },
  "catalog.disability_exclusion_rates": {
    columns: "appointing_authority varchar, exclusion_rate double, valid_from date, valid_to date",
    rows: ["'教育委員会', 0.25, '2010-07-01', '2025-03-31'", "'教育委員会', 0.15, '2025-04-01', null"],
  },
  "catalog.disability_legal_rates": {
    columns: "appointing_authority varchar, legal_rate double, valid_from date, valid_to date",
    rows: [
      "null, 2.6, '2021-03-01', '2024-03-31'",
      "null, 2.8, '2024-04-01', '2026-06-30'",
      "null, 3.0, '2026-07-01', null",
      "'教育委員会', 2.7, '2024-04-01', '2026-06-30'",
      "'教育委員会', 2.9, '2026-07-01', null",
      "'病院', 2.2, '2013-04-01', '2018-03-31'",
    ],
  },
};

let city: Awaited<ReturnType<typeof modelsOn>>;
beforeAll(async () => {
  city = await modelsOn(
    [
      "staging.stg_staff",
      "restricted.disability_staff",
      "restricted.disability_counted",
      "intermediate.int_disability_rate_parts",
      "metrics.disability_rate",
      "metrics.kpi_disability_employment_rate",
    ],
    TABLES,
  );
});
afterAll(() => city.close());

// 障害者雇用促進法 38条: staff in service on the day of the report, by the last roster until then and by what later ones say
// of those who came and went since; the days of
// hiring and of leaving are days of service, a row of the law's table holds from its first to its last day.
test("who counts on a day, and where", async () => {
  const counted = await city.rows(
    `select as_of_date::varchar as day, appointing_authority, staff_key, weight from restricted.disability_counted
     order by day, appointing_authority, staff_key`,
  );
  const inService = (day: string) => [
    `${day} 交通 moves 1`,
    `${day} 人事委員会 hired on the day 1`,
    `${day} 市長 m1 1`,
    `${day} 市長 m2 1`,
  ];
  const later = (day: string) => [`${day} 市長 m1 1`, `${day} 水道 moves 1`];
  expect(lines(counted).sort()).toEqual(
    [
      "2012-06-01 市長 hired in May 1",
      "2012-06-01 市長 m1 1",
      "2024-03-31 市長 m1 1",
      ...inService("2024-04-01"),
      "2024-04-01 病院 mental 0.5",
      "2024-04-01 農業委員会 left on the day 1",
      ...["2024-06-01", "2025-03-31"].flatMap((day) => [
        ...inService(day),
        `${day} 病院 mental 0.5`,
        `${day} 監査委員 hired the day after 1`,
      ]),
      ...["2025-04-01", "2026-06-30", "2026-07-01"].flatMap(later),
    ].sort(),
  );
});

// 施行令 2条 (rate of the day, the board's own 0.1 lower) and 附則3条 (excluded share, its fraction dropped).
test("base, legal rate and shortage of every institution", async () => {
  const parts = await city.rows(
    `select as_of_date::varchar as day, appointing_authority, counted_persons, staff_base, legal_rate, shortage
     from intermediate.int_disability_rate_parts order by day, appointing_authority`,
  );
  const of = (day: string, authorities: string[]) => authorities.map((rest) => `${day} ${rest}`);
  expect(lines(parts).sort()).toEqual(
    [
      "2012-06-01 市長 2 2 － －",
      "2013-06-01 選挙管理 0 0 － －",
      "2024-03-31 市長 1 1 2.6 0",
      ...of("2024-04-01", [
        "上下水道 0 0.5 2.8 0",
        "交通 1 1 2.8 0",
        "人事委員会 1 1 2.8 0",
        "市長 2 2 2.8 0",
        "教育委員会 0 297 2.7 8",
        "消防長 0 1 2.8 0",
        "病院 0.5 0.5 2.8 0",
        "農業委員会 1 1 2.8 0",
        "選挙管理 0 0 2.8 0",
      ]),
      ...["2024-06-01", "2025-03-31"].flatMap((day) =>
        of(day, [
          "上下水道 0 0.5 2.8 0",
          "交通 1 1 2.8 0",
          "人事委員会 1 1 2.8 0",
          "市長 2 2 2.8 0",
          "教育委員会 0 297 2.7 8",
          "消防長 0 1 2.8 0",
          "監査委員 1 1 2.8 0",
          "病院 0.5 0.5 2.8 0",
          "選挙管理 0 0 2.8 0",
        ]),
      ),
      ...["2025-04-01", "2026-06-30"].flatMap((day) =>
        of(day, ["市長 1 1 2.8 0", "教育委員会 0 337 2.7 9", "水道 1 1 2.8 0", "病院 0 0 2.8 0"]),
      ),
      ...of("2026-07-01", ["市長 1 1 3 0", "教育委員会 0 337 2.9 9", "水道 1 1 3 0", "病院 0 0 3 0"]),
    ].sort(),
  );
});

test("the city as one body, and the day without a legal rate stops the release", async () => {
  const days = await city.rows(
    `select as_of_date::varchar as day, fiscal_year, counted_persons, staff_base, round(rate, 4) as rate, legal_rate, shortage
     from metrics.disability_rate order by day`,
  );
  expect(lines(days)).toEqual([
    "2012-06-01 2012 2 2 100 － －",
    "2013-06-01 2013 0 0 － － －",
    "2024-03-31 2023 1 1 100 2.6 0",
    "2024-04-01 2024 5.5 304 1.8092 2.8 2.5",
    "2024-06-01 2024 5.5 304 1.8092 2.8 2.5",
    "2025-03-31 2024 5.5 304 1.8092 2.8 2.5",
    "2025-04-01 2025 2 339 0.59 2.8 7",
    "2026-06-30 2026 2 339 0.59 2.8 7",
    "2026-07-01 2026 2 339 0.59 3 8",
  ]);
  const check = sqlFiles("checks").find(({name}) => name === "checks.disability_legal_rate_is_known");
  const found = await city.rows(
    `select as_of_date::varchar as day, rate_count from (${check?.text}) order by all`,
  );
  expect(lines(found)).toEqual(["2012-06-01 0", "2013-06-01 0"]);
});

// 施行令 8条: the yearly report is of 1 June.
test("only a report of 1 June is the year's value", async () => {
  const years = await city.rows(
    `select fiscal_year, period_end::varchar as day, round(value, 4) as value, numerator, denominator
     from metrics.kpi_disability_employment_rate order by day`,
  );
  expect(lines(years)).toEqual([
    "2012 2012-06-01 100 2 2",
    "2013 2013-06-01 － 0 0",
    "2024 2024-06-01 1.8092 5.5 304",
  ]);
});
