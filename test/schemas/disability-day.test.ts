import {expect, test} from "vitest";
import {missingRosterNote} from "../../schemas/disability-day.ts";

test("a rate says who is missing where there is no roster of its day, and nothing where there is", () => {
  const as_of_date = "2024-06-01";
  const note = (roster_on: string | null, next_roster_on: string | null) =>
    missingRosterNote({as_of_date, roster_on, next_roster_on});
  expect(note("2024-04-01", null)).toBe(
    "令和6年6月1日の名簿がないため、令和6年4月2日から令和6年6月1日までに採用した職員は、分子にも分母にも入っていない。",
  );
  expect(note("2024-04-01", "2024-10-01")).toBe(
    "令和6年6月1日の名簿がないため、令和6年4月2日から令和6年6月1日までに採用した職員のうち、令和6年10月1日の名簿にいない人は、分子にも分母にも入っていない。",
  );
  expect([note("2024-06-01", null), note(null, null)]).toEqual([null, null]);
});
