import type {Parameter, Warehouse} from "./open.ts";

export interface RowsToInsert {
  table: string;
  /** Column name → type, in the table's order. */
  columns: Record<string, string>;
  rows: Record<string, Parameter>[];
}

/** Adds rows that were born in JavaScript to a table, in one statement. */
export async function insertRows(warehouse: Warehouse, {table, columns, rows}: RowsToInsert): Promise<void> {
  if (rows.length === 0) return;
  await warehouse.run(
    `insert into ${table} by name
     select unnest(from_json($1, '[${JSON.stringify(columns)}]'), max_depth := 2)`,
    [JSON.stringify(rows)],
  );
}
