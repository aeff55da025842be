import type {DuckDBConnection} from "@duckdb/node-api";
import {type Attachments, attachments} from "./attachments.ts";
import {closingWhenIdle} from "./close-when-idle.ts";
import {closedOnFailure} from "./closed-on-failure.ts";
import {type Instance, openInstance} from "./instance.ts";
import {mustHoldTablesOnly} from "./stored-code.ts";

/** A cell as it leaves the warehouse in JSON terms: dates are ISO text, integers beyond 2^53 text. */
export type Cell = string | number | boolean | null | Cell[] | {[key: string]: Cell};
export type Row = Record<string, Cell>;
export type Parameter = string | number | boolean | null;
/** In the order of $1, $2 … or by name for $name. */
type Parameters = Parameter[] | Record<string, Parameter>;

/** One open DuckDB file with one connection. The only door to the engine. */
export interface Warehouse extends Pick<Attachments, "attach" | "detach"> {
  /** Runs one or several statements for their effect; returns the number of rows changed by the last one. */
  run(sql: string, parameters?: Parameters): Promise<number>;
  /** Runs one statement and returns all its rows. */
  rows(sql: string, parameters?: Parameters): Promise<Row[]>;
  /** Runs one statement and returns its column names, types and rows in column order. */
  table(sql: string, parameters?: Parameters): Promise<ResultTable>;
  /** Runs `work` in one transaction: all of it or nothing. */
  transaction<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Runs `work` on a second connection, which sees what is committed here: a statement there waits for none here. */
  beside<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result>;
  /** Takes no more statements; the file is let go when the last running one has ended. */
  close(): void;
  /** The engine's own connection, for the files of this folder. */
  readonly connection: DuckDBConnection;
  /** How many statements were run for their effect. */
  changes(): number;
  /** What was found out about it (see `memoryOf`); empty again when a transaction was taken back. */
  readonly memories: Map<symbol, unknown>;
}

interface ResultTable {
  columns: {name: string; type: string}[];
  rows: Cell[][];
}

/**
 * Opens (or makes) a file for writing; ":memory:" for none. UserError for one that holds what the program does not make. Whoever
 * comes second, in this process or another, gets the engine's error for a locked file. `afterClosing` is called when the file is
 * let go.
 */
export async function openWritable(
  path: string,
  options: Record<string, string> = {},
  afterClosing: () => void = () => {},
): Promise<Warehouse> {
  const warehouse = await onInstance(await openInstance(path, "write", options), afterClosing);
  if (path !== ":memory:")
    await closedOnFailure(warehouse, () => mustHoldTablesOnly(warehouse.connection, {file: path}));
  return warehouse;
}

/** Opens a file for reading only: no other file, setting or extension can be reached from it. UserError as for writing. */
export async function openReadOnly(path: string, options: Record<string, string> = {}): Promise<Warehouse> {
  const warehouse = await onInstance(await openInstance(path, "read", options));
  await closedOnFailure(warehouse, async () => {
    await warehouse.run("set enable_external_access = false; set lock_configuration = true");
    await mustHoldTablesOnly(warehouse.connection, {file: path});
  });
  return warehouse;
}

function onInstance(instance: Instance, afterClosing = () => {}): Promise<Warehouse> {
  return connected(instance.engine, () => {
    instance.close();
    afterClosing();
  });
}

async function connected(engine: Instance["engine"], afterClosing: () => void): Promise<Warehouse> {
  const connection = await engine.connect();
  const attached = attachments(connection);
  const {during, close} = closingWhenIdle(() => {
    connection.closeSync();
    afterClosing();
    attached.giveBack();
  });
  const memories = new Map<symbol, unknown>();
  let changes = 0;
  const warehouse: Warehouse = {
    connection,
    memories,
    changes: () => changes,
    run: (sql, parameters) => {
      changes += 1;
      return during(async () => (await connection.run(sql, parameters)).rowsChanged);
    },
    rows: (sql, parameters) =>
      during(async () => (await connection.runAndReadAll(sql, parameters)).getRowObjectsJson() as Row[]),
    table: (sql, parameters) => during(() => readTable(connection, sql, parameters)),
    transaction: (work) => during(() => inTransaction(connection, work).catch(forgetting(memories))),
    attach: (file, name, options) => during(() => attached.attach(file, name, options)),
    detach: (name) => during(() => attached.detach(name)),
    beside: (work) =>
      during(async () => {
        const second = await connected(engine, () => {});
        return work(second).finally(() => second.close());
      }),
    close,
  };
  await closedOnFailure(warehouse, () => warehouse.run(FIRST_OF_ALL));
  return warehouse;
}

/**
 * Text in the form FSST has gaps, which the engine fills with whatever its memory held before (duckdb/duckdb#23382): keys of
 * staff, in a file that is published. The other forms take as little room for what is stored here.
 */
const FIRST_OF_ALL = "set TimeZone = 'Asia/Tokyo'; set disabled_compression_methods = 'fsst'";

async function readTable(
  connection: DuckDBConnection,
  sql: string,
  parameters?: Parameters,
): Promise<ResultTable> {
  const result = await connection.runAndReadAll(sql, parameters);
  const names = result.columnNames();
  const types = result.columnTypes();
  return {
    columns: names.map((name, index) => ({name, type: String(types[index])})),
    rows: result.getRowsJson() as Cell[][],
  };
}

/** What was found out in a transaction that was taken back may be gone with it. */
function forgetting(memories: Map<symbol, unknown>): (error: unknown) => never {
  return (error) => {
    memories.clear();
    throw error;
  };
}

async function inTransaction<Result>(
  connection: DuckDBConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  await connection.run("begin");
  try {
    const result = await work();
    await connection.run("commit");
    return result;
  } catch (error) {
    // The engine ends a transaction itself where it could not be written (a full disk): what was wrong is said, not that.
    await connection.run("rollback").catch(() => {});
    throw error;
  }
}
