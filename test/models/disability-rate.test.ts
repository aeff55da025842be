import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {roundHalfUp} from "../../schemas/number-text.ts";
import {BUREAUS, buildTinyCity, HEADINGS, type RosterLine, rosterLine, type TinyCity} from "./tiny-city.ts";

let city: TinyCity;
beforeAll(async () => {
  city = await buildTinyCity({
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
afterAll(() => city?.close());

/** So many people, alike, on both rosters. */
function staff(count: number, from: number, change: Partial<RosterLine>): string[] {
  return ["2024-04-01", "2025-04-01"].flatMap((day) =>
    Array.from({length: count}, (_, index) =>
      rosterLine({day, person: String(from + index).padStart(6, "0"), ...change}),
    ),
  );
}

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
  test("by institution: short-time half, fire fighters out, the excluded share without its fraction", async () => {
    const rows = await city.rows(
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
    const rows = await city.rows(
      "select as_of_date::varchar as as_of_date, * exclude (as_of_date, rate, roster_on, next_roster_on), round(rate, 6) as rate from marts.fct_disability_rate",
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
