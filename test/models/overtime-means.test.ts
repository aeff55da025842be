import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine, type TinyCity} from "./tiny-city.ts";

const APRIL = "2021-04-01";
const NEXT = "2022-04-01";
const MONTHS = ["04", "05", "06", "07", "08", "09", "10", "11", "12"].map((month) => `2021-${month}`);

let city: TinyCity;
beforeAll(async () => {
  city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [
      HEADINGS.staff,
      ...[APRIL, NEXT].flatMap((day) => [
        rosterLine({day, person: "000001"}),
        rosterLine({day, person: "000002", bureau: "2040", authority: "教育委員会"}),
        rosterLine({day, person: "000003", isManager: true}),
        rosterLine({day, person: "000004", occupation: "教員"}),
        rosterLine({day, person: "000005", employment: "会計年度任用"}),
      ]),
      // In service no more on 1 April.
      rosterLine({day: APRIL, person: "000006", left: "2021-03-31"}),
      // Hired in October: the hours count, the person is none of 1 April.
      rosterLine({day: "2021-10-01", person: "000007", hired: "2021-10-01"}),
      rosterLine({day: NEXT, person: "000007", hired: "2021-10-01"}),
    ].join("\n"),
    "時間外.csv": [
      HEADINGS.overtime,
      ...[...MONTHS, "2022-01", "2022-02", "2022-03"].map((month) => `000001,${month},平日時間外,通常,10:00`),
      ...["000001,2021-06,平日時間外,災害対応,5:00", "000001,2021-10,週休日勤務,選挙事務,3:00"],
      // Work on public holidays is no overtime of the yearly report.
      "000001,2021-08,休日勤務,通常,8:00",
      ...["000002,2021-04,平日時間外,感染症対応,20:00", "000003,2021-04,平日時間外,通常,30:00"],
      ...["000004,2021-04,平日時間外,通常,40:00", "000005,2021-04,平日時間外,通常,50:00"],
      "000007,2021-11,平日時間外,通常,4:00",
      "000001,2022-04,平日時間外,通常,9:00",
    ].join("\n"),
  });
});
afterAll(() => city?.close());

// 年次報告: hours of all staff but managers, teachers and 会計年度任用職員 over those in service on 1 April. By hand: 120 + 5 + 3
// hours of the first, 20 of the second, 4 of the newly hired = 152; 8 of them are disaster and election work.
test("mean hours of the year with all causes, and without disaster and election work", async () => {
  const rows = await city.rows(
    "select fiscal_year, cause_set, staff_count, total_minutes, mean_hours from marts.fct_overtime_means order by 2",
  );
  expect(lines(rows)).toEqual([
    `2021 all 2 ${152 * 60} 76`,
    `2021 without_disaster_election 2 ${144 * 60} 72`,
  ]);
});

test("mean hours of each month, over the same people", async () => {
  const rows = await city.rows(
    `select fiscal_year, strftime(month, '%Y-%m') as month, staff_count, total_minutes / 60 as hours, mean_hours
     from marts.fct_overtime_monthly_means order by month`,
  );
  const hours = [30, 10, 15, 10, 10, 10, 13, 14, 10, 10, 10, 10];
  expect(lines(rows)).toEqual([
    ...[...MONTHS, "2022-01", "2022-02", "2022-03"].map(
      (month, index) => `2021 ${month} 2 ${hours[index]} ${(hours[index] ?? 0) / 2}`,
    ),
    // A year that has only begun: its months are there, over three people now.
    "2022 2022-04 3 9 3",
  ]);
});

test("people whose overtime is counted, by scope", async () => {
  const rows = await city.rows(
    "select fiscal_year, scope_id, staff_count from intermediate.int_overtime_eligible_staff order by 1, 2",
  );
  expect(lines(rows)).toEqual([
    // The analysis counts managers, the mayor's office only its own.
    ...["2021 all_authorities 2", "2021 analysis 3", "2021 mayors_office 1", "2021 programme 2"],
    ...["2022 all_authorities 3", "2022 analysis 4", "2022 mayors_office 2", "2022 programme 3"],
  ]);
});
