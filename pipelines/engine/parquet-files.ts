import type {Warehouse} from "./open.ts";
import {quoted} from "./quoted.ts";

/**
 * Parquet files as one relation, for a statement: these files and no others, whatever signs their paths have (the engine takes `[1]` for a
 * pattern, and a folder `value=7` for a column that is in no file).
 */
export function parquetFiles(files: string[], options: string[] = []): string {
  const list = files.map((file) => quoted(file.replace(/[*?[]/g, "[$&]"))).join(", ");
  return `read_parquet([${list}], ${["hive_partitioning = false", ...options].join(", ")})`;
}

/** Columns of Parquet files that make one relation, as the engine reads them. */
export async function parquetColumns(
  warehouse: Warehouse,
  files: string[],
): Promise<{name: string; type: string}[]> {
  return (await warehouse.table(`select * from ${parquetFiles(files)} limit 0`)).columns;
}
