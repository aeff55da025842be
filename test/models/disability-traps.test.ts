import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine} from "./tiny-city.ts";

const ROOT = join(import.meta.dirname, "../..");

// 施行令2条: only boards of education of prefectures and designated cities have the rate that is 0.1 point lower.
test.each(["defaults", "cities/bare", "cities/minasato", "cities/misakino"])(
  "data/%s gives no board of education a rate of its own",
  (template) => {
    const text = readFileSync(join(ROOT, "data", template, "disability-legal-rates.csv"), "utf8");
    expect(text).toMatch(/^,3\.0,2026-07-01,,/m);
    expect(text).not.toMatch(/^教育委員会,/m);
  },
);

function roster(day: string): string {
  return [HEADINGS.staff, rosterLine({day, person: "000001"}), rosterLine({day, person: "000002"})].join(
    "\n",
  );
}

// Whoever came from 2 April to 1 June is on neither side of the rate until a roster of 1 June or later is there.
test.each([
  ["2023-04-01", "2023 provisional", "2023-04-01 －"],
  ["2023-06-01", "2023 final", "2023-06-01 －"],
  ["2023-10-01", "2023 final", "2023-04-01 2023-10-01"],
])("with a last roster of %s the rate of 1 June 2023 is told as %s", async (last, expected, rosters) => {
  const city = await buildTinyCity({
    "bureaus.csv": BUREAUS,
    "staff-04.csv": roster("2023-04-01"),
    ...(last > "2023-04-01" ? {"staff-06.csv": roster(last)} : {}),
    "disability.csv": [
      HEADINGS.disability,
      "2023-06-01,000001,身体,重度以外,38:45,身体障害者手帳,2015-04-01",
    ].join("\n"),
  });
  const found = await city.rows(
    `select fiscal_year, observation_status from metrics.figures
     where kpi_id = 'disability_employment_rate' and bureau_code is null`,
  );
  const rested = await city.rows("select roster_on, next_roster_on from marts.fct_disability_rate");
  city.close();
  expect(lines(found)).toEqual([expected]);
  expect(lines(rested)).toEqual([rosters]);
});
