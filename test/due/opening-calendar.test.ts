import {expect, test} from "vitest";
import {openingDays} from "../../pipelines/catalog/calendar.ts";
import {openingCalendar} from "../../pipelines/due/opening-calendar.ts";

const calendar = openingCalendar();
const days = new Set(openingDays());

/** Counts on a wall calendar, day by day. */
function nthOpeningDay(yearMonth: string, wanted: number): string {
  let found = "";
  let count = 0;
  for (let day = 1; day <= 31 && count < wanted; day++) {
    const iso = `${yearMonth}-${String(day).padStart(2, "0")}`;
    if (!days.has(iso)) continue;
    found = iso;
    count++;
  }
  return found;
}

test("the tenth opening day of the month after is found as on a wall calendar, in every month of ten years", () => {
  for (let index = 2020 * 12; index < 2030 * 12; index++) {
    const month = (offset: number) =>
      `${Math.floor((index + offset) / 12)}-${String(((index + offset) % 12) + 1).padStart(2, "0")}`;
    const due = calendar.dayOf({months_after: 1, opening_day: 10}, `${month(0)}-28`);
    expect([month(0), due]).toEqual([month(0), nthOpeningDay(month(1), 10)]);
  }
});

test("the year-end closing and New Year's holidays do not count", () => {
  expect(calendar.countBetween("2024-12-27", "2025-01-05")).toBe(0);
  expect(calendar.after("2024-12-27", 1)).toBe("2025-01-06");
  expect(calendar.dayOf({months_after: 1, opening_day: 1}, "2024-12-31")).toBe("2025-01-06");
});

test("a rule that asks for more opening days than a month has means the last of them", () => {
  const last = calendar.dayOf({months_after: 0, opening_day: 23}, "2025-02-28");
  expect(last).toBe("2025-02-28");
});
