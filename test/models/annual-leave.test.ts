import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {BUREAUS, buildTinyCity, HEADINGS, type RosterLine, rosterLine, type TinyCity} from "./tiny-city.ts";

/** A day of leave in hours is 7:45 (city/parameters.csv, as 人事院規則15-14 has it). */
const DAY = 465;
const DAYS = ["2023-04-01", "2023-10-01", "2024-04-01", "2024-10-01"];

/** Whoever stands on these rosters, with what changes from a day on. */
function person(number: string, changes: Record<string, Partial<RosterLine>>, on = DAYS): string[] {
  return on.map((day) => {
    const since = Object.entries(changes).filter(([from]) => from <= day);
    return rosterLine(Object.assign({day, person: number}, ...since.map(([, change]) => change)));
  });
}

const ROSTERS = [
  HEADINGS.staff,
  // One day off and half days that make one: 465 minutes.
  ...person("100001", {}),
  // Moves from 1020 to 1010 in October: in FY2023 the leave is 1020's.
  ...person("100002", {"": {bureau: "1020"}, "2023-10-01": {bureau: "1010"}}),
  // Leaves on the last day of quarter 2: counted until then.
  ...person("100003", {"2023-10-01": {left: "2023-09-30"}}, DAYS.slice(0, 2)),
  // Leaves a day before the end of quarter 1: never counted.
  ...person("100004", {"2023-10-01": {left: "2023-06-29"}}, DAYS.slice(0, 2)),
  ...person("100005", {"": {bureau: "2040", occupation: "教員"}}),
  ...person("100006", {"": {employment: "会計年度任用"}}),
  // Hired in October: counted from the next 1 April on.
  ...person("100007", {"": {hired: "2023-10-01"}}, DAYS.slice(1)),
  // Never takes a day, in a bureau that has become another.
  ...person("100008", {"": {bureau: "1001"}}),
  // Hired anew in June under the same number: one person.
  ...person("100010", {"2023-10-01": {hired: "2023-06-01", employment: "再任用"}}),
  // Leaves in January, which the October roster expected for November.
  ...person(
    "100012",
    {"2023-10-01": {left: "2023-11-30"}, "2024-04-01": {left: "2024-01-31"}},
    DAYS.slice(0, 3),
  ),
  // Leaves a day before the end of quarter 2 of FY2024.
  ...person("100011", {"": {bureau: "1020"}, "2024-10-01": {left: "2024-09-29"}}),
];

const LEAVE = [
  "期間,職員番号,取得日数,取得時間",
  ...[
    "R5Q1,100001,1,0:00",
    "R5Q2,100001,2,3:45",
    "R5Q4,100001,1,4:00",
    "R6Q1,100001,2,0:00",
    "R6Q2,100001,1,0:00",
  ],
  ...["R5Q1,100002,3,0:00", "R5Q3,100002,1,0:00", "R6Q1,100002,4,0:00"],
  ...["R5Q1,100003,5,0:00", "R5Q2,100003,5,0:00"],
  ...["R5Q1,100004,20,0:00", "R5Q1,100005,10,0:00", "R5Q1,100006,10,0:00"],
  ...["R5Q3,100007,9,0:00", "R6Q2,100007,1,0:00"],
  ...["R5Q1,100010,2,0:00", "R5Q2,100012,1,0:00", "R5Q3,100012,1,0:00"],
  ...["R6Q1,100011,7,0:00", "R6Q2,100011,7,0:00"],
];

let city: TinyCity;
beforeAll(async () => {
  city = await buildTinyCity({
    "局区.csv": `${BUREAUS}\n1001,旧局,市長事務部局,1972-04-01,2020-03-31,1010,,9`,
    "名簿.csv": ROSTERS.join("\n"),
    "休暇.csv": LEAVE.join("\n"),
  });
});
afterAll(() => city?.close());

// 年次有給休暇の平均取得日数: people in service on 1 April who are so through the end of the period; teachers and
// 会計年度任用職員 are not averaged (city/kpis.yaml). Minutes: what stands above, added up by hand.
test.each([
  // 1010: 1 + 5 + 2 days of five people; 1020: 3 days of two.
  [2023, 1, [`市 ${11 * DAY} 7`, `1010 ${8 * DAY} 5`, `1020 ${3 * DAY} 2`]],
  // 1010: 3 days 3:45, 10, 2 and 1 day.
  [2023, 2, [`市 ${19 * DAY + 225} 7`, `1010 ${16 * DAY + 225} 5`, `1020 ${3 * DAY} 2`]],
  // Whoever left on 30 September is out with all that he took.
  [2023, 3, [`市 ${11 * DAY + 225} 6`, `1010 ${7 * DAY + 225} 4`, `1020 ${4 * DAY} 2`]],
  // 3:45 and 4:00 are one day; whoever left in January is out.
  [2023, 4, [`市 ${11 * DAY} 5`, `1010 ${7 * DAY} 3`, `1020 ${4 * DAY} 2`]],
  [2024, 1, [`市 ${13 * DAY} 6`, `1010 ${6 * DAY} 5`, `1020 ${7 * DAY} 1`]],
  [2024, 2, [`市 ${8 * DAY} 5`, `1010 ${8 * DAY} 5`]],
])("FY%i quarter %i: minutes taken since April and people", async (fiscalYear, quarter, expected) => {
  const rows = await city.rows(
    `select coalesce(bureau_code, '市') as bureau, round(numerator * ${DAY}, 6) as minutes, denominator as people
     from metrics.kpi_annual_leave_days where fiscal_year = ${fiscalYear} and quarter = ${quarter}
     order by bureau_code nulls first`,
  );
  expect(lines(rows)).toEqual(expected);
});

test("the mean is days over people, from 1 April on", async () => {
  const rows = await city.rows(
    `select period_start::varchar as period_start, period_end::varchar as period_end, round(value, 9) as days
     from metrics.kpi_annual_leave_days where fiscal_year = 2023 and quarter = 4 order by bureau_code nulls first`,
  );
  expect(lines(rows)).toEqual([
    "2023-04-01 2024-03-31 2.2",
    "2023-04-01 2024-03-31 2.333333333",
    "2023-04-01 2024-03-31 2",
  ]);
});

test("the year's value is that of quarter 4, and none but complete years have one", async () => {
  const rows = await city.rows(
    `select fiscal_year, value from metrics.kpi_values
     where kpi_id = 'annual_leave_days' and period_kind = 'year' and bureau_code is null`,
  );
  expect(lines(rows)).toEqual(["2023 2.2"]);
});
