import {expect, test} from "vitest";
import {createModel} from "../../pipelines/build/create-model.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {UserError} from "../../schemas/errors.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("a model that needs more memory than the engine may use says so, and what to do", async () => {
  const engine = await openWritable(":memory:", {
    memory_limit: "20MB",
    temp_directory: temporaryFolder(),
    max_temp_directory_size: "1MB",
  });
  try {
    const made = createModel(engine, {
      name: "large",
      schema: "metrics",
      text: "select range as number, hash(range) as mark from range(20_000_000) order by mark",
      file: "sql/metrics/large.sql",
      from: "program",
      description: "",
      dependsOn: [],
    });
    await expect(made).rejects.toThrow(UserError);
    await expect(made).rejects.toThrow(/sql\/metrics\/large\.sql: .*メモリーが足りません.*max_memory/);
  } finally {
    engine.close();
  }
});
