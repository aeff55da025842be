import type {Warehouse} from "./open.ts";
import {quoted} from "./quoted.ts";

/** Columns of Parquet files that make one relation, as the engine reads them. */
export async function parquetColumns(
  warehouse: Warehouse,
  files: string[],
): Promise<{name: string; type: string}[]> {
  const list = files.map(quoted).join(", ");
  return (await warehouse.table(`select * from read_parquet([${list}]) limit 0`)).columns;
}
