import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {roundHalfUp} from "../../reports/format.ts";
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
  hired_within_five_years: [{...mentalShort, hired: "2017-06-02"}, [0, 1, 1, 1, 1]],
  hired_five_years_before: [{...mentalShort, hired: "2017-06-01"}, [0, 1, 0.5, 1, 1]],
  certified_within_five_years: [{...mentalShort, certified: "2017-06-02"}, [0.5, 1, 1, 1, 1]],
  certified_five_years_before: [{...mentalShort, certified: "2017-06-01"}, [0.5, 1, 0.5, 1, 1]],
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
  const rosters = DAYS.flatMap((day) =>
    people.map(({name, member, person}) => {
      const {weekly, hired, left} = member;
      const line: RosterLine = {day: day.replace("06-01", "04-01"), person, authority: name, weekly};
      return rosterLine({...line, ...(hired && {hired}), ...(left && {left})});
    }),
  );
  const listed = DAYS.flatMap((day) =>
    people.map(({member: {kind, severity, weekly, certificate, certified = ""}, person}) =>
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

describe("rate and shortage", () => {
  const published: [
    body: string,
    base: number,
    legalRate: number,
    counted: number,
    rate: number,
    shortage: number,
  ][] = [
    ["さいたま市", 6932, 2.8, 172, 2.48, 22],
    ["さいたま市教育委員会", 6993.5, 2.7, 136.5, 1.95, 51.5],
    ["鹿児島市水道局: below the rate, no shortage", 451, 2.6, 11, 2.44, 0],
    ["川崎市 December 2019: 377.5 persons are enough", 15100, 2.5, 377.5, 2.5, 0],
    ["a share of exactly 260 persons", 10000, 2.6, 259.5, 2.6, 0.5],
    ["more than asked", 1000, 3, 40, 4, 0],
  ];

  test.each(published)("%s", async (_, base, legalRate, counted, rate, shortage) => {
    const rows = await city.rows(
      `select persons_short(${base}, ${legalRate}, ${counted})::double as shortage, 100.0 * ${counted} / ${base} as rate`,
    );
    expect(rows[0]?.shortage).toBe(shortage);
    expect(roundHalfUp(Number(rows[0]?.rate), 2)).toBe(rate);
  });

  test("the share of whole persons is exact at every step of the law's rates", async () => {
    const wrong = await city.rows(
      `select halves, tenths from range(1, 4000) as totals (halves), range(20, 700) as rates (tenths)
       where whole_share(halves / 2.0, tenths / 10.0) <> halves * tenths // 2000`,
    );
    expect(wrong).toEqual([]);
  });
});

describe("the base", () => {
  let base: TinyCity;
  const staff = (count: number, from: number, change: Partial<RosterLine>) =>
    ["2024-04-01", "2025-04-01"].flatMap((day) =>
      Array.from({length: count}, (_, index) =>
        rosterLine({day, person: String(from + index).padStart(6, "0"), ...change}),
      ),
    );

  beforeAll(async () => {
    base = await buildTinyCity({
      "局区.csv": BUREAUS,
      "名簿.csv": [
        HEADINGS.staff,
        ...staff(100, 1, {}),
        ...staff(3, 200, {weekly: "29:59"}),
        ...staff(2, 300, {weekly: "19:59"}),
        ...staff(5, 400, {authority: "消防長", occupation: "消防吏員"}),
        ...staff(4, 500, {authority: "消防長"}),
        ...staff(39, 600, {authority: "教育委員会", bureau: "2040"}),
        ...staff(31, 700, {authority: "病院事業管理者"}),
      ].join("\n"),
      "障害.csv": [
        HEADINGS.disability,
        ...["2024-06-01", "2025-06-01"].map((day) => `${day},000001,身体,重度,38:45,身体障害者手帳,`),
      ].join("\n"),
    });
  });
  afterAll(() => base?.close());

  test("by institution: short-time half, fire fighters out, the excluded share without its fraction", async () => {
    const rows = await base.rows(
      `select as_of_date::varchar as day, appointing_authority, staff_base, legal_rate, shortage
       from intermediate.int_disability_rate_parts order by day, appointing_authority`,
    );
    const byName = (day: string) =>
      Object.fromEntries(
        rows
          .filter((row) => row.day === day)
          .map((row) => [row.appointing_authority, [row.staff_base, row.legal_rate, row.shortage]]),
      );
    expect(byName("2024-06-01")).toEqual({
      市長: [101.5, 2.8, 0],
      消防長: [4, 2.8, 0],
      教育委員会: [30, 2.7, 0],
      病院事業管理者: [16, 2.8, 0],
    });
    expect(byName("2025-06-01")).toEqual({
      市長: [101.5, 2.8, 0],
      消防長: [4, 2.8, 0],
      教育委員会: [34, 2.7, 0],
      病院事業管理者: [19, 2.8, 0],
    });
  });

  test("the city as one body", async () => {
    const rows = await base.rows(
      "select as_of_date::varchar as as_of_date, * exclude (as_of_date, rate), round(rate, 6) as rate from marts.fct_disability_rate",
    );
    expect(rows).toEqual([
      {
        as_of_date: "2024-06-01",
        fiscal_year: 2024,
        counted_persons: 2,
        staff_base: 151.5,
        legal_rate: 2.8,
        shortage: 2,
        rate: 1.320132,
      },
      {
        as_of_date: "2025-06-01",
        fiscal_year: 2025,
        counted_persons: 2,
        staff_base: 158.5,
        legal_rate: 2.8,
        shortage: 2,
        rate: 1.26183,
      },
    ]);
  });
});

describe("the legal rate", () => {
  const oracle: [day: string, city: number, educationBoard: number][] = [
    ["2017-06-01", 2.3, 2.2],
    ["2020-06-01", 2.5, 2.4],
    ["2021-06-01", 2.6, 2.5],
    ["2024-06-01", 2.8, 2.7],
    ["2026-06-01", 2.8, 2.7],
    ["2026-07-01", 3.0, 2.9],
  ];

  test.each(oracle)("on %s", async (day, all, educationBoard) => {
    const rows = await city.rows(
      `select legal_rate from catalog.disability_legal_rates
       where valid_from <= '${day}' and coalesce(valid_to >= '${day}', true) order by appointing_authority nulls first`,
    );
    expect(rows.map(({legal_rate}) => legal_rate)).toEqual([all, educationBoard]);
  });
});
