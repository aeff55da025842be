import {afterAll, beforeAll, expect, test} from "vitest";
import {type Marts, typedMarts} from "../../pipelines/engine/kysely.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";

let warehouse: Warehouse;
let marts: Marts;

beforeAll(async () => {
  warehouse = await openWritable(":memory:");
  await warehouse.run(
    "create schema marts; create table marts.dim_tasks as select '2-(1)-1' as task_no, '是正' as task_name, 'g' as task_group, 1 as display_order",
  );
  marts = typedMarts(warehouse);
});
afterAll(() => warehouse.close());

/** Never run: tsc refuses the project when one of these lines should compile after all. */
function wrongQuestions(): unknown[] {
  return [
    // @ts-expect-error no such relation
    marts.selectFrom("marts.dim_task"),
    // @ts-expect-error staging is in no release
    marts.selectFrom("staging.stg_staff"),
    // @ts-expect-error no such column
    marts.selectFrom("marts.dim_tasks").select("task_nr"),
    // @ts-expect-error a number is no text
    marts.selectFrom("marts.dim_tasks").selectAll().where("display_order", "=", "1"),
    // @ts-expect-error a status that there is not
    marts.selectFrom("marts.fct_scoreboard").selectAll().where("status", "=", "fine"),
    marts
      .selectFrom("marts.dim_kpis as kpis")
      // @ts-expect-error no such column on the joined side
      .innerJoin("marts.dim_tasks as tasks", "tasks.no", "kpis.task_no"),
  ];
}

test("a question over the marts answers with the types of their schemas", async () => {
  const [row] = await marts
    .selectFrom("marts.dim_tasks as tasks")
    .select(["tasks.task_no", "tasks.display_order"])
    .where("tasks.task_name", "=", "是正")
    .execute();
  const {task_no, display_order}: {task_no: string; display_order: number} = row ?? {
    task_no: "",
    display_order: 0,
  };
  expect([task_no, display_order]).toEqual(["2-(1)-1", 1]);
  expect(typeof wrongQuestions).toBe("function");
});

test("only reads", async () => {
  // The types allow no insert into a release's rows without all columns; the driver allows none at all.
  await expect(marts.transaction().execute(async () => 1)).rejects.toThrow("read only");
});
