import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {BUREAUS, buildTinyCity, HEADINGS, type RosterLine, rosterLine, type TinyCity} from "./tiny-city.ts";

const DAYS = ["2016-06-01", "2020-06-01", "2022-06-01", "2023-06-01", "2024-06-01"];

/** An institution with one person, so that sums by institution tell about that person. */
interface Member {
  kind: string;
  severity: string;
  weekly: string;
  certificate: string;
  hired?: string;
  certified?: string;
  left?: string;
}

const proper: Record<string, string> = {
  身体: "身体障害者手帳",
  知的: "療育手帳",
  精神: "精神障害者保健福祉手帳",
};

/** Kind, severity, weekly hours → what the person counts on each of DAYS (障害者雇用促進法 art. 38, 施行令 art. 5). */
const weightTable: [kind: string, severity: string, weekly: string, weights: number[]][] = [
  ...["身体", "知的"].flatMap((kind): [string, string, string, number[]][] => [
    [kind, "重度以外", "38:45", [1, 1, 1, 1, 1]],
    [kind, "重度以外", "30:00", [1, 1, 1, 1, 1]],
    [kind, "重度以外", "29:59", [0.5, 0.5, 0.5, 0.5, 0.5]],
    [kind, "重度以外", "20:00", [0.5, 0.5, 0.5, 0.5, 0.5]],
    [kind, "重度以外", "19:59", [0, 0, 0, 0, 0]],
    [kind, "重度", "30:00", [2, 2, 2, 2, 2]],
    [kind, "重度", "29:59", [1, 1, 1, 1, 1]],
    [kind, "重度", "20:00", [1, 1, 1, 1, 1]],
    [kind, "重度", "19:59", [0, 0, 0, 0, 0.5]],
    [kind, "重度", "10:00", [0, 0, 0, 0, 0.5]],
    [kind, "重度", "9:59", [0, 0, 0, 0, 0]],
  ]),
  ["精神", "重度以外", "30:00", [1, 1, 1, 1, 1]],
  ["精神", "重度以外", "29:59", [0.5, 0.5, 0.5, 1, 1]],
  ["精神", "重度以外", "20:00", [0.5, 0.5, 0.5, 1, 1]],
  ["精神", "重度以外", "19:59", [0, 0, 0, 0, 0.5]],
  ["精神", "重度以外", "10:00", [0, 0, 0, 0, 0.5]],
  ["精神", "重度以外", "9:59", [0, 0, 0, 0, 0]],
];

const tableMembers = Object.fromEntries(
  weightTable.map(([kind, severity, weekly]): [string, Member] => [
    `${kind}${severity}${weekly}`,
    {kind, severity, weekly, certificate: proper[kind] ?? ""},
  ]),
);

const mentalShort = {kind: "精神", severity: "重度以外", weekly: "25:00", certificate: proper.精神 ?? ""};
const physical = {kind: "身体", severity: "重度以外", weekly: "38:45", certificate: proper.身体 ?? ""};

/** Name → the person and what he or she counts on each of DAYS. */
const others: Record<string, [member: Member, weights: number[]]> = {
  // 平成30年厚生労働省令第7号: three years from being hired, or from the certificate, until March 2023.
  hired_within_three_years: [{...mentalShort, hired: "2019-06-02"}, [0, 1, 1, 1, 1]],
  hired_three_years_before: [{...mentalShort, hired: "2019-06-01"}, [0, 1, 0.5, 1, 1]],
  certified_within_three_years: [{...mentalShort, certified: "2019-06-02"}, [0, 1, 1, 1, 1]],
  certified_three_years_before: [{...mentalShort, certified: "2019-06-01"}, [0, 1, 0.5, 1, 1]],
  physical_with_assessment: [{...physical, certificate: "判定書"}, [1, 1, 1, 1, 1]],
  physical_without_paper: [{...physical, certificate: "なし"}, [0, 0, 0, 0, 0]],
  physical_with_wrong_paper: [{...physical, certificate: "療育手帳"}, [0, 0, 0, 0, 0]],
  intellectual_with_assessment: [{...physical, kind: "知的", certificate: "判定書"}, [1, 1, 1, 1, 1]],
  mental_with_assessment: [{...mentalShort, certificate: "判定書"}, [0, 0, 0, 0, 0]],
  left_in_may_2022: [{...physical, left: "2022-05-31"}, [1, 1, 0, 0, 0]],
  left_on_the_day: [{...physical, left: "2022-06-01"}, [1, 1, 1, 0, 0]],
};

const members = {
  ...tableMembers,
  ...Object.fromEntries(Object.entries(others).map(([name, [member]]) => [name, member])),
};

let city: TinyCity;
beforeAll(async () => {
  const people = Object.entries(members).map(([name, member], index) => ({
    name,
    member,
    person: String(index + 1).padStart(6, "0"),
  }));
  // Nobody stands in a list before he or she was hired or certified.
  const rosters = DAYS.flatMap((day) =>
    people
      .filter(({member: {hired = ""}}) => hired <= day)
      .map(({name, member, person}) => {
        const {weekly, hired, left} = member;
        const line: RosterLine = {day: day.replace("06-01", "04-01"), person, authority: name, weekly};
        return rosterLine({...line, ...(hired && {hired}), ...(left && {left})});
      }),
  );
  const listed = DAYS.flatMap((day) =>
    people
      .filter(({member: {hired = "", certified = ""}}) => hired <= day && certified <= day)
      .map(({member: {kind, severity, weekly, certificate, certified = ""}, person}) =>
        [day, person, kind, severity, weekly, certificate, certified].join(","),
      ),
  );
  city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [HEADINGS.staff, ...rosters].join("\n"),
    "障害.csv": [HEADINGS.disability, ...listed].join("\n"),
  });
});
afterAll(() => city?.close());

describe("what a person counts", () => {
  const oracle: [string, number[]][] = [
    ...weightTable.map(([kind, severity, weekly, weights]): [string, number[]] => [
      `${kind}${severity}${weekly}`,
      weights,
    ]),
    ...Object.entries(others).map(([name, [, weights]]): [string, number[]] => [name, weights]),
  ];

  test.each(oracle)("%s", async (name, weights) => {
    const rows = await city.rows(
      `select as_of_date::varchar as day, weight from restricted.disability_counted
       where appointing_authority = '${name}'`,
    );
    const byDay = new Map(rows.map(({day, weight}) => [day, weight]));
    expect(DAYS.map((day) => byDay.get(day) ?? 0)).toEqual(weights);
  });

  test("no one counts twice", async () => {
    expect(
      await city.rows(
        "select staff_key from restricted.disability_counted group by staff_key, as_of_date having count(*) > 1",
      ),
    ).toEqual([]);
  });
});
