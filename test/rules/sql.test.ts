import {readdirSync, readFileSync} from "node:fs";
import {join, relative} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {LAYERS} from "../../pipelines/catalog/models.ts";
import {SQL_FOLDER} from "../../pipelines/catalog/sql-files.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {brokenInText, brokenInTree, parsed} from "./sql-rules.ts";

const FILES = readdirSync(SQL_FOLDER, {recursive: true, encoding: "utf8"})
  .filter((name) => name.endsWith(".sql"))
  .map((name) => join(SQL_FOLDER, name))
  .sort();

/** Made on the connection by the statement or the code named, so that no schema has them. */
const TEMPORARY = [
  "wrong_rows", // pipelines/catalog/run-checks.ts
  "bureaus_in_force", // sql/ledger/known_bureaus.sql
  "known_staff_number", // sql/ledger/known_staff.sql
];

/** Files whose task is to pass on every column of a relation as it is. */
const PASS_ON = [
  "metrics/kpi_values.sql", // one shape for all indicators
  "marts/dim_reform.sql", // published as the catalog has it
  "marts/dim_task_sheets.sql",
  "marts/fct_scoreboard.sql", // published as it was measured
  "ledger/changed_figures.sql", // compared as they were recorded
  "releases/indicators.sql", // fingerprint of the catalog
];

/** Spark's parser reads it, which `npm run engines` asks. */
const OF_ANOTHER_ENGINE = "functions/spark.sql";

let engine: Warehouse;
beforeAll(async () => {
  engine = await openWritable(":memory:");
});
afterAll(() => engine.close());

/** "sql/metrics/x.sql:3: keyword SELECT: write select" for every rule a text breaks. */
async function brokenIn(name: string, text: string): Promise<string[]> {
  const untyped = !LAYERS.some((layer) => name.startsWith(`${layer}/`));
  const allowed = {temporary: TEMPORARY, starred: PASS_ON.includes(name), untyped};
  if (name === OF_ANOTHER_ENGINE) return [];
  const tree = await parsed(engine, text).then(
    (found) => brokenInTree(found, allowed),
    (error: Error) => [
      {line: 1, rule: error.message.replaceAll("\n", " "), remedy: "mend what the parser names"},
    ],
  );
  return [...brokenInText(text), ...tree].map(
    ({line, rule, remedy}) => `sql/${name}:${line}: ${rule}: ${remedy}`,
  );
}

test("every file of sql/ parses and keeps the rules", async () => {
  const broken: string[] = [];
  for (const file of FILES)
    broken.push(
      ...(await brokenIn(relative(SQL_FOLDER, file).replaceAll("\\", "/"), readFileSync(file, "utf8"))),
    );
  expect(broken.join("\n")).toBe("");
  expect(FILES.length).toBeGreaterThan(200);
});

test.each([
  ["SELECT 1 as one\n", "keyword SELECT"],
  ["select 1 as one", "no single newline"],
  ["-- Two.\nselect staff.key from marts.staff as s, marts.x as staff\n", "alias s of one letter"],
  ["-- Two.\nselect key from staff\n", "relation staff without its schema"],
  ["-- Two.\nselect * from marts.staff\n", "select * from marts.staff"],
  ["-- Two.\nselect one from marts.a join marts.b using (one)\n", "join without its kind"],
  ["-- Two.\nselect one,, two from marts.a\n", "Parser Error"],
  [`-- Two.\nselect ${"1 + ".repeat(40)}1 as one\n`, "175 characters"],
])("%j is told", async (text, rule) => {
  expect(await brokenIn("try/it.sql", text)).toContainEqual(expect.stringContaining(rule));
});

test("in a model, a column that is null has a type", async () => {
  const text = "-- Two.\nselect null as code from marts.staff\nunion all\nselect null from marts.x\n";
  expect(await brokenIn("metrics/it.sql", text)).toEqual([
    "sql/metrics/it.sql:1: null as code without a type: write cast(null as …) as code",
  ]);
  expect(await brokenIn("ledger/it.sql", text)).toEqual([]);
});
