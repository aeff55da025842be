import {type DuckDBAppender, DuckDBDataChunk, type DuckDBType} from "@duckdb/node-api";
import engine from "@duckdb/node-bindings";
import type {Column} from "./column.ts";
import type {Warehouse} from "./open.ts";
import {layoutOf} from "./vector-layout.ts";
import {writeNulls, writeVector} from "./write-vector.ts";

/** Rows that one chunk of the engine holds. */
const CHUNK_ROWS = 2048;

/**
 * Adds rows given as whole columns, in the order of the names, undefined for one in which all of them have NULL; nothing may
 * change in the buffers until it returns. An error when a column's buffers are not what the table's type wants, or shorter
 * than the rows.
 */
export type Append = (rowCount: number, columns: readonly (Column | undefined)[]) => void;

/** A table and the names of those of its columns that are given; in the others every new row has NULL. */
interface Target {
  schema: string;
  table: string;
  columns: readonly string[];
}

/**
 * Appends columns born in JavaScript to a table by copying buffers into the engine's chunks. The buffers must be what
 * the table's types are inside: BOOLEAN one byte (0, 1); integers, FLOAT and DOUBLE the typed array of their width; DATE
 * Int32Array of days since 1970; TIME, TIMESTAMP BigInt64Array of microseconds; DECIMAL the integer array of its width;
 * HUGEINT two 64-bit words a row, the lower first; INTERVAL two words a row (months, days; microseconds); ENUM the
 * unsigned index array of its size; VARCHAR UTF-8; BLOB bytes.
 *
 * What the engine had written when `work` failed is for the caller's transaction to take back.
 */
export async function appendingTo<Result>(
  warehouse: Warehouse,
  target: Target,
  work: (append: Append) => Promise<Result>,
): Promise<Result> {
  const places = await placesIn(warehouse, target);
  const appender = await warehouse.connection.createAppender(target.table, target.schema);
  const types = Array.from({length: appender.columnCount}, (_, index) => appender.columnType(index));
  return fillingOrEmpty(appender, () =>
    work((rowCount, given) => {
      if (given.length !== target.columns.length)
        throw new Error(`${target.columns.length} columns were named, ${given.length} were given`);
      appendAll(appender, types, {rowCount, columns: places.map((place) => given[place])});
    }),
  );
}

/** For each column of the table the place of its name among those that are given, -1 where it is not. */
async function placesIn(warehouse: Warehouse, {schema, table, columns}: Target): Promise<number[]> {
  const stored = await namesIn(warehouse, `from ${schema}.${table} limit 0`);
  const unknown = columns.filter((name) => !stored.includes(name));
  if (unknown.length > 0) throw new Error(`${schema}.${table} has no column ${unknown.join(", ")}`);
  return stored.map((name) => columns.indexOf(name));
}

/** Names of the columns that a SELECT would answer; it is not run. */
async function namesIn({connection}: Warehouse, select: string): Promise<string[]> {
  const statement = await connection.prepare(select);
  const names = Array.from({length: statement.columnCount}, (_, index) => statement.columnName(index));
  statement.destroySync();
  return names;
}

/**
 * The engine keeps the last rows in a buffer and writes it whenever the appender is let go, also much later by the garbage
 * collector and then into whatever transaction is open: so it is emptied before anything else may happen when `fill` fails.
 */
export async function fillingOrEmpty<Result>(
  appender: DuckDBAppender,
  fill: () => Promise<Result>,
): Promise<Result> {
  try {
    const result = await fill();
    appender.flushSync();
    return result;
  } catch (error) {
    appender.clear();
    throw error;
  } finally {
    appender.closeSync();
  }
}

function appendAll(
  appender: DuckDBAppender,
  types: DuckDBType[],
  {rowCount, columns}: {rowCount: number; columns: readonly (Column | undefined)[]},
): void {
  for (const [index, column] of columns.entries())
    if (column) mustFit(column, types[index] as DuckDBType, rowCount);
  const chunk = DuckDBDataChunk.create(types);
  for (let from = 0; from < rowCount; from += CHUNK_ROWS) {
    const rows = {from, to: Math.min(from + CHUNK_ROWS, rowCount)};
    chunk.reset();
    chunk.rowCount = rows.to - rows.from;
    for (const [index, column] of columns.entries()) {
      const vector = engine.data_chunk_get_vector(chunk.chunk, index);
      if (column) writeVector({vector, type: types[index] as DuckDBType}, column, rows);
      else writeNulls(vector, chunk.rowCount);
    }
    appender.appendDataChunk(chunk);
  }
}

function mustFit(column: Column, type: DuckDBType, rowCount: number): void {
  const layout = layoutOf(type);
  if (layout.kind !== column.kind) throw new Error(`a ${type} column is ${layout.kind}, not ${column.kind}`);
  const {valid} = column;
  if (valid && valid.length * 8 < rowCount) throw new Error(`the ${type} column has too few validity bits`);
  if (column.kind === "fixed" && layout.kind === "fixed") {
    if (!(column.values instanceof layout.array))
      throw new Error(`a ${type} column needs ${layout.array.name}, not ${column.values.constructor.name}`);
    if (column.values.byteLength < rowCount * layout.width)
      throw new Error(`the ${type} column is shorter than ${rowCount} rows`);
  }
  if ((column.kind === "text" || column.kind === "list") && column.offsets.length <= rowCount)
    throw new Error(`the ${type} column has too few offsets for ${rowCount} rows`);
  if (column.kind === "list" && layout.kind === "list")
    mustFit(column.child, layout.child, column.offsets[rowCount] ?? 0);
  if (column.kind === "array" && layout.kind === "array") {
    if (column.items !== layout.items)
      throw new Error(`a ${type} column has ${layout.items} items a row, not ${column.items}`);
    mustFit(column.child, layout.child, rowCount * layout.items);
  }
  if (column.kind === "struct" && layout.kind === "struct")
    for (const [index, child] of column.children.entries())
      mustFit(child, layout.children[index] as DuckDBType, rowCount);
}
