import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

// 年次休暇の取得状況: who is in service on 1 April and stays until the quarter's end, each person once, in the bureau of that day.
test("whose leave is averaged", async () => {
  const {rows, close} = await modelsOn(["intermediate.int_service_spells", "intermediate.int_leave_staff"], {
    "staging.stg_staff": {
      columns: "staff_key varchar, hired_on date, left_on date, as_of_date date",
      rows: [
        "'stays', '2010-04-01', null, '2024-04-01'",
        "'hired on the day', '2024-04-01', null, '2024-04-01'",
        // Hired again without a day between: the roster of April has either hiring.
        "'hired again', '2010-04-01', '2024-02-29', '2024-04-01'",
        "'hired again', '2024-03-01', null, '2024-04-01'",
        "'leaves in June', '2010-04-01', '2024-06-29', '2024-04-01'",
        "'leaves at the end of June', '2010-04-01', '2024-06-30', '2024-04-01'",
        "'teacher', '2010-04-01', null, '2024-04-01'",
      ],
    },
    "intermediate.int_population_members": {
      columns: "population_id varchar, as_of_date date, staff_key varchar, bureau_code varchar",
      rows: [
        ...["stays", "hired on the day", "hired again", "leaves in June", "leaves at the end of June"].map(
          (key) => `'annual_leave', '2024-04-01', '${key}', '1011'`,
        ),
        "'women', '2024-04-01', 'teacher', '1011'",
        "'annual_leave', '2025-04-01', 'teacher', '1011'",
      ],
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
