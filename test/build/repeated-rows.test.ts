import {afterAll, beforeAll, expect, test} from "vitest";
import {noteRepeatedRows} from "../../pipelines/build/repeated-rows.ts";
import {runChecks} from "../../pipelines/catalog/run-checks.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine, type TinyCity} from "../models/tiny-city.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

let city: TinyCity;
beforeAll(async () => {
  city = await buildTinyCity({
    "局区.csv": BUREAUS,
    "名簿.csv": [HEADINGS.staff, rosterLine({day: "2024-04-01", person: "000001"})].join("\n"),
  });
});
afterAll(() => city?.close());

/** What the check says after a mart got a row a second time. */
async function foundAfter(change: string): Promise<Finding | undefined> {
  await city.warehouse.run("begin");
  try {
    await city.warehouse.run(change);
    await noteRepeatedRows(city.warehouse, city.models);
    const findings = await runChecks(city.warehouse, SAMPLE_CITY);
    return findings.find(({check}) => check === "checks.mart_rows_are_unique");
  } finally {
    await city.warehouse.run("rollback");
  }
}

test("no mart of a city has a row twice", async () => {
  expect(await foundAfter("select 1")).toBeUndefined();
});

test("a row that a mart has twice stops the release, and is told", async () => {
  const found = await foundAfter(
    "insert into marts.dim_bureaus from marts.dim_bureaus where bureau_code = '1010'",
  );
  expect(found).toMatchObject({severity: "blocking", rowCount: 1});
  expect(found?.examples).toEqual([
    {公開する表: "局区の一覧（旧局区を含む）。1行＝局区コード", 重なった行: "1010", 行数: "2"},
  ]);
});

test("whichever mart has its rows twice, it is noted", async () => {
  const marts = city.models.filter(({schema}) => schema === "marts");
  await city.warehouse.run("begin");
  try {
    const filled: string[] = [];
    for (const {name, description} of marts) {
      const [row] = await city.warehouse.rows(`select exists (from ${name}) as is_filled`);
      if (row?.is_filled) filled.push(description);
      await city.warehouse.run(`insert into ${name} from ${name}`);
    }
    await noteRepeatedRows(city.warehouse, marts);
    const noted = await city.warehouse.rows("select distinct mart_title from catalog.repeated_mart_rows");
    expect(noted.map(({mart_title}) => mart_title).sort()).toEqual(filled.sort());
    expect(filled.length).toBeGreaterThan(15);
  } finally {
    await city.warehouse.run("rollback");
  }
});

test("a mart of one row has one", async () => {
  const found = await foundAfter("insert into marts.release_info from marts.release_info");
  expect(found?.examples.map((row) => Object.values(row).join(" "))).toEqual([
    "この公開版について。1行＝公開版（1件だけ）  2",
  ]);
});

test("a mart that does not say what makes its rows is not built", async () => {
  const mart = {
    name: "marts.fct_lost",
    schema: "marts",
    text: "select 1 as one",
    file: "sql/marts/fct_lost.sql",
    from: "program" as const,
    dependsOn: [],
    description: "",
  };
  await expect(noteRepeatedRows(city.warehouse, [mart])).rejects.toThrow(
    /sql\/marts\/fct_lost\.sql .*-- grain/,
  );
});
