import {expect, test} from "vitest";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine} from "./tiny-city.ts";

test("a city of one clerk has a roster row and an overtime row", async () => {
  const city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [HEADINGS.staff, rosterLine({day: "2020-04-01", person: "000001"})].join("\n"),
    "時間外.csv": [HEADINGS.overtime, "000001,2020-04,平日時間外,通常,12:30"].join("\n"),
  });
  try {
    expect(
      await city.rows(
        "select bureau_code, counted_minutes from intermediate.int_overtime_person_months where basis_id = 'report'",
      ),
    ).toEqual([{bureau_code: "1010", counted_minutes: "750"}]);
  } finally {
    city.close();
  }
});
