import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** Rosters of April and October 2023; a man's bureau on each. */
const ROSTERS = [
  "'2023-04-01', 'moves', '1010', '2010-04-01'",
  "'2023-10-01', 'moves', '1020', '2010-04-01'",
  "'2023-04-01', 'has children in two years', '1010', '2010-04-01'",
  "'2023-10-01', 'has children in two years', '1020', '2010-04-01'",
  "'2023-04-01', 'moves that day', '1010', '2010-04-01'",
  "'2023-10-01', 'moves that day', '1020', '2010-04-01'",
  "'2024-04-01', 'moves that day', '1010', '2010-04-01'",
  "'2023-04-01', 'moves back', '1020', '2010-04-01'",
  "'2023-10-01', 'moves back', '1010', '2010-04-01'",
  // Left and came back: his first hiring was in another bureau.
  "'2023-04-01', 'came back', '1020', '2010-04-01'",
  "'2023-04-01', 'came back', '1010', '2023-02-01'",
  // On the earlier roster the hiring of that time is the last.
  "'2023-04-01', 'came back later', '1020', '2010-04-01'",
  "'2023-10-01', 'came back later', '1020', '2010-04-01'",
  "'2023-10-01', 'came back later', '1010', '2023-08-01'",
  "'2024-04-01', 'hired after', '1010', '2010-04-01'",
  "'2023-10-01', 'hired after', '1020', '2010-04-01'",
  "'2023-04-01', 'of an unknown bureau', '9999', '2010-04-01'",
  "'2024-04-01', 'hired after all', '1010', '2010-04-01'",
  "'2023-10-01', 'hired after all', '1020', '2010-04-01'",
  "'2024-10-01', 'hired after all', '1010', '2010-04-01'",
];

const EVENTS = [
  "'moves', 'male', 'spouse_gave_birth', '2023-05-10', 2023, 1",
  "'moves', 'male', 'first_take_up', '2023-11-01', 2023, 3",
  "'has children in two years', 'male', 'spouse_gave_birth', '2023-05-10', 2023, 1",
  "'has children in two years', 'male', 'spouse_gave_birth', '2024-05-10', 2024, 1",
  "'moves that day', 'male', 'first_take_up', '2023-10-01', 2023, 3",
  "'moves back', 'male', 'spouse_gave_birth', '2024-05-10', 2024, 1",
  "'came back', 'male', 'spouse_gave_birth', '2023-05-10', 2023, 1",
  "'came back later', 'male', 'spouse_gave_birth', '2023-05-10', 2023, 1",
  "'came back later', 'male', 'first_take_up', '2024-05-10', 2024, 1",
  "'hired after', 'male', 'spouse_gave_birth', '2023-05-10', 2023, 1",
  "'of an unknown bureau', 'male', 'spouse_gave_birth', '2023-05-10', 2023, 1",
  "'hired after all', 'male', 'spouse_gave_birth', '2023-05-10', 2023, 1",
  "'a mother', 'female', 'gave_birth', '2023-05-10', 2023, 1",
  "'on no roster', 'male', 'spouse_gave_birth', '2023-05-10', 2023, 1",
];

let city: Awaited<ReturnType<typeof modelsOn>>;
beforeAll(async () => {
  city = await modelsOn(["intermediate.int_parental_events_to_date"], {
    "staging.stg_staff": {
      columns: "as_of_date date, staff_key varchar, bureau_code varchar, hired_on date",
      rows: ROSTERS,
    },
    "staging.stg_parental_leave": {
      columns:
        "staff_key varchar, sex varchar, event varchar, event_date date, fiscal_year integer, quarter integer",
      rows: EVENTS,
    },
    "catalog.population_conditions": {
      columns: "population_id varchar, attribute varchar, value varchar",
      rows: [
        "'fathers', 'sex', 'male'",
        // No sex, whatever the word.
        "'fathers', 'occupation', 'female'",
        "'women', 'sex', 'female'",
      ],
    },
    "intermediate.int_bureaus_today": {
      columns: "bureau_code varchar, today_code varchar",
      rows: ["'1010', '1010'", "'1020', '1020'"],
    },
    "intermediate.int_loaded_quarters": {
      columns: "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
      rows: [
        "'parental_leave', 2023, 1, '2023-04-01', '2023-06-30'",
        "'parental_leave', 2023, 4, '2023-04-01', '2024-03-31'",
        // Another file's quarter is none of births and leave.
        "'leave', 2023, 2, '2023-04-01', '2023-09-30'",
        "'parental_leave', 2024, 1, '2024-04-01', '2024-06-30'",
      ],
    },
  });
});
afterAll(() => city.close());

// 育児休業の取得率: a man counts where he was at the first event of the year, and in the city also where no roster has him.
test("men with a birth, by quarter and bureau", async () => {
  const found = await city.rows(
    `select staff_key, fiscal_year, quarter, bureau_code, had_birth, took_leave
     from intermediate.int_parental_events_to_date order by all`,
  );
  expect(lines(found)).toEqual([
    "came back 2023 1 1010 1 0",
    "came back 2023 4 1010 1 0",
    "came back later 2023 1 1020 1 0",
    "came back later 2023 4 1020 1 0",
    "came back later 2024 1 1010 0 1",
    "has children in two years 2023 1 1010 1 0",
    "has children in two years 2023 4 1010 1 0",
    "has children in two years 2024 1 1020 1 0",
    "hired after 2023 1 1020 1 0",
    "hired after 2023 4 1020 1 0",
    "hired after all 2023 1 1020 1 0",
    "hired after all 2023 4 1020 1 0",
    "moves 2023 1 1010 1 0",
    "moves 2023 4 1010 1 1",
    "moves back 2024 1 1010 1 0",
    // The roster of the day itself is on or before it.
    "moves that day 2023 4 1020 0 1",
    "of an unknown bureau 2023 1 － 1 0",
    "of an unknown bureau 2023 4 － 1 0",
    "on no roster 2023 1 － 1 0",
    "on no roster 2023 4 － 1 0",
  ]);
});
