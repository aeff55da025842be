import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type HandMade, modelsOn} from "./models-on.ts";

/*
 * A tree of which 課 are shown (city/units.csv): 給与係 lay in 人事課 until the roster of April 2023 and lies in 財政課 since
 * that of April 2024. 総務部 stands above both, 分室 is on the list of bureaus alone.
 */
const UNIT_BUREAUS: HandMade = {
  columns: "unit_code varchar, bureau_code varchar, valid_from date, valid_to date, is_above boolean",
  rows: [
    "'給与係', '財政課', '2024-04-01', null, false",
    "'給与係', '人事課', '2010-04-01', '2023-04-01', false",
    "'人事課', '人事課', '2010-04-01', null, false",
    "'財政課', '財政課', '2010-04-01', '2030-03-31', false",
    "'総務部', '総務部', '2010-04-01', null, true",
    // Shown as itself until its division was made.
    "'学校係', '学校係', '2010-04-01', '2021-03-31', false",
    "'学校係', '学校課', '2021-04-01', null, false",
  ],
};

const LISTED: HandMade = {
  columns:
    "bureau_code varchar, bureau_name varchar, other_names varchar, appointing_authority_group varchar, valid_from date, valid_to date, successor_code varchar, display_order integer",
  rows: ["給与係", "人事課", "財政課", "総務部", "学校係", "分室"].map(
    (name) => `'${name}', '${name}の名', '${name}の別名', '市長', '2000-04-01', '2040-03-31', null, 1`,
  ),
};

async function on(models: string[], tables: Record<string, HandMade>, sql: string): Promise<string[]> {
  const {rows, close} = await modelsOn(models, {"catalog.unit_bureaus": UNIT_BUREAUS, ...tables});
  const found = await rows(sql);
  close();
  return lines(found);
}

test("a unit is shown in each of its bureaus while it lies there, and itself as long as the list says where no tree has it", async () => {
  const columns = "unit_code, unit_name, other_names, bureau_code, valid_from::varchar, valid_to::varchar";
  const sql = `select ${columns} from staging.stg_units order by all`;
  const named = (unit: string) => `${unit} ${unit}の名 ${unit}の別名`;
  expect(await on(["staging.stg_units"], {"raw.bureaus": LISTED}, sql)).toEqual(
    [
      `${named("人事課")} 人事課 2010-04-01 －`,
      `${named("分室")} 分室 2000-04-01 2040-03-31`,
      `${named("学校係")} 学校係 2010-04-01 2021-03-31`,
      `${named("学校係")} 学校課 2021-04-01 －`,
      `${named("給与係")} 人事課 2010-04-01 2023-04-01`,
      `${named("給与係")} 財政課 2024-04-01 －`,
      `${named("総務部")} 総務部 2010-04-01 －`,
      `${named("財政課")} 財政課 2010-04-01 2030-03-31`,
    ].sort(),
  );
});

test("bureaus are those that were ever shown as themselves, and those that no tree has", async () => {
  const sql = "select bureau_code from staging.stg_bureaus order by all";
  expect(await on(["staging.stg_bureaus"], {"raw.bureaus": LISTED}, sql)).toEqual(
    ["人事課", "分室", "学校係", "総務部", "財政課"].sort(),
  );
});

test("a device is of the bureau that its unit was in last, or of its unit where no tree has it", async () => {
  const found = await on(
    ["staging.stg_telework_devices"],
    {
      "raw.telework_devices": {
        columns:
          "device_id varchar, bureau_code varchar, deployed_on date, returned_on date, repair_from date, repair_to date",
        rows: ["給与係", "人事課", "分室"].map(
          (unit) => `'${unit}の', '${unit}', '2020-04-01', null, null, null`,
        ),
      },
    },
    "select device_id, bureau_code from staging.stg_telework_devices order by all",
  );
  expect(found).toEqual(["人事課の 人事課", "分室の 分室", "給与係の 財政課"].sort());
});

const ROSTER = {
  columns:
    "as_of_date date, staff_key varchar, hired_on date, bureau_code varchar, department_name varchar, appointing_authority varchar, grade varchar, occupation varchar, sex varchar, employment_type varchar, weekly_minutes integer, manager_kind varchar, left_on date, service_state varchar, exam_category varchar",
  rows: (people: string[]) =>
    people.map((line) => {
      const [day, key, unit, department = "本庁舎"] = line.split(" ");
      return `'${day}', '${key}', '2010-04-01', '${unit}', '${department}', '市長', '一般', '事務', '男', '正規', 2325, 'other', null, null, null`;
    }),
};

const roster = (...people: string[]): HandMade => ({...ROSTER, rows: ROSTER.rows(people)});

test("a person is of the bureau that the unit lay in on the day of the roster, its first and its last among them", async () => {
  const found = await on(
    ["staging.stg_staff"],
    {
      "raw.staff": roster(
        ...["2010-04-01", "2023-04-01", "2023-10-01", "2024-04-01"].map((day) => `${day} one 給与係`),
        "2023-04-01 other 分室",
      ),
    },
    "select as_of_date::varchar as day, staff_key, bureau_code from staging.stg_staff order by all",
  );
  expect(found).toEqual([
    "2010-04-01 one 人事課",
    "2023-04-01 one 人事課",
    "2023-04-01 other 分室",
    // In no bureau of the tree that day.
    "2023-10-01 one 給与係",
    "2024-04-01 one 財政課",
  ]);
});

test("units above are no bureaus where nobody stands in them; those below are bureaus with nobody, too", async () => {
  const found = await on(
    ["intermediate.int_empty_units"],
    {
      "catalog.unit_bureaus": {
        ...UNIT_BUREAUS,
        rows: [
          ...UNIT_BUREAUS.rows,
          "'局', '局', '2010-04-01', null, true",
          // Above the shown level until a division was made of it.
          "'室', '室', '2010-04-01', '2020-03-31', true",
          "'室', '室', '2020-04-01', null, false",
        ],
      },
      "staging.stg_staff": {columns: "bureau_code varchar", rows: ["'総務部'", "'人事課'"]},
    },
    "select unit_code from intermediate.int_empty_units order by all",
  );
  expect(found).toEqual(["局"]);
});

const ANCESTORS: HandMade = {
  columns: "unit_code varchar, within_code varchar, valid_from date, valid_to date",
  rows: [
    "'給与係', '人事課', '2010-04-01', '2023-04-01'",
    "'給与係', '財政課', '2024-04-01', null",
    "'給与係', '総務部', '2010-04-01', null",
    "'人事課', '総務部', '2010-04-01', null",
    "'財政課', '総務部', '2010-04-01', null",
  ],
};

test("a unit lies in itself and in what stood above it on the day, from the first day to the last", async () => {
  const found = await on(
    ["intermediate.int_unit_codes"],
    {
      "raw.staff": roster(
        ...["2023-04-01", "2023-10-01", "2024-04-01"].flatMap((day) => [
          `${day} one 給与係`,
          `${day} two 給与係`,
        ]),
        "2010-04-01 one 人事課",
        "2010-03-31 one 人事課",
      ),
      "catalog.unit_ancestors": {
        ...ANCESTORS,
        // A tree may say of a unit that it lies in itself.
        rows: [...ANCESTORS.rows, "'人事課', '人事課', '2010-04-01', null"],
      },
    },
    "select as_of_date::varchar as day, unit_code, within_code from intermediate.int_unit_codes order by all",
  );
  expect(found).toEqual(
    [
      ...["給与係", "人事課", "総務部"].map((within) => `2023-04-01 給与係 ${within}`),
      ...["給与係", "総務部"].map((within) => `2023-10-01 給与係 ${within}`),
      ...["給与係", "財政課", "総務部"].map((within) => `2024-04-01 給与係 ${within}`),
      ...["人事課", "総務部"].map((within) => `2010-04-01 人事課 ${within}`),
      "2010-03-31 人事課 人事課",
    ].sort(),
  );
});

// city/unit-tags.csv: a tag of a unit is that of all below it, of a department wherever it is, in its time.
test("a person has the tags, units and departments that populations ask for, on the day of the roster", async () => {
  const found = await on(
    ["intermediate.int_unit_codes", "intermediate.int_roster_tags"],
    {
      "raw.staff": roster(
        "2023-04-01 pay 給与係",
        "2024-04-01 pay 給与係",
        "2024-04-01 desk 財政課 庶務",
        "2024-04-01 other 分室",
        // Somebody of the same unit twice: hired twice.
        "2024-04-01 desk 財政課 庶務",
      ),
      "catalog.unit_ancestors": ANCESTORS,
      "catalog.population_conditions": {
        columns: "attribute varchar, value varchar",
        rows: [
          "'tag', '本庁'",
          "'tag', '窓口'",
          "'tag', '昔'",
          "'tag', '新'",
          // Of the same word, and one that no row has; what is told of a person is none of a unit.
          ...[
            "'unit', '本庁'",
            "'unit', '財政課'",
            "'unit', '財政課'",
            "'department', '庶務'",
            "'sex', '窓口'",
          ],
        ],
      },
      "catalog.unit_tags": {
        columns: "tag varchar, bureau_code varchar, department_name varchar, valid_from date, valid_to date",
        rows: [
          "'本庁', '総務部', null, '2024-04-01', null",
          "'本庁', '人事課', null, '2010-04-01', '2023-04-01'",
          "'窓口', null, '庶務', '2010-04-01', null",
          "'窓口', '分室', '庶務', '2010-04-01', null",
          "'新', '総務部', null, '2024-04-02', null",
          "'昔', '分室', null, '2010-04-01', '2024-03-31'",
          "'だれも聞かない', '分室', null, '2010-04-01', null",
        ],
      },
    },
    "select as_of_date::varchar as day, staff_key, hired_on::varchar, tags from intermediate.int_roster_tags order by all",
  );
  expect(found).toEqual([
    "2023-04-01 pay 2010-04-01 |tag:本庁|",
    "2024-04-01 desk 2010-04-01 |department:庶務|tag:本庁|tag:窓口|unit:財政課|",
    "2024-04-01 pay 2010-04-01 |tag:本庁|unit:財政課|",
  ]);
});
