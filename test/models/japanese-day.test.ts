import {expect, test} from "vitest";
import {functionDefinitions} from "../../pipelines/catalog/sql-files.ts";
import {openWritable} from "../../pipelines/engine/open.ts";

test("a file that comes at five in the morning in Japan comes that day, not the day before as in UTC", async () => {
  const engine = await openWritable(":memory:");
  await engine.run(functionDefinitions());
  const [row] = await engine.rows(
    `select japanese_day(timestamp '2024-10-07 20:00:00')::varchar as morning,
       japanese_day(timestamp '2024-10-07 14:59:59')::varchar as evening`,
  );
  engine.close();
  expect(row).toEqual({morning: "2024-10-08", evening: "2024-10-07"});
});
