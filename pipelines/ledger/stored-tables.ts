import {z} from "zod";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

/** One column of a raw table, as it lies in the ledger. */
export interface StoredColumn {
  source: string;
  name: string;
  /** As the engine says it: "BIGINT", "ENUM('office', 'school')". */
  type: string;
  /** What the contract said of it; null for one of a ledger before such notes, and for one that its contract dropped. */
  noted: {kind: string; isOptional: boolean} | null;
}

const storedColumn = z.strictObject({source: z.string(), name: z.string(), type: z.string()});
const notedColumn = z.strictObject({
  source: z.string(),
  column_name: z.string(),
  kind: z.string(),
  is_optional: z.boolean(),
});

/** Every column of every raw table: what there is, whatever contracts the program has. */
export async function storedColumns(ledger: Warehouse): Promise<StoredColumn[]> {
  const columns = z.array(storedColumn).parse(await ledger.rows(statement("ledger.stored_columns")));
  const notes = await notedColumns(ledger);
  return columns
    .filter(({name}) => !OWN_COLUMNS.includes(name))
    .map((column) => {
      const note = notes.get(`${column.source}.${column.name}`);
      return {...column, noted: note ? {kind: note.kind, isOptional: note.is_optional} : null};
    });
}

/** Columns that every raw table has by itself. */
const OWN_COLUMNS = ["batch_id", "period"];

async function notedColumns(ledger: Warehouse): Promise<Map<string, z.infer<typeof notedColumn>>> {
  const tables = await ledger.rows(statement("ledger.intake_table_names"));
  if (!tables.some(({table_name}) => table_name === "raw_columns")) return new Map();
  const rows = z.array(notedColumn).parse(await ledger.rows(statement("ledger.noted_columns")));
  return new Map(rows.map((row) => [`${row.source}.${row.column_name}`, row]));
}

/** Columns that a source has learnt since its first files, each with the first batch that could have it. */
export async function laterColumns(ledger: Warehouse, source: string): Promise<Map<string, number>> {
  const rows = await ledger.rows(statement("ledger.later_columns"), {source});
  return new Map(rows.map(({column_name, first_batch_id}) => [String(column_name), Number(first_batch_id)]));
}

/** Values that an enumeration's type names, in their order; undefined for another type. */
export function choicesOf(type: string): string[] | undefined {
  if (!/^enum\b/i.test(type)) return undefined;
  return [...type.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = ""]) => value.replaceAll("''", "'"));
}
