import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const MEASURED = [
  ...["states staff 在職区分", "exams staff 採用区分"],
  ...["granted leave 付与日数", "departments overtime 所属名"],
  ...["length parental_leave 休暇日数（または休業開始日と休業終了日）", "born parental_leave 子の生年月日"],
];

test.each([
  ["no such column", "null", MEASURED],
  ["each of them", "'ある'", []],
])("an indicator awaits the columns that it measures by, with %s in the files", async (_, cell, expected) => {
  const {rows, close} = await modelsOn(["intermediate.int_awaited_columns"], {
    "catalog.kpi_measure_populations": {
      columns: "kpi_id varchar, population_id varchar",
      rows: ["states", "exams", "others"].map((id) => `'${id}', 'of ${id}'`),
    },
    "intermediate.int_population_conditions": {
      columns: "population_id varchar, attribute varchar",
      rows: [
        ...["'of states', 'state'", "'of states', 'state'", "'of exams', 'exam'"],
        ...["'of others', 'occupation'", "'of nobody', 'exam'"],
      ],
    },
    "catalog.kpi_measure_sides": {
      columns: "kpi_id varchar, source varchar, field varchar, worked_department varchar",
      rows: [
        ...["'granted', 'leave', 'granted_days', null", "'taken', 'leave', 'taken_days', null"],
        ...[
          "'departments', 'overtime', 'worked_minutes', '庶務課'",
          "'hours', 'overtime', 'worked_minutes', null",
        ],
        ...["length", "born", "plain"].map(
          (id, place) => `'${id}', 'parental_leave', '${["days", "people_by_birth", "people"][place]}', null`,
        ),
      ],
    },
    "raw.staff": {columns: "service_state varchar, exam_category varchar", rows: [`${cell}, ${cell}`]},
    "raw.leave": {columns: "granted_days varchar", rows: [cell]},
    "staging.stg_overtime": {columns: "worked_department varchar", rows: [cell]},
    "raw.parental_leave": {
      columns: "child_born_on varchar, leave_from varchar, leave_to varchar, leave_days_e4 varchar",
      rows: [`${cell}, null, null, ${cell}`],
    },
  });
  const found = await rows("select kpi_id, source, heading from intermediate.int_awaited_columns");
  close();
  expect(lines(found).sort()).toEqual(expected.toSorted());
});

test("one column that came is no other", async () => {
  const {rows, close} = await modelsOn(["intermediate.int_awaited_columns"], {
    "catalog.kpi_measure_populations": {
      columns: "kpi_id varchar, population_id varchar",
      rows: ["'both', 'of both'"],
    },
    "intermediate.int_population_conditions": {
      columns: "population_id varchar, attribute varchar",
      rows: ["'of both', 'state'", "'of both', 'exam'"],
    },
    "catalog.kpi_measure_sides": {
      columns: "kpi_id varchar, source varchar, field varchar, worked_department varchar",
      rows: [],
    },
    "raw.staff": {columns: "service_state varchar, exam_category varchar", rows: ["'在職', null"]},
    "raw.leave": {columns: "granted_days varchar", rows: []},
    "staging.stg_overtime": {columns: "worked_department varchar", rows: []},
    "raw.parental_leave": {
      columns: "child_born_on varchar, leave_from varchar, leave_to varchar, leave_days_e4 varchar",
      rows: [],
    },
  });
  const found = await rows("select kpi_id, source, heading from intermediate.int_awaited_columns");
  close();
  expect(lines(found)).toEqual(["both staff 採用区分"]);
});
