import type {Parameter, Warehouse} from "./open.ts";

export interface RowsToInsert {
  table: string;
  /** Column name → type, in the table's order. */
  columns: Record<string, string>;
  rows: Record<string, Parameter>[];
}

/** Adds rows that were born in JavaScript to a table, in one statement, column by column. */
export async function insertRows(warehouse: Warehouse, {table, columns, rows}: RowsToInsert): Promise<void> {
  if (rows.length === 0) return;
  const given = Object.entries(columns);
  const unnested = given.map(
    ([name, type], index) => `unnest(from_json($${index + 1}, '["${type}"]')) as ${name}`,
  );
  await warehouse.run(
    `insert into ${table} by name select ${unnested.join(", ")}`,
    given.map(([name]) => JSON.stringify(rows.map((row) => row[name] ?? null))),
  );
}
