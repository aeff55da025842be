import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

// 職員名簿: 採用年月日 and 退職年月日, as the latest roster tells them.
test("who came is of the kind of the first roster, who went of that of the last, on the day told last", async () => {
  const rosters: [day: string, who: string, left: string, profile: number][] = [
    ["2024-04-01", "put off", "'2024-06-30'", 1],
    ["2024-10-01", "put off", "'2024-09-30'", 2],
    ["2024-04-01", "brought forward", "'2024-09-30'", 1],
    ["2024-10-01", "brought forward", "'2024-06-30'", 2],
    ["2024-04-01", "stays", "null", 3],
  ];
  const {rows, close} = await modelsOn(["intermediate.int_measure_arrivals"], {
    "staging.stg_staff": {
      columns: "as_of_date date, staff_key varchar, hired_on date, left_on date",
      rows: rosters.map(([day, who, left]) => `'${day}', '${who}', '2010-04-01', ${left}`),
    },
    "intermediate.int_roster_profiles": {
      columns: "as_of_date date, staff_key varchar, hired_on date, profile_id integer, is_manager boolean",
      rows: rosters.map(([day, who, _, profile]) => `'${day}', '${who}', '2010-04-01', ${profile}, false`),
    },
  });
  const found = await rows(
    "select people, staff_key, moved_on, profile_id from intermediate.int_measure_arrivals order by staff_key, people",
  );
  close();
  expect(lines(found)).toEqual([
    "hired brought forward 2010-04-01 1",
    "left brought forward 2024-06-30 2",
    "hired put off 2010-04-01 1",
    "left put off 2024-09-30 2",
    "hired stays 2010-04-01 3",
    "left stays － 3",
  ]);
});
