import {readdirSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {transform} from "../../pipelines/build/transform.ts";
import {PROJECT} from "../../pipelines/catalog/sql-files.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {qualified} from "../../pipelines/engine/quoted.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {cityHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {otherwiseElsewhere} from "./typed-sql.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const IDENTITY = {releaseId: "2026-01-08-000000", createdOn: "2026-01-08"};

async function planOf(engine: Warehouse, text: string): Promise<unknown> {
  const [row] = await engine.rows("select json_serialize_plan($1::varchar)::varchar as plan", [text]);
  const plan = JSON.parse(String(row?.plan));
  if (plan.error !== false) throw new Error(plan.error_message);
  return plan;
}

test.each(readdirSync(join(PROJECT, "data/cities")))(
  "in no model of %s are days taken from days, and no column is wider than a whole number of 64 bits",
  async (template) => {
    const home = cityHome(temporaryFolder(), template);
    (await openLedger(home)).close();
    const {warehouse, models} = await transform(home, IDENTITY, SILENT);
    try {
      const found: string[] = [];
      for (const {name, file} of models)
        for (const {name: column, type} of (await warehouse.table(`select * from ${qualified(name)} limit 0`))
          .columns)
          if (type === "HUGEINT")
            found.push(`${file}: ${column} is a sum of whole numbers: cast it as bigint`);
      for (const {file, text} of models)
        for (const told of otherwiseElsewhere(await planOf(warehouse, text)))
          found.push(`${file}: ${told}: write days_between(first, last)`);
      expect(found).toEqual([]);
      expect(models.length).toBeGreaterThan(150);
    } finally {
      warehouse.close();
    }
  },
);

test("days taken from days are told, wherever they stand", async () => {
  const engine = await openWritable(":memory:");
  try {
    await engine.run("create table spells (first_day date, last_day date)");
    const ofDays = await planOf(
      engine,
      "select max(case when last_day - first_day > 3 then 1 end) as longest from spells",
    );
    const others = await planOf(
      engine,
      "select last_day - 1 as before, last_day + interval 1 month as later from spells",
    );
    expect([ofDays, others].map(otherwiseElsewhere)).toEqual([["DATE - DATE"], []]);
  } finally {
    engine.close();
  }
});
