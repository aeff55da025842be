import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {temporaryFolder} from "../temporary-folder.ts";

/** Words that look much alike, so that the engine would rather keep how they are made. */
const NAMES = `
  select 'all_authorities_' || (range * 7919 % 1000) || '_mayors_office_' || (range % 13) as name
  from range(3000)`;

/** Other people's text, through the same memory. */
async function workWithOthers(warehouse: Warehouse, word: string): Promise<void> {
  const text = `select repeat('${word}', 1 + (range % 5)::int) || (range * 31 % 997) as word from range(30000)`;
  await warehouse.run(`create or replace temp table others as ${text}`);
  await warehouse.rows("select word, count(*) as n from others group by word order by n desc, word limit 3");
}

async function written(warehouse: Warehouse, file: string): Promise<Buffer> {
  await warehouse.attach(file, "release", "block_size 16384, recovery_mode no_wal_writes");
  await warehouse.run(`create table release.names as ${NAMES}`);
  await warehouse.run("checkpoint release");
  await warehouse.detach("release");
  return readFileSync(file);
}

test("a file holds nothing of what else the engine had in its memory", async () => {
  const folder = temporaryFolder();
  const warehouse = await openWritable(":memory:", {threads: "1"});
  try {
    const files: Buffer[] = [];
    for (const word of ["staff-000001-", "key:9c41e2f0;", "番号"]) {
      await workWithOthers(warehouse, word);
      files.push(await written(warehouse, join(folder, `${files.length}.duckdb`)));
    }
    const [first, ...others] = files;
    expect(first?.length).toBeGreaterThan(16_384);
    // The same rows, whatever was in memory: the same bytes.
    expect(others.map((file) => first?.equals(file))).toEqual([true, true]);
  } finally {
    warehouse.close();
  }
});
