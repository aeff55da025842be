import type {Warehouse} from "../../pipelines/engine/open.ts";

/** Empties what files leave behind. */
export async function forget(ledger: Warehouse): Promise<void> {
  // Numbers of batches begin anew, which no ledger of an office does.
  ledger.memories.clear();
  for (const table of await tables(ledger)) await ledger.run(`delete from ${table}`);
}

/** Tables that a file leaves something in; the ledger's version, form and key's mark are no matter of a file. */
export async function tables(ledger: Warehouse): Promise<string[]> {
  const rows = await ledger.rows(
    `select schema_name || '.' || table_name as name from duckdb_tables()
     where schema_name in ('raw', 'intake') and table_name not in ('staff_key_mark', 'schema_version', 'raw_columns') and not temporary`,
  );
  return rows.map(({name}) => String(name));
}

export async function count(ledger: Warehouse, table: string): Promise<number> {
  const [row] = await ledger.rows(`select count(*)::integer as rows from ${table}`);
  return Number(row?.rows);
}

/**
 * All that files left in a ledger, a sorted line per row: of two ledgers that took the same files the lines are the same.
 * Left out is when a file came.
 */
export async function contentLines(ledger: Warehouse): Promise<string[]> {
  const lines: string[] = [];
  for (const table of await tables(ledger)) {
    const {columns, rows} = await ledger.table(`from ${table}`);
    const compared = columns.map(({name}) => name !== "received_at");
    lines.push(...rows.map((row) => `${table} ${JSON.stringify(row.filter((_, index) => compared[index]))}`));
  }
  return lines.sort();
}
