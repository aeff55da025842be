import {expect, test} from "vitest";
import {modelsOn} from "./models-on.ts";

/** Title → day of hiring, day of leaving, whether in service on the roster's day, 1 April 2024. */
const CASES: [title: string, hired: string, left: string | null, isInService: boolean][] = [
  ["long in service", "2010-04-01", null, true],
  ["hired on the day", "2024-04-01", null, true],
  // Taken in before rosters had the rule that nobody is hired after their day.
  ["hired the day after", "2024-04-02", null, false],
  ["leaves on the day", "2010-04-01", "2024-04-01", true],
  ["left the day before", "2010-04-01", "2024-03-31", false],
  ["leaves later", "2010-04-01", "2024-09-30", true],
];

// 職員名簿: the days of hiring and of leaving (採用年月日, 退職年月日) are the first and the last day of service.
test.each(CASES)("%s: in service or not", async (title, _hired, _left, isInService) => {
  const {rows, close} = await modelsOn(["staging.stg_staff"], {
    "raw.staff": {
      columns:
        "as_of_date date, staff_key varchar, bureau_code varchar, appointing_authority varchar, grade varchar, occupation varchar, sex varchar, employment_type varchar, weekly_minutes integer, manager_kind varchar, hired_on date, left_on date",
      rows: CASES.map(
        ([key, hired, left]) =>
          `'2024-04-01', '${key}', '1010', '市長', 'staff', '事務', 'female', 'regular', 2325, 'non_manager', '${hired}', ${left ? `'${left}'` : "null"}`,
      ),
    },
  });
  const found = await rows(`select is_in_service from staging.stg_staff where staff_key = '${title}'`);
  close();
  expect(found).toEqual([{is_in_service: isInService}]);
});
