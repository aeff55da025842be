import {join} from "node:path";
import {openWritable} from "../../pipelines/engine/open.ts";

/** Writes a release file with two relations into the folder; its path. */
export async function smallRelease(folder: string): Promise<string> {
  const file = join(folder, "small.duckdb");
  const warehouse = await openWritable(file);
  await warehouse.run(
    `create schema marts;
     create table marts.dim_bureaus as
       select 'B' || range as bureau_code, range || '局' as bureau_name from range(30);
     create table marts.fct_overtime_counts as
       select 2020 + range % 4 as fiscal_year, 'B' || range % 30 as bureau_code, range as staff_count from range(3000)`,
  );
  warehouse.close();
  return file;
}
