import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {runChecks} from "../../pipelines/catalog/run-checks.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine, type TinyCity} from "./tiny-city.ts";

const CORRECTIONS = "職員番号,年月,勤務区分,事由,訂正時間数,訂正理由";
const MONTHS = Array.from({length: 12}, (_, index) =>
  new Date(Date.UTC(2022, 3 + index, 1)).toISOString().slice(0, 7),
);

/** Person 1 is over 480 hours by half an hour, person 2 short of them by half an hour. */
function files(corrections: string[]): [string, string][] {
  const hours = (person: string, last: string) =>
    MONTHS.map((month) => `${person},${month},平日時間外,通常,${month === "2023-03" ? last : "40:00"}`);
  return [
    ["局区.csv", BUREAUS],
    [
      "名簿.csv",
      [
        HEADINGS.staff,
        rosterLine({day: "2022-04-01", person: "000001", bureau: "1010"}),
        rosterLine({day: "2022-04-01", person: "000002", bureau: "1020"}),
      ].join("\n"),
    ],
    ["時間外.csv", [HEADINGS.overtime, ...hours("000001", "40:30"), ...hours("000002", "39:30")].join("\n")],
    ["時間外の訂正.csv", [CORRECTIONS, ...corrections].join("\n")],
  ];
}

async function countsOf(city: TinyCity): Promise<unknown[]> {
  const rows = await city.rows(
    `select bureau_code, staff_count from marts.fct_overtime_counts
     where threshold_hours = 480 and scope_id = 'programme' and bureau_code in ('1010', '1020') order by 1`,
  );
  return rows.map(({staff_count}) => staff_count);
}

const named = (findings: Finding[], name: string) => findings.find(({check}) => check === `checks.${name}`);

describe("corrections of overtime, each with its reason", () => {
  let city: TinyCity;
  let findings: Finding[];
  beforeAll(async () => {
    const sent = files([
      "000001,2022-05,平日時間外,通常,▲0:20,二重計上の取消し",
      "000001,2022-05,平日時間外,通常,▲0:10,入力の誤り",
      "000002,2022-04,平日時間外,通常,0:31,申請の漏れ",
    ]);
    city = await buildTinyCity(Object.fromEntries(sent));
    findings = await runChecks(city.warehouse, SAMPLE_CITY);
  });
  afterAll(() => city.close());

  test("are added to what they correct, and taken off it", async () => {
    expect(await countsOf(city)).toEqual([0, 1]);
  });

  test("make no month of their own and are told nowhere", async () => {
    const rows = await city.rows(
      `select count(*)::integer as months, sum(counted_minutes)::integer as minutes
       from intermediate.int_overtime_person_months where basis_id = 'report'`,
    );
    expect(rows).toEqual([{months: 24, minutes: 480 * 60 + 480 * 60 + 1}]);
    expect(findings.filter(({check}) => check.includes("correction"))).toEqual([]);
  });
});

test("what takes off more than there is, or from nothing, stops the release", async () => {
  const sent = files([
    "000001,2022-05,平日時間外,通常,▲40:01,入力の誤り",
    "000002,2022-05,週休日勤務,通常,▲1:00,入力の誤り",
    "000002,2022-06,平日時間外,通常,▲40:00,入力の誤り",
  ]);
  const city = await buildTinyCity(Object.fromEntries(sent));
  try {
    const finding = named(await runChecks(city.warehouse, SAMPLE_CITY), "overtime_corrections_are_within");
    expect(finding).toMatchObject({severity: "blocking", rowCount: 2, peopleCount: 2});
  } finally {
    city.close();
  }
});

test("a month that came after its correction may hold it already, and is named", async () => {
  const sent = files(["000001,2022-05,平日時間外,通常,▲0:30,入力の誤り"]);
  const [bureaus, roster, overtime, corrections] = sent;
  if (!bureaus || !roster || !overtime || !corrections) throw new Error("a file is missing");
  const city = await buildTinyCity(Object.fromEntries([bureaus, roster, corrections, overtime]));
  try {
    const finding = named(
      await runChecks(city.warehouse, SAMPLE_CITY),
      "overtime_corrections_are_not_outdated",
    );
    expect(finding).toMatchObject({severity: "warning", rowCount: 1});
  } finally {
    city.close();
  }
});
