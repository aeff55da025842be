import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const SHARED = ["appointing_authority", "occupation", "employment_type", "grade", "sex"];

/** A person on the roster of that day, alike in all that is not told. */
function person(key: string, {hired = "2010-04-01", state = "on duty", exam = ""} = {}): string {
  const shared = SHARED.map((column) => `'${column}'`).join(", ");
  return `'2024-04-01', '${key}', '${hired}', '10', ${shared}, false, true, '${state}', '${exam}'`;
}

test("each hiring of a person has the one kind of staff that it is, by its own tags, state and examination", async () => {
  const {rows, close} = await modelsOn(
    ["intermediate.int_staff_profiles", "intermediate.int_roster_profiles"],
    {
      "staging.stg_staff": {
        columns: `as_of_date date, staff_key varchar, hired_on date, bureau_code varchar, ${SHARED.map((column) => `${column} varchar`).join(", ")},
          is_manager boolean, is_in_service boolean, service_state varchar, exam_category varchar`,
        rows: [
          person("tagged"),
          person("tagged", {hired: "2020-04-01", exam: "lower"}),
          person("plain"),
          person("on leave", {state: "on leave"}),
          person("examined", {exam: "upper"}),
        ],
      },
      "intermediate.int_bureaus_today": {
        columns: "bureau_code varchar, today_code varchar",
        rows: ["'10', '11'"],
      },
      "intermediate.int_roster_tags": {
        columns: "as_of_date date, staff_key varchar, hired_on date, tags varchar",
        rows: [
          "'2024-04-01', 'tagged', '2010-04-01', 'head office'",
          "'2023-04-01', 'plain', '2010-04-01', 'head office'",
        ],
      },
    },
  );
  const kinds = await rows(
    "select bureau_code, service_state, exam_category, tags from intermediate.int_staff_profiles order by all",
  );
  const people = await rows(
    `select staff_key, hired_on::varchar as hired_on, service_state, exam_category, tags
     from intermediate.int_roster_profiles inner join intermediate.int_staff_profiles using (profile_id) order by all`,
  );
  close();
  expect(lines(kinds)).toEqual([
    "11 on duty  ",
    "11 on duty  head office",
    "11 on duty lower ",
    "11 on duty upper ",
    "11 on leave  ",
  ]);
  expect(lines(people)).toEqual([
    "examined 2010-04-01 on duty upper ",
    "on leave 2010-04-01 on leave  ",
    "plain 2010-04-01 on duty  ",
    "tagged 2010-04-01 on duty  head office",
    "tagged 2020-04-01 on duty lower ",
  ]);
});
