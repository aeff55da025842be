import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const MODEL = "intermediate.int_measure_units";

/** Two levels of a tree that its units have had for some time, and the day of the roster. */
const [DAY, DAY_AFTER] = ["2024-04-01", "2024-04-02"];
const LEVELS = [
  // 1011 lies in 1010 on the level 課, on both the first and the last day of its time.
  `'課', '1011', '1010', date '${DAY}', date '${DAY}', false`,
  "'課', '1011', '1090', date '2010-04-01', date '2024-03-31', false",
  `'課', '1011', '1091', date '${DAY_AFTER}', null, false`,
  // 2000 stands above every 課.
  "'課', '2000', '2000', date '2010-04-01', null, true",
  // Another level, of no measure.
  "'部', '1011', '1000', date '2010-04-01', null, true",
];

/** Who → unit, department, first and last day. */
const STAFF = {
  "in a section": ["1011", "庶務係", "2010-04-01", null],
  "above the sections": ["2000", "庶務係", "2010-04-01", null],
  "of no tree": ["3000", null, "2010-04-01", null],
  "hired on the day": ["3000", "窓口", DAY, null],
  "hired after it": ["3000", "窓口", DAY_AFTER, null],
  "leaves on the day": ["3000", "窓口", "2010-04-01", DAY],
  "left the day before": ["3000", "窓口", "2010-04-01", "2024-03-31"],
} as const;

const text = (word: string | null) => (word === null ? "null" : `'${word}'`);

async function unitsFor(...levels: (string | null)[]): Promise<string[]> {
  const {rows, close} = await modelsOn([MODEL], {
    "catalog.kpi_measures": {
      columns: "kpi_id varchar, unit_level varchar",
      rows: levels.map((level, index) => `'kpi ${index}', ${text(level)}`),
    },
    "catalog.unit_levels": {
      columns:
        "level_name varchar, unit_code varchar, within_code varchar, valid_from date, valid_to date, is_above boolean",
      rows: LEVELS,
    },
    "raw.staff": {
      columns:
        "as_of_date date, staff_key varchar, bureau_code varchar, department_name varchar, hired_on date, left_on date",
      rows: Object.entries(STAFF).map(
        ([key, [unit, department, hired, left]]) =>
          `'${DAY}', '${key}', '${unit}', ${text(department)}, '${hired}', ${text(left)}`,
      ),
    },
  });
  const found = await rows(
    `select unit_level, staff_key, unit_code, is_above_bureaus from ${MODEL} order by unit_level, staff_key`,
  );
  close();
  return lines(found);
}

// Units of 課 (city/units.csv): as the tree is on the roster's day; people count who are in service on it.
test("everybody in service stands in one unit of the level that is counted, or in the lowest above", async () => {
  expect(await unitsFor("課")).toEqual([
    "課 above the sections 2000 true",
    "課 hired on the day 3000 false",
    "課 in a section 1010 false",
    "課 leaves on the day 3000 false",
    "課 of no tree 3000 false",
  ]);
});

// 所属名 is not unique in a city: it is one of its bureau.
test("a department is one of its bureau, whatever the tree", async () => {
  expect(await unitsFor("department")).toEqual([
    "department above the sections 2000|庶務係 false",
    "department hired on the day 3000|窓口 false",
    "department in a section 1011|庶務係 false",
    "department leaves on the day 3000|窓口 false",
    "department of no tree 3000| false",
  ]);
});

test("nobody stands anywhere for measures that count no units, and once for two that count the same", async () => {
  expect(await unitsFor(null)).toEqual([]);
  expect(await unitsFor("課", "課", null)).toEqual(await unitsFor("課"));
});
