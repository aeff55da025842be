import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {buildTinyCity, HEADINGS, type RosterLine, rosterLine, type TinyCity} from "./tiny-city.ts";

interface Case {
  /** "2024-04" → "45:00". */
  months: Record<string, string>;
  hired?: string;
  left?: string;
  /** What differs from 1 October on. */
  autumn?: Partial<RosterLine>;
}

function each(months: string[], time: string): Record<string, string> {
  return Object.fromEntries(months.map((month) => [month, time]));
}

function months(first: string, count: number): string[] {
  const [year = 0, month = 1] = first.split("-").map(Number);
  return Array.from({length: count}, (_, index) =>
    new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7),
  );
}

const SPRING = months("2024-04", 3);

/**
 * In 令和5年度 April to June had 20 hours each and the other months 10, so 60 of 150 hours fall into the first quarter: what was
 * worked until June counts two and a half times, not four times. One person a bureau.
 */
const cases = {
  "two fifths of 480 hours in the first quarter": {months: each(SPRING, "64:00")},
  "a minute more": {months: {...each(SPRING, "64:00"), "2024-06": "64:01"}},
  "over since June": {months: each(SPRING, "161:00")},
  "left on 31 August": {months: each(SPRING, "100:00"), left: "2024-08-31"},
  "hired on 1 August": {months: each(months("2024-08", 4), "60:00"), hired: "2024-08-01"},
  "hired on 1 August, a minute more": {
    months: {...each(months("2024-08", 4), "60:00"), "2024-11": "60:01"},
    hired: "2024-08-01",
  },
  "manager from October": {months: each(months("2024-04", 6), "50:00"), autumn: {isManager: true}},
} satisfies Record<string, Case>;
type CaseName = keyof typeof cases;

const LISTED: [string, Case][] = Object.entries(cases);
const bureauOf = (name: string) => String(3001 + Object.keys(cases).indexOf(name));

function rosterOf(day: string): string[] {
  return LISTED.filter(([, {hired = "2010-04-01"}]) => hired <= day).map(([name, {hired, left, autumn}]) => {
    const differs = day < "2024-10-01" ? {} : {...autumn, ...(left ? {left} : {})};
    const bureau = bureauOf(name);
    return rosterLine({day, person: `00${bureau}`, bureau, ...(hired ? {hired} : {}), ...differs});
  });
}

function overtimeLine(person: string, [month, time]: [string, string]): string {
  return `${person},${month},平日時間外,通常,${time}`;
}

describe("on course to be over a limit of the year", () => {
  let city: TinyCity;
  beforeAll(async () => {
    const clerk = {person: "000099", bureau: "3000"};
    const year = months("2023-04", 12);
    const seasons = {...each(year, "10:00"), ...each(year.slice(0, 3), "20:00")};
    city = await buildTinyCity({
      "局区.csv": [
        HEADINGS.bureaus,
        ...["3000", ...LISTED.map(([name]) => bureauOf(name))].map(
          (code, index) => `${code},局${index},市長事務部局,1972-04-01,,,,${index + 1}`,
        ),
      ].join("\n"),
      "名簿.csv": [
        HEADINGS.staff,
        ...["2023-04-01", "2024-04-01", "2024-10-01"].flatMap((day) => [
          rosterLine({day, ...clerk}),
          ...rosterOf(day),
        ]),
      ].join("\n"),
      "時間外.csv": [
        HEADINGS.overtime,
        ...Object.entries({...seasons, ...each(months("2024-04", 8), "1:00")}).map((one) =>
          overtimeLine(clerk.person, one),
        ),
        ...LISTED.flatMap(([name, {months: worked}]) =>
          Object.entries(worked).map((one) => overtimeLine(`00${bureauOf(name)}`, one)),
        ),
      ].join("\n"),
    });
  });
  afterAll(() => city.close());

  const expected: [string, string, CaseName, [over: number, onCourse: number]][] = [
    ["2024-06", "report_480", "two fifths of 480 hours in the first quarter", [0, 0]],
    ["2024-06", "report_480", "a minute more", [0, 1]],
    ["2024-06", "report_480", "over since June", [1, 0]],
    // Nobody of the bureau has overtime yet: a row with nobody.
    ["2024-06", "report_480", "hired on 1 August", [0, 0]],
    ["2024-06", "personnel_commission_year_360", "left on 31 August", [0, 1]],
    ["2024-06", "report_480", "left on 31 August", [0, 0]],
    ["2024-11", "personnel_commission_year_360", "left on 31 August", [0, 0]],
    ["2024-11", "report_480", "hired on 1 August", [0, 0]],
    ["2024-11", "report_480", "hired on 1 August, a minute more", [0, 1]],
    ["2024-09", "report_480", "manager from October", [0, 0]],
    ["2024-09", "analysis_year_480", "manager from October", [0, 1]],
  ];

  test.each(expected)("as of %s by %s: %s", async (month, rule, name, counts) => {
    const rows = await city.rows(
      `select distinct over_count, on_course_count from metrics.overtime_early_warning
       where as_of_month = '${month}-01' and rule_id = '${rule}' and bureau_code = '${bureauOf(name)}'`,
    );
    expect(rows).toEqual([{over_count: counts[0], on_course_count: counts[1]}]);
  });
});

test("in the first year all months weigh the same", async () => {
  const people = ["000001", "000002"];
  const city = await buildTinyCity({
    "局区.csv": [
      HEADINGS.bureaus,
      "3001,局1,市長事務部局,1972-04-01,,,,1",
      "3002,局2,市長事務部局,1972-04-01,,,,2",
    ].join("\n"),
    "名簿.csv": [
      HEADINGS.staff,
      ...people.map((person, index) => rosterLine({day: "2024-04-01", person, bureau: `300${index + 1}`})),
    ].join("\n"),
    "時間外.csv": [
      HEADINGS.overtime,
      ...SPRING.map((month) => `000001,${month},平日時間外,通常,40:00`),
      ...SPRING.map((month) => `000002,${month},平日時間外,通常,${month === "2024-06" ? "40:01" : "40:00"}`),
    ].join("\n"),
  });
  try {
    const rows = await city.rows(
      `select on_course_count from metrics.overtime_early_warning
       where as_of_month = '2024-06-01' and rule_id = 'report_480' and scope_id = 'programme' order by bureau_code`,
    );
    expect(rows).toEqual([{on_course_count: 0}, {on_course_count: 1}]);
  } finally {
    city.close();
  }
});
