import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** Hirings as rosters tell them: day of the roster, first and last day of service. */
type Hiring = [roster: string, hired: string, left: string | null];

const APRIL = "2024-04-01";
const OCTOBER = "2024-10-01";

/** Title → hirings, spells of days, and spells of months (a month with a day of service is one). */
const CASES: Record<string, [hirings: Hiring[], days: string[], months: string[]]> = {
  stayed: [[[APRIL, "2010-04-01", null]], ["2010-04-01 －"], ["2010-04 －"]],
  left: [
    [
      [APRIL, "2010-04-01", null],
      [OCTOBER, "2010-04-01", "2024-06-10"],
    ],
    ["2010-04-01 2024-06-10"],
    ["2010-04 2024-06"],
  ],
  "a leaving that was put off": [
    [
      [APRIL, "2010-04-01", "2024-06-30"],
      [OCTOBER, "2010-04-01", "2024-09-30"],
    ],
    ["2010-04-01 2024-09-30"],
    ["2010-04 2024-09"],
  ],
  "a leaving that was brought forward": [
    [
      [APRIL, "2010-04-01", "2024-09-30"],
      [OCTOBER, "2010-04-01", "2024-06-30"],
    ],
    ["2010-04-01 2024-06-30"],
    ["2010-04 2024-06"],
  ],
  "hired again the day after": [
    [
      [OCTOBER, "2010-04-01", "2024-07-31"],
      [OCTOBER, "2024-08-01", null],
    ],
    ["2010-04-01 －"],
    ["2010-04 －"],
  ],
  "hired again with a day between, in the month after": [
    [
      [OCTOBER, "2010-04-01", "2024-07-31"],
      [OCTOBER, "2024-08-02", null],
    ],
    ["2010-04-01 2024-07-31", "2024-08-02 －"],
    ["2010-04 －"],
  ],
  "hired again with a month between": [
    [
      [OCTOBER, "2010-04-01", "2024-05-31"],
      [OCTOBER, "2024-07-01", "2024-09-30"],
    ],
    ["2010-04-01 2024-05-31", "2024-07-01 2024-09-30"],
    ["2010-04 2024-05", "2024-07 2024-09"],
  ],
  "hired twice in a row, then gone": [
    [
      [OCTOBER, "2010-04-01", "2024-03-31"],
      [OCTOBER, "2024-04-01", "2024-08-31"],
    ],
    ["2010-04-01 2024-08-31"],
    ["2010-04 2024-08"],
  ],
  // Nobody says when the first service ended: it never did.
  "hired again, nobody says since when away, then gone": [
    [
      [OCTOBER, "2010-04-01", null],
      [OCTOBER, "2024-08-01", "2024-09-30"],
    ],
    ["2010-04-01 2024-09-30"],
    ["2010-04 2024-09"],
  ],
  "back after a day, then gone": [
    [
      [OCTOBER, "2010-04-01", "2024-07-31"],
      [OCTOBER, "2024-08-02", "2024-09-30"],
    ],
    ["2010-04-01 2024-07-31", "2024-08-02 2024-09-30"],
    ["2010-04 2024-09"],
  ],
  "twice hired in one month, after months away": [
    [
      [OCTOBER, "2010-04-01", "2024-05-31"],
      [OCTOBER, "2024-08-01", "2024-08-09"],
      [OCTOBER, "2024-08-20", null],
    ],
    ["2010-04-01 2024-05-31", "2024-08-01 2024-08-09", "2024-08-20 －"],
    ["2010-04 2024-05", "2024-08 －"],
  ],
  // Others were hired between his two hirings.
  "away for years": [
    [
      [APRIL, "2005-04-01", "2009-03-31"],
      [APRIL, "2015-04-01", null],
    ],
    ["2005-04-01 2009-03-31", "2015-04-01 －"],
    ["2005-04 2009-03", "2015-04 －"],
  ],
};

const MODELS = ["intermediate.int_service_spells", "intermediate.int_overtime_service"];

// 職員名簿: 採用年月日 and 退職年月日 are the first and the last day of service.
test.each(Object.entries(CASES))("%s", async (title, [, days, months]) => {
  const {rows, close} = await modelsOn(MODELS, {
    "staging.stg_staff": {
      columns: "as_of_date date, staff_key varchar, hired_on date, left_on date",
      rows: Object.entries(CASES).flatMap(([key, [hirings]]) =>
        hirings.map(([day, hired, left]) => `'${day}', '${key}', '${hired}', ${left ? `'${left}'` : "null"}`),
      ),
    },
  });
  const spells = await rows(
    `select first_day::varchar as first_day, last_day::varchar as last_day from intermediate.int_service_spells
     where staff_key = '${title}' order by first_day`,
  );
  const month = (column: string) => `printf('%04d-%02d', ${column} // 12, ${column} % 12 + 1)`;
  const inMonths = await rows(
    `select ${month("first_month_index")} as first_month,
       case when last_month_index is not null then ${month("last_month_index")} end as last_month
     from intermediate.int_overtime_service where staff_key = '${title}' order by first_month`,
  );
  close();
  expect(lines(spells)).toEqual(days);
  expect(lines(inMonths)).toEqual(months);
});
