import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

type OnRoster = [day: string, key: string, hired: string, left: string | null, occupation?: string];

const ROSTERS: OnRoster[] = [
  ["2024-04-01", "stays", "2010-04-01", null],
  ["2024-10-01", "stays", "2010-04-01", null, "技術"],
  // Hired since: as the next roster has them, not as the one after.
  ["2025-04-01", "hired in May", "2024-05-15", null, "医師"],
  ["2024-10-01", "hired in May", "2024-05-15", null, "保健師"],
  ["2024-10-01", "hired on the day", "2024-06-01", null],
  ["2024-10-01", "hired the day after", "2024-06-02", null],
  ["2024-04-01", "left on the day", "2010-04-01", null],
  ["2024-10-01", "left on the day", "2010-04-01", "2024-06-01"],
  ["2024-04-01", "left the day before", "2010-04-01", null],
  ["2024-10-01", "left the day before", "2010-04-01", "2024-05-31"],
  // A leaving that was put off: the last word counts.
  ["2024-04-01", "leaves later", "2010-04-01", "2024-05-31"],
  ["2024-10-01", "leaves later", "2010-04-01", "2024-09-30"],
  // And one that was brought forward.
  ["2024-04-01", "leaves earlier", "2010-04-01", "2024-09-30"],
  ["2024-10-01", "leaves earlier", "2010-04-01", "2024-05-31"],
  // Away on the day, and back since.
  ["2024-04-01", "comes back", "2010-04-01", null],
  ["2024-10-01", "comes back", "2010-04-01", "2024-05-10"],
  ["2024-10-01", "comes back", "2024-07-01", null],
  // Nobody says when the first service ended: a person is one.
  ["2024-04-01", "hired again", "2010-04-01", null, "事務"],
  ["2024-04-01", "hired again", "2024-03-01", null, "運転手"],
];

// 障害者雇用促進法 施行令8条: the staff of 1 June.
test("who is in service on a day of report", async () => {
  const {rows, close} = await modelsOn(["restricted.disability_staff"], {
    "staging.stg_staff": {
      columns:
        "as_of_date date, staff_key varchar, hired_on date, left_on date, occupation varchar, appointing_authority varchar, weekly_minutes integer",
      rows: ROSTERS.map(
        ([day, key, hired, left, occupation = "事務"]) =>
          `'${day}', '${key}', '${hired}', ${left ? `'${left}'` : "null"}, '${occupation}', '市長', 2325`,
      ),
    },
    "raw.current_periods": {
      columns: "source varchar, period date",
      rows: [
        // Before any roster nobody is known; a report in two parts is one.
        ...["2023-06-01", "2024-06-01", "2024-06-01"].map((day) => `'disability', '${day}'`),
        "'staff', '2024-10-01'",
      ],
    },
  });
  const found = await rows(
    `select as_of_date::varchar as day, staff_key, hired_on::varchar as hired, occupation
     from restricted.disability_staff order by all`,
  );
  close();
  expect(lines(found)).toEqual([
    "2024-06-01 hired again 2024-03-01 運転手",
    "2024-06-01 hired in May 2024-05-15 保健師",
    "2024-06-01 hired on the day 2024-06-01 事務",
    "2024-06-01 leaves later 2010-04-01 事務",
    "2024-06-01 left on the day 2010-04-01 事務",
    "2024-06-01 stays 2010-04-01 事務",
  ]);
});
