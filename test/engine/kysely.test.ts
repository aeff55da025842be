import {expect, test} from "vitest";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {UserError} from "../../schemas/errors.ts";

test.each([
  ["a mart", "select 1"],
  ["a column", "create schema marts; create table marts.dim_kpis (name integer)"],
])("a release of a program that did not know %s is told in words", async (_, laid) => {
  const release = await openWritable(":memory:");
  await release.run(laid);
  const asked = typedMarts(release).selectFrom("marts.dim_kpis").select("kpi_id").execute();
  await expect(asked).rejects.toThrow(UserError);
  await expect(asked).rejects.toThrow("npx kaikaku run");
  release.close();
});
