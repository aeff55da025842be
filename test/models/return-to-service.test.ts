import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {runChecks} from "../../pipelines/catalog/run-checks.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import {SAMPLE_CITY} from "../sample-city.ts";
import {buildTinyCity, HEADINGS, type RosterLine, rosterLine, type TinyCity} from "./tiny-city.ts";

/** Hirings of one person each, as the roster of 1 October 2024 has them; all stand on that of 1 April, too. */
const cases = {
  stayed: [{}],
  "left on 31 May and back on 1 August": [{left: "2024-05-31"}, {hired: "2024-08-01"}],
  "hired again the day after": [{left: "2024-07-31"}, {hired: "2024-08-01"}],
  "hired again, nobody says since when away": [{hired: "2024-08-01"}],
} satisfies Record<string, Partial<RosterLine>[]>;
type CaseName = keyof typeof cases;

const bureauOf = (name: string) => String(3001 + Object.keys(cases).indexOf(name));

function lines(day: string, hirings: (name: CaseName) => Partial<RosterLine>[]): string[] {
  return (Object.keys(cases) as CaseName[]).flatMap((name) =>
    hirings(name).map((hiring) =>
      rosterLine({day, person: `00${bureauOf(name)}`, bureau: bureauOf(name), ...hiring}),
    ),
  );
}

function files(autumn: (name: CaseName) => Partial<RosterLine>[]): Record<string, string> {
  const names = Object.keys(cases);
  const worked = ["2024-04", "2024-05", "2024-06", "2024-07", "2024-08", "2024-09"];
  return {
    "局区.csv": [
      HEADINGS.bureaus,
      ...names.map((name, index) => `${bureauOf(name)},局${index},市長事務部局,1972-04-01,,,,${index + 1}`),
    ].join("\n"),
    "名簿.csv": [HEADINGS.staff, ...lines("2024-04-01", () => [{}]), ...lines("2024-10-01", autumn)].join(
      "\n",
    ),
    "時間外.csv": [
      HEADINGS.overtime,
      ...worked.map((month) => `003001,${month},平日時間外,通常,1:00`),
      ...names.slice(1).map((name) => `00${bureauOf(name)},2024-08,平日時間外,通常,170:00`),
    ].join("\n"),
    "休暇.csv": [
      "期間,職員番号,取得日数,取得時間",
      ...["R6Q1", "R6Q2"].flatMap((quarter) => names.map((name) => `${quarter},00${bureauOf(name)},3,0:00`)),
    ].join("\n"),
  };
}

describe("who leaves and comes back between two rosters", () => {
  let city: TinyCity;
  let findings: Finding[];
  beforeAll(async () => {
    city = await buildTinyCity(files((name) => cases[name]));
    findings = await runChecks(city.warehouse, SAMPLE_CITY);
  });
  afterAll(() => city.close());

  const finding = (check: string) => findings.find((one) => one.check === `checks.${check}`);

  // 170 hours after two months without any are a mean of 85; after two months out of service they are no mean.
  test.each<[CaseName, number]>([
    ["left on 31 May and back on 1 August", 0],
    ["hired again the day after", 1],
    ["hired again, nobody says since when away", 1],
  ])("has months that are not in service, not months without overtime: %s", async (name, count) => {
    const rows = await city.rows(
      `select staff_count from metrics.overtime_limits
       where rule_id = 'analysis_mean_80' and month = '2024-08-01' and bureau_code = '${bureauOf(name)}'`,
    );
    expect(rows).toEqual([{staff_count: count}]);
  });

  test("takes no part in a mean of leave over a time with a break in it", async () => {
    const rows = await city.rows(
      `select cast(period_end as varchar) as period_end, denominator from metrics.kpi_values
       where kpi_id = 'annual_leave_days' and period_kind = 'quarter' and bureau_code is null order by all`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["2024-06-30", 3],
      ["2024-09-30", 3],
    ]);
  });

  test("is one person with overtime, in the bureau of the roster", async () => {
    const rows = await city.rows(
      "select staff_key, month from intermediate.int_overtime_staff group by all having count(*) > 1",
    );
    expect(rows).toEqual([]);
  });

  test("is told where nobody says since when away", () => {
    expect(finding("returned_staff_have_left")).toMatchObject({
      severity: "warning",
      rowCount: 1,
      peopleCount: 1,
    });
    expect(finding("staff_rows_are_unique")).toBeUndefined();
  });
});

test("two rows in service on one day stop the release", async () => {
  const city = await buildTinyCity(
    files((name) => (name === "stayed" ? [{}, {hired: "2024-08-01"}] : cases[name])),
  );
  try {
    const findings = await runChecks(city.warehouse, SAMPLE_CITY);
    expect(findings.find(({check}) => check === "checks.staff_rows_are_unique")).toMatchObject({
      severity: "blocking",
      rowCount: 1,
    });
  } finally {
    city.close();
  }
});
