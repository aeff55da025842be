import {afterAll, beforeAll, expect, test} from "vitest";
import {runChecks} from "../../pipelines/catalog/run-checks.ts";
import {sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {buildTinyCity, HEADINGS, rosterLine, type TinyCity} from "./tiny-city.ts";

/**
 * On 1 April 2024 bureau 1020 became 1021, and 1030 was split: one quarter to 1010, the rest to 1040, as the city states. In
 * 令和5年度 one person of 1010, two of 1020 and four of 1030 were over 480 hours.
 */
let city: TinyCity;
beforeAll(async () => {
  const people = ["1010", "1020", "1020", "1030", "1030", "1030", "1030"].map((bureau, index) => ({
    person: String(index + 1).padStart(6, "0"),
    bureau,
  }));
  const months = Array.from({length: 12}, (_, index) =>
    new Date(Date.UTC(2023, 3 + index, 1)).toISOString().slice(0, 7),
  );
  city = await buildTinyCity({
    "局区.csv": [
      HEADINGS.bureaus,
      "1010,総務企画局,市長事務部局,1972-04-01,,,,1",
      "1020,財政局,市長事務部局,1972-04-01,2024-03-31,1021,,2",
      "1021,財政管理局,市長事務部局,2024-04-01,,,,3",
      "1030,市民局,市長事務部局,1972-04-01,2024-03-31,,,4",
      "1040,くらし局,市長事務部局,2024-04-01,,,,5",
    ].join("\n"),
    "名簿.csv": [
      HEADINGS.staff,
      ...people.map((of) => rosterLine({day: "2023-04-01", ...of})),
      // What has come since then makes the change one of today's organisation.
      rosterLine({day: "2024-04-01", person: "000001", bureau: "1010"}),
    ].join("\n"),
    "時間外.csv": [
      HEADINGS.overtime,
      ...people.flatMap(({person}) => months.map((month) => `${person},${month},平日時間外,通常,41:00`)),
    ].join("\n"),
  });
});
afterAll(() => city.close());

async function split(shares: [former: string, successor: string, share: number][]): Promise<void> {
  await city.warehouse.run("delete from catalog.bureau_splits");
  for (const [former, successor, share] of shares)
    await city.warehouse.run(
      `insert into catalog.bureau_splits values ('${former}', '${successor}', ${share}, '試験')`,
    );
  for (const name of [
    "intermediate.int_bureau_links",
    "intermediate.int_bureau_shares",
    "metrics.overtime_counts_by_organisation",
  ]) {
    const [schema = ""] = name.split(".");
    const model = sqlFiles(schema).find((file) => file.name === name);
    await city.warehouse.run(`create or replace table ${name} as ${model?.text}`);
  }
}

async function peopleOver(organisation: string): Promise<Record<string, unknown>> {
  const rows = await city.rows(
    `select bureau_code, staff_count from metrics.overtime_counts_by_organisation
     where rule_id = 'report_480' and scope_id = 'programme' and organisation = '${organisation}' order by 1`,
  );
  return Object.fromEntries(rows.map(({bureau_code, staff_count}) => [bureau_code, staff_count]));
}

async function wrong(): Promise<string[]> {
  const findings = await runChecks(city.warehouse, SAMPLE_CITY);
  return findings.map(({check}) => check).filter((check) => /split|organisation|successor/.test(check));
}

test("people stand in the bureau that reported them, and in today's: whole with one successor, in shares with several", async () => {
  await split([
    ["1030", "1010", 0.25],
    ["1030", "1040", 0.75],
  ]);
  expect(await peopleOver("as_reported")).toEqual({1010: 1, 1020: 2, 1030: 4});
  expect(await peopleOver("today")).toEqual({1010: 2, 1021: 2, 1040: 3});
  expect(await wrong()).toEqual([]);
});

test("without stated shares a bureau that was split stays by itself", async () => {
  await split([]);
  expect(await peopleOver("today")).toEqual({1010: 1, 1021: 2, 1030: 4});
  expect(await wrong()).toEqual([]);
});

test("shares that are no whole stop the release", async () => {
  await split([
    ["1030", "1010", 0.25],
    ["1030", "1040", 0.7],
  ]);
  expect(await wrong()).toEqual([
    "checks.bureau_splits_are_whole",
    "checks.people_over_are_the_same_in_either_organisation",
  ]);
});

test("a share of a bureau that is on no list stops it, too", async () => {
  await split([["1030", "9999", 1]]);
  expect(await wrong()).toContain("checks.bureau_splits_are_whole");
});

test("bureaus that follow each other in a circle, of any length, end the road there and stop the release", async () => {
  const circles: [string, string, number][][] = [
    [["1030", "1030", 1]],
    [
      ["1030", "1020", 1],
      ["1020", "1030", 1],
    ],
    [
      ["1030", "1010", 0.5],
      ["1030", "1020", 0.5],
      ["1020", "1040", 0.5],
      ["1020", "1030", 0.5],
    ],
  ];
  for (const circle of circles) {
    await split(circle);
    expect(await wrong()).toContain("checks.bureau_successors_come_to_an_end");
  }
  expect(
    await city.rows(
      "select bureau_code, today_code, share from intermediate.int_bureau_shares where bureau_code = '1030' order by all",
    ),
  ).toEqual([
    {bureau_code: "1030", today_code: "1010", share: 0.5},
    {bureau_code: "1030", today_code: "1040", share: 0.25},
  ]);
});
