import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

// 年次休暇の取得状況: who is in service on 1 April and stays until the quarter's end, each person once, in the bureau of that day.
test("whose leave is averaged", async () => {
  const row = (
    key: string,
    bureau: string,
    hired: string,
    left: string,
    isInService: boolean,
    rest = "'事務', 'regular'",
  ) =>
    `'2024-04-01', '${key}', '${bureau}', '${hired}', ${left ? `'${left}'` : "null"}, ${isInService}, ${rest}`;
  const {rows, close} = await modelsOn(["intermediate.int_service_spells", "intermediate.int_leave_staff"], {
    "staging.stg_staff": {
      columns:
        "as_of_date date, staff_key varchar, bureau_code varchar, hired_on date, left_on date, is_in_service boolean, occupation varchar, employment_type varchar",
      rows: [
        row("stays", "1010", "2010-04-01", "", true),
        row("hired on the day", "1010", "2024-04-01", "", true),
        row("left the day before", "1010", "2010-04-01", "2024-03-31", false),
        // Hired again without a day between: the roster of April has either hiring, in another bureau.
        row("hired again", "1020", "2010-04-01", "2024-02-29", false),
        row("hired again", "1010", "2024-03-01", "", true),
        row("leaves in June", "1010", "2010-04-01", "2024-06-29", true),
        row("leaves at the end of June", "1010", "2010-04-01", "2024-06-30", true),
        row("teacher", "1010", "2010-04-01", "", true, "'教員', 'regular'"),
        row("appointee", "1010", "2010-04-01", "", true, "'事務', 'fiscal_year_appointee'"),
        row("of an unknown bureau", "9999", "2010-04-01", "", true),
      ],
    },
    "intermediate.int_bureaus_today": {
      columns: "bureau_code varchar, today_code varchar",
      rows: ["'1010', '1011'", "'1020', '1020'"],
    },
    "intermediate.int_loaded_quarters": {
      columns: "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
      rows: [
        "'leave', 2024, 1, '2024-04-01', '2024-06-30'",
        "'leave', 2023, 1, '2023-04-01', '2023-06-30'",
        "'overtime', 2024, 2, '2024-04-01', '2024-09-30'",
      ],
    },
  });
  const found = await rows(
    "select fiscal_year, quarter, staff_key, bureau_code from intermediate.int_leave_staff order by all",
  );
  close();
  expect(lines(found)).toEqual([
    "2024 1 hired again 1011",
    "2024 1 hired on the day 1011",
    "2024 1 leaves at the end of June 1011",
    "2024 1 stays 1011",
  ]);
});
