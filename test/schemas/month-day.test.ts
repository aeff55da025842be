import {expect, test} from "vitest";
import {monthDay} from "../../schemas/month-day.ts";

test.each(["06-01", "02-28", "12-31", "01-01"])("%s is a day of every year", (text) => {
  expect(monthDay.safeParse(text).success).toBe(true);
});

test.each(["02-29", "02-31", "04-31", "13-01", "00-10", "06-00", "6-1", "2024-06-01"])(
  "%s is none",
  (text) => {
    expect(monthDay.safeParse(text).error?.issues[0]?.message).toContain("06-01 のように書いてください");
  },
);
