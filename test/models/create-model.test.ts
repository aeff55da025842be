import {expect, test} from "vitest";
import {createModel} from "../../pipelines/build/create-model.ts";
import {openWritable} from "../../pipelines/engine/open.ts";

test("a model that cannot be built is told by its file, with what the engine misses", async () => {
  const warehouse = await openWritable(":memory:");
  const model = {
    name: "metrics.kpi_lost_property",
    schema: "metrics",
    text: "select found from (select 1 as lost)",
    file: "sql/metrics/kpi_lost_property.sql",
    from: "program" as const,
    dependsOn: [],
    description: "",
  };
  await warehouse.run("create schema metrics");
  await expect(createModel(warehouse, model)).rejects.toThrow(
    /^sql\/metrics\/kpi_lost_property\.sql: .*"found" not found/,
  );
  warehouse.close();
});
