import {mkdirSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {SparkBuild} from "../../pipelines/build/spark-build.ts";
import type {Model} from "../../pipelines/catalog/models.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {quoted} from "../../pipelines/engine/quoted.ts";
import {sparkClient} from "../../pipelines/engine/spark-place.ts";
import {AT_WORK, standInSpark} from "../engine/stand-in-spark.ts";
import {temporaryFolder} from "../temporary-folder.ts";

let root: string;
let warehouse: Warehouse;
beforeEach(async () => {
  root = temporaryFolder();
  warehouse = await openWritable(":memory:");
  await warehouse.run(
    `create schema raw; create schema metrics;
     create table raw.paper as select 'あ' as place, 3::bigint as sheets, date '2024-04-01' as month`,
  );
});
afterEach(() => warehouse.close());

const model: Model = {
  ...{
    name: "metrics.paper",
    schema: "metrics",
    file: "sql/metrics/paper.sql",
    from: "program",
    description: "",
  },
  text: "select place, cast(sum(sheets) as integer) as sheets from raw.paper group by place",
  dependsOn: ["raw.paper"],
};

interface Making {
  /** Where the relation's parts are put. */
  made?: string;
  /** The command that puts one there; copies the file that lies ready unless told. */
  put?: string;
  /** Name of the folder in which Spark works. */
  work?: string;
}

/** A client that "builds" the relation by copying a file that lies ready. */
async function building(
  sql: string,
  {made = "metrics.db/paper", put, work = "work"}: Making = {},
): Promise<SparkBuild> {
  const ready = join(root, "ready.parquet");
  await warehouse.run(`copy (${sql}) to ${quoted(ready)} (format parquet)`);
  const spark = standInSpark(
    join(root, "spark"),
    `for word; do last="$word"; done
     place="$(dirname "$last")/${made}"
     ${AT_WORK}; mkdir -p "$place"; ${put ?? `cp ${ready}`} "$place/part-00000-x.parquet"; touch "$place/_SUCCESS"
     printf 'kaikaku\\tbegins\\tmetrics.paper\\t1\\nkaikaku\\tbuilt\\tmetrics.paper\\t9\\n'`,
  );
  mkdirSync(join(root, work), {recursive: true});
  return new SparkBuild(
    warehouse,
    {client: sparkClient(spark), master: "local[1]", megabytes: 512},
    {folder: join(root, work), isSmall: true},
  );
}

test("what comes back stands in the columns and types that the model has here", async () => {
  const build = await building("select 'い' as place, 7::bigint as sheets");
  const told: [string, number][] = [];
  await build.build([model], ({name}, milliseconds) => told.push([name, milliseconds]));
  expect(told).toEqual([["metrics.paper", 8]]);
  expect(build.engine).toEqual({name: "spark", version: "4.1.1"});
  const {columns, rows} = await warehouse.table("select * from metrics.paper");
  expect(columns).toEqual([
    {name: "place", type: "VARCHAR"},
    {name: "sheets", type: "INTEGER"},
  ]);
  expect(rows).toEqual([["い", 7]]);
  expect(readdirSync(join(root, "work/inputs"))).toEqual(["raw.paper"]);
});

test.each([
  [
    "another column",
    "select 'い' as place, 7 as papers",
    /「metrics\.paper」の列が、決められた形と違います.*papers/,
  ],
  [
    "texts in place of numbers",
    "select 'い' as place, '7' as sheets",
    /sheets（whole number）.*sheets（VARCHAR）/,
  ],
  ["a column too few", "select 'い' as place", /列が、決められた形と違います/],
])("%s is told", async (_, sql, told) => {
  await expect((await building(sql)).build([model], () => {})).rejects.toThrow(told);
});

test("a number that does not fit is no other number", async () => {
  const build = await building("select 'い' as place, 5000000000 as sheets");
  await build.build([model], () => {});
  await expect(warehouse.rows("select sheets from metrics.paper")).rejects.toThrow(/out of range/);
});

test.each(["mkfifo", "ln -s /etc/hostname", "mkdir"])(
  "a part that is no file of its own is not read: %s",
  async (put) => {
    const build = await building("select 1 as one", {put});
    await expect(build.build([model], () => {})).rejects.toThrow(/ふつうのファイルではありません/);
  },
);

test("a relation that lies elsewhere, with a link in its place, is not read", async () => {
  const elsewhere = join(root, "elsewhere");
  mkdirSync(elsewhere);
  const put = `rmdir "$place"; ln -s ${elsewhere} "$place"; cp ${join(root, "ready.parquet")}`;
  const build = await building("select 'い' as place, 7::bigint as sheets", {put});
  await expect(build.build([model], () => {})).rejects.toThrow("「metrics.paper」が");
  expect(readdirSync(elsewhere)).toContain("part-00000-x.parquet");
});

test("the folder's name says nothing of what is in it", async () => {
  const build = await building("select 'い' as place, 7::bigint as sheets", {work: "sheets=9/[w]*"});
  await build.build([model], () => {});
  expect(await warehouse.rows("select sheets from metrics.paper")).toEqual([{sheets: 7}]);
});

test("a relation that does not lie there is told", async () => {
  const build = await building("select 1 as one", {made: "elsewhere"});
  await expect(build.build([model], () => {})).rejects.toThrow(/「metrics\.paper」が「.*」にありません/);
});
