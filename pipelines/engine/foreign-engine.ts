import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBPreparedStatement,
  type DuckDBType,
  type DuckDBValue,
  HUGEINT,
  SQLNULL,
  VARCHAR,
} from "@duckdb/node-api";
import {closedOnFailure} from "./closed-on-failure.ts";
import {openInstance} from "./instance.ts";
import {mustHoldTablesOnly} from "./stored-code.ts";

/** Up to 2048 rows of a result as the engine holds them. */
export type Chunk = DuckDBDataChunk;
type ColumnType = DuckDBType;

export interface ResultColumn {
  name: string;
  type: ColumnType;
}

/** What a statement gives: columns, and rows as they come, to be read once. Whoever stops reading stops the engine. */
export interface Answer {
  columns: ResultColumn[];
  chunks: AsyncGenerator<Chunk>;
}

export type ParameterValue = string | number | boolean | bigint | null;

/** A statement under way on a connection of its own. */
export interface ForeignResult {
  columns: ResultColumn[];
  /** The next rows; undefined at the end. */
  next(): Promise<Chunk | undefined>;
}

interface ForeignStatement {
  /** Names of the parameters in the text ("fy" for $fy, "1" for ?). */
  parameterNames: string[];
  start(parameters: Record<string, ParameterValue>): Promise<ForeignResult>;
}

export interface ForeignConnection {
  prepare(sql: string): Promise<ForeignStatement>;
  /** Rows of a statement of ours. */
  rows(sql: string, parameters?: string[]): Promise<unknown[][]>;
  /** Stops what runs on the connection; it ends with an error. */
  interrupt(): void;
  close(): void;
}

export interface ForeignEngine {
  /** A fresh connection: what one statement leaves behind (temporary objects, variables) no other one sees. */
  connect(): Promise<ForeignConnection>;
  close(): void;
}

/**
 * Opens a release for statements that somebody else wrote: read only, no files, no extensions, nothing written to disk
 * when memory runs out, and all of that locked.
 */
export async function openForeign(path: string, {megabytes}: {megabytes: number}): Promise<ForeignEngine> {
  const instance = await openInstance(path, "read", {memory_limit: `${megabytes}MB`, temp_directory: ""});
  await closedOnFailure(instance, async () => {
    const first = await instance.engine.connect();
    await first.run(
      "set global TimeZone = 'Asia/Tokyo'; set enable_external_access = false; set lock_configuration = true",
    );
    await mustHoldTablesOnly(first, {file: path}).finally(() => first.closeSync());
  });
  return {
    connect: async () => onConnection(await instance.engine.connect()),
    close: () => instance.close(),
  };
}

function onConnection(connection: DuckDBConnection): ForeignConnection {
  return {
    prepare: (sql) => prepared(connection, sql),
    rows: async (sql, parameters) => (await connection.runAndReadAll(sql, parameters)).getRowsJson(),
    interrupt: () => connection.interrupt(),
    close: () => connection.closeSync(),
  };
}

async function prepared(connection: DuckDBConnection, sql: string): Promise<ForeignStatement> {
  const statement = await connection.prepare(sql);
  const parameterNames = Array.from({length: statement.parameterCount}, (_, index) =>
    statement.parameterName(index + 1),
  );
  return {
    parameterNames,
    start: async (parameters) => {
      const values = Object.entries(parameters).map(([name, value]) => [name, wholeNumber(value)]);
      const types = Object.entries(parameters).map(([name, value]) => [name, typeOf(value)]);
      statement.bind(Object.fromEntries(values), Object.fromEntries(types));
      return started(connection, statement);
    },
  };
}

async function started(
  connection: DuckDBConnection,
  statement: DuckDBPreparedStatement,
): Promise<ForeignResult> {
  await connection.run("begin transaction read only");
  const result = await statement.stream();
  const types = result.columnTypes();
  return {
    columns: result
      .deduplicatedColumnNames()
      .map((name, index) => ({name, type: types[index] as DuckDBType})),
    next: async () => {
      const chunk = await result.fetchChunk();
      if (chunk && chunk.rowCount > 0) return chunk;
      await mustBeAtEnd(connection, statement);
      return undefined;
    },
  };
}

/**
 * The engine ends a stream in which an error came up as if it were at its end; only the transaction knows. Then the
 * statement runs once more, not as a stream, for the error itself.
 */
async function mustBeAtEnd(connection: DuckDBConnection, statement: DuckDBPreparedStatement): Promise<void> {
  try {
    await connection.run("select 1");
  } catch (cause) {
    // There may be none any more: the engine ends one itself that it cannot write.
    await connection.run("rollback").catch(() => {});
    await statement.run();
    throw new Error("the result broke off", {cause});
  }
}

function wholeNumber(value: ParameterValue): DuckDBValue {
  return Number.isInteger(value) ? BigInt(value as number) : value;
}

function typeOf(value: ParameterValue): DuckDBType {
  if (value === null) return SQLNULL;
  switch (typeof value) {
    case "string":
      return VARCHAR;
    case "boolean":
      return BOOLEAN;
    case "bigint":
      return HUGEINT;
    default:
      return Number.isInteger(value) ? BIGINT : DOUBLE;
  }
}
