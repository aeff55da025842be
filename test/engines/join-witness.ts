import {mkdirSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {openWritable} from "../../pipelines/engine/open.ts";
import {quoted} from "../../pipelines/engine/quoted.ts";
import {runSpark} from "../../pipelines/engine/spark-client.ts";
import type {Spark} from "../../pipelines/engine/spark-place.ts";

/**
 * Five numbers and six: without its condition every join of them has thirty rows. There are engines that leave a condition out
 * without a word where it is no equality of two columns. The counts are reckoned by hand.
 */
const NUMBERS = `ones as (select 1 as x union all select 2 union all select 3 union all select 4 union all select 5),
  others as (select 1 as y union all select 2 union all select 3 union all select 4 union all select 5 union all select 6)`;

const JOINS: [from: string, rows: number][] = [
  // (1: 4 5 6) (2: 5 6) (3: 6)
  ["ones inner join others on others.y > ones.x + 2", 6],
  // and 4 and 5 alone
  ["ones left join others on others.y > ones.x + 2", 8],
  // and 1, 2, 3 of the others alone
  ["ones full join others on others.y > ones.x + 2", 11],
  // (2: 6) (3: 5) (4: 4) (5: 3)
  ["ones inner join others on ones.x + others.y = 8", 4],
  // (1: 1 6) (2: 2 5) (3: 3 4) (4: 4 3) (5: 5 2), 6 with 1 is no number of the ones
  ["ones inner join others on ones.x = others.y or ones.x + others.y = 7", 10],
  // (5: 1 2 3 4) and (4: 1 2 3)
  ["ones inner join others on others.y < ones.x and ones.x >= (select max(y) - 2 from others)", 7],
];

/** A line for each join: "=" where both engines count what is right, "≠" where one does not. */
export async function joinWitness(spark: Spark, folder: string): Promise<string[]> {
  mkdirSync(folder, {recursive: true});
  const sql = `with ${NUMBERS} ${JOINS.map(
    ([from], index) => `select ${index} as place, count(*) as row_count from ${from}`,
  ).join(" union all ")}`;
  await runSpark(spark, {
    folder,
    scratch: folder,
    settings: {"spark.sql.catalogImplementation": "in-memory", "spark.sql.warehouse.dir": folder},
    steps: [{name: "joins", sql: `create table joins using parquet as ${sql}`}],
  });
  const warehouse = await openWritable(":memory:");
  try {
    const files = readdirSync(join(folder, "joins")).filter((name) => name.endsWith(".parquet"));
    const list = files.map((name) => quoted(join(folder, "joins", name))).join(", ");
    const counts = async (from: string) =>
      (await warehouse.rows(`select row_count from (${from}) order by place`)).map(({row_count}) =>
        Number(row_count),
      );
    const [spark, duck] = [await counts(`from read_parquet([${list}])`), await counts(sql)];
    return JOINS.map(([, rows], index) => {
      const both = [spark[index], duck[index]];
      return both.every((one) => one === rows) ? `${rows} =` : `${rows} ≠ ${both.join(" and ")}`;
    });
  } finally {
    warehouse.close();
  }
}
