import {readdirSync, readFileSync} from "node:fs";
import {join, relative} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {measuredModel} from "../../pipelines/catalog/indicator-models.ts";
import {LAYERS} from "../../pipelines/catalog/models.ts";
import {functionDefinitions, PROJECT, SQL_FOLDER} from "../../pipelines/catalog/sql-files.ts";
import type {Dialect} from "../../pipelines/engine/dialect.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {SPARK} from "../../pipelines/engine/spark-words.ts";
import {CLAUSES, CLICKHOUSE} from "../engines/clickhouse-words.ts";
import {notPortable} from "./portable-sql.ts";

/** Models of the program, and those that come with a city: what an engine builds. */
const FILES = [SQL_FOLDER, ...foldersOf(join(PROJECT, "data/cities")).map((city) => join(city, "sql"))]
  .flatMap((folder) => LAYERS.map((layer) => join(folder, layer)))
  .flatMap((folder) => sqlIn(folder));

const DECLARED = new Set(
  [...functionDefinitions().matchAll(/temp macro (\w+)/g)].map(([, name]) => String(name)),
);

let engine: Warehouse;
beforeAll(async () => {
  engine = await openWritable(":memory:");
});
afterAll(() => engine.close());

test("every model is written so that other engines build it, too", async () => {
  const broken: string[] = [];
  for (const file of FILES)
    for (const told of await notPortable(engine, readFileSync(file, "utf8"), DECLARED))
      broken.push(`${relative(PROJECT, file).replaceAll("\\", "/")}: ${told}`);
  const measured = measuredModel([{id: "one", model: "kpi_one", scope: "all"}]);
  for (const {text} of [measured, measuredModel([])])
    for (const told of await notPortable(engine, text, DECLARED))
      broken.push(`metrics.kpi_measured: ${told}`);
  expect(broken.join("\n")).toBe("");
  expect(FILES.length).toBeGreaterThan(180);
});

/** Calls of models that are declared for DuckDB, and neither for another engine nor exchanged for it. */
function missingFor({calls}: Dialect, definitions: string): string[] {
  const there = new Set([
    ...[...definitions.matchAll(/^create (?:or replace )?function (\w+)/gm)].map(([, name]) => name),
    ...Object.keys(calls),
  ]);
  const called = FILES.flatMap((file) =>
    [
      ...readFileSync(file, "utf8")
        .replace(/--.*$/gm, "")
        .matchAll(/\b([a-z_]\w*)\(/g),
    ].map(([, name = ""]) => name),
  );
  return [...new Set(called.filter((name) => DECLARED.has(name) && !there.has(name)))];
}

test("what models call is defined for Spark, too, or exchanged", () => {
  const missing = missingFor(SPARK, functionDefinitions("spark"));
  expect(missing.map((name) => `${name}: define it in sql/functions/spark.sql`)).toEqual([]);
});

test("and for ClickHouse, the second witness", () => {
  const definitions = readFileSync(join(import.meta.dirname, "../engines/clickhouse.sql"), "utf8");
  const missing = missingFor(CLICKHOUSE, definitions).filter((name) => !(name in CLAUSES));
  expect(missing.map((name) => `${name}: define it in test/engines/clickhouse.sql`)).toEqual([]);
});

test.each([
  ["select one, sum(two) as two from marts.a group by all", "group by all"],
  ["select bool_or(is_small) as has_small from marts.a", "bool_or is not everywhere: write max"],
  ["select bool_and(is_small) over (partition by one) as all_small from marts.a", "write min"],
  ["select * exclude (one) from marts.a", "* exclude"],
  ["select a.* exclude (one) from marts.a", "* exclude"],
  [
    "select a.one from marts.a where exists (select 1 from marts.b inner join marts.c on c.one = b.one and c.two = a.two)",
    "a join by a column of the query around it",
  ],
  ["select 100.0 * one as share from marts.a", "a number with a point"],
  [
    "select a.one from marts.a left join marts.b on b.kind = 'paper' and a.day >= b.day",
    "left join without an equality",
  ],
  ["select a.one from marts.a full join marts.b on a.day >= b.day", "full join without an equality"],
  ["select a.one from marts.a left join marts.b on true", "left join without an equality"],
  ["select a.one from marts.a left join marts.b on a.one = a.two", "left join without an equality"],
  ["with recursive a as (select 1 as x union select x from a) select x from a", "recursive union"],
  ["select one from marts.a qualify row_number() over (order by one) = 1", "qualify"],
  ["select string_agg(one, '、' order by one) as ones from marts.a", "string_agg in an order"],
  ["select date_diff('day', one, two) as days from marts.a", "date_diff is not everywhere"],
  ["select null as code from marts.a", "a null without a type"],
  ["select one from marts.a union all select null from marts.b", "a null without a type"],
  ["select one // 12 as years from marts.a", "// is not everywhere"],
  ["select sum(one) filter (two > 1) as one from marts.a", "filter without where"],
  [
    "select count(*) filter (where one) over (partition by two) as one from marts.a",
    "over a window, with a filter",
  ],
])("%s is told", async (text, told) => {
  expect(await notPortable(engine, text, DECLARED)).toContainEqual(expect.stringContaining(told));
});

test.each([
  "select 1e-9 * sum(a.one) filter (where a.two > 1e0) as one from marts.a left join marts.b on b.one = a.one - 1",
  "with recursive a as (select 1 as x union all select x + 1 from a where x < 9) select fiscal_year_of(day) as year from a",
])("%s is not", async (text) => {
  expect(await notPortable(engine, text, DECLARED)).toEqual([]);
});

function foldersOf(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name));
}

function sqlIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".sql"))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
