import type {Warehouse} from "./open.ts";
import {quoted} from "./quoted.ts";

/**
 * Parquet files as one relation, for a statement: these files and no others, whatever signs their paths have (the engine takes `[1]` for a
 * pattern, and a folder `value=7` for a column that is in no file).
 */
export function parquetFiles(files: string[], options: string[] = []): string {
  return `read_parquet(${listOf(files)}, ${["hive_partitioning = false", ...options].join(", ")})`;
}

function listOf(files: string[]): string {
  return `[${files.map((file) => quoted(file.replace(/[*?[]/g, "[$&]"))).join(", ")}]`;
}

/** Columns of Parquet files that make one relation, as the engine reads them. */
export async function parquetColumns(
  warehouse: Warehouse,
  files: string[],
): Promise<{name: string; type: string}[]> {
  return (await warehouse.table(`select * from ${parquetFiles(files)} limit 0`)).columns;
}

/** Which of the files lack one of the columns; read together with others they would have nulls in it. */
export async function filesLacking(
  warehouse: Warehouse,
  columns: string[],
  files: string[],
): Promise<string[]> {
  const rows = await warehouse.rows(
    `select file_name from parquet_schema(${listOf(files)}) group by file_name
     having count(distinct name) filter (where name in (${columns.map(quoted).join(", ")})) < ${columns.length}`,
  );
  return rows.map(({file_name}) => String(file_name));
}
