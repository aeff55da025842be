import type {DuckDBType} from "@duckdb/node-api";
import {folderBeside} from "../../schemas/half-written.ts";
import {fillingOrEmpty} from "./append-columns.ts";
import type {Answer, ResultColumn} from "./foreign-engine.ts";
import {openInstance} from "./instance.ts";
import {parquetType} from "./parquet-types.ts";
import {quoted} from "./quoted.ts";
import {tooManyDigits} from "./too-many-digits.ts";

/**
 * Writes an answer as one Parquet file (Zstandard), every value as it is; UserError for a number with more digits than
 * Parquet holds. The rows go chunk by chunk into an engine of our own, which may write
 * files; the one that runs the foreign statement may not. `notes` become the file's key-value metadata.
 */
export async function writeParquet(
  {columns, chunks}: Answer,
  {file, megabytes, notes}: {file: string; megabytes: number; notes: Record<string, string>},
): Promise<void> {
  const instance = await openInstance(":memory:", "write", {
    memory_limit: `${megabytes}MB`,
    temp_directory: folderBeside(file),
  });
  const connection = await instance.engine.connect();
  try {
    await connection.run(
      `create table answer (${columns.map(({type}, index) => `c${index} ${storedType(type)}`).join(", ")})`,
    );
    const appender = await connection.createAppender("answer");
    await fillingOrEmpty(appender, async () => {
      for await (const chunk of chunks) appender.appendDataChunk(chunk);
    });
    // The file has a name by chance already: one more of the engine's own would stay on a full disk.
    await connection.run(
      `copy (select ${columns.map(keptColumn).join(", ")} from answer) to ${quoted(file)} (format parquet, compression zstd, use_tmp_file false, kv_metadata {${Object.entries(
        notes,
      )
        .map(([key, value]) => `${key}: ${quoted(value)}`)
        .join(", ")}})`,
    );
  } catch (error) {
    throw isTooLong(error) ? tooManyDigits("Parquet", error) : error;
  } finally {
    connection.closeSync();
    instance.close();
  }
}

/** The engine says so when a number does not fit into the decimal that the file is to hold. */
function isTooLong(error: unknown): boolean {
  return error instanceof Error && /DECIMAL\(38, ?0\)/.test(error.message);
}

/** Columns have names of their own in between: an answer may have "a" and "A", a table may not. */
function keptColumn({name, type}: ResultColumn, index: number): string {
  const kept = parquetType(type);
  return `c${index}${kept === undefined ? "" : `::${kept}`} as "${name.replaceAll('"', '""')}"`;
}

/** A column of nothing but NULL has a type of its own that no file knows. */
function storedType(type: DuckDBType): string {
  const text = String(type);
  return text === "SQLNULL" || text === "NULL" ? "INTEGER" : text;
}
