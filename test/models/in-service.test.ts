import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {NO_TREE} from "./no-tree.ts";

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

const COLUMNS =
  "as_of_date date, staff_key varchar, bureau_code varchar, appointing_authority varchar, grade varchar, occupation varchar, sex varchar, employment_type varchar, weekly_minutes integer, manager_kind varchar, hired_on date, left_on date, service_state varchar, exam_category varchar";

function rosterRow(...[day, key, hired, left]: [string, string, string, string | null]): string {
  return `'${day}', '${key}', '1010', '市長', 'staff', '事務', 'female', 'regular', 2325, 'non_manager', '${hired}', ${left ? `'${left}'` : "null"}, null, null`;
}

// 職員名簿: the days of hiring and of leaving (採用年月日, 退職年月日) are the first and the last day of service.
test.each(CASES)("%s: in service or not", async (title, _hired, _left, isInService) => {
  const {rows, close} = await modelsOn(["staging.stg_staff"], {
    ...NO_TREE,
    "raw.staff": {
      columns: COLUMNS,
      rows: CASES.map(([key, hired, left]) => rosterRow("2024-04-01", key, hired, left)),
    },
  });
  const found = await rows(`select is_in_service from staging.stg_staff where staff_key = '${title}'`);
  close();
  expect(found).toEqual([{is_in_service: isInService}]);
});

// Who left and came back has a row of either hiring on a roster.
test("a manager is told by the kind of manager, on each hiring's row", async () => {
  const {rows, close} = await modelsOn(["staging.stg_staff"], {
    ...NO_TREE,
    "raw.staff": {
      columns: COLUMNS,
      rows: [
        rosterRow("2024-10-01", "came back", "2010-04-01", "2024-05-31").replace("non_manager", "manager"),
        rosterRow("2024-10-01", "came back", "2024-08-01", null),
        rosterRow("2024-10-01", "another", "2015-04-01", null),
      ],
    },
  });
  const found = await rows(
    `select as_of_date::varchar as day, staff_key, hired_on::varchar as hired, is_manager
     from staging.stg_staff order by all`,
  );
  close();
  expect(lines(found)).toEqual([
    "2024-10-01 another 2015-04-01 false",
    "2024-10-01 came back 2010-04-01 true",
    "2024-10-01 came back 2024-08-01 false",
  ]);
});
