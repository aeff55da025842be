import type {DuckDBType} from "@duckdb/node-api";
import {fillingOrEmpty} from "./append-columns.ts";
import type {Answer, ResultColumn} from "./foreign-engine.ts";
import {openInstance} from "./instance.ts";
import {quoted} from "./quoted.ts";

/**
 * Writes an answer as one Parquet file (Zstandard). The rows go chunk by chunk into an engine of our own, which may write
 * files; the one that runs the foreign statement may not. `notes` become the file's key-value metadata.
 */
export async function writeParquet(
  {columns, chunks}: Answer,
  {file, megabytes, notes}: {file: string; megabytes: number; notes: Record<string, string>},
): Promise<void> {
  const instance = await openInstance(":memory:", "write", {
    memory_limit: `${megabytes}MB`,
    temp_directory: `${file}.spill`,
  });
  const connection = await instance.engine.connect();
  try {
    await connection.run(`create table answer (${columns.map(columnText).join(", ")})`);
    const appender = await connection.createAppender("answer");
    await fillingOrEmpty(appender, async () => {
      for await (const chunk of chunks) appender.appendDataChunk(chunk);
    });
    await connection.run(
      `copy answer to ${quoted(file)} (format parquet, compression zstd, kv_metadata {${Object.entries(notes)
        .map(([key, value]) => `${key}: ${quoted(value)}`)
        .join(", ")}})`,
    );
  } finally {
    connection.closeSync();
    instance.close();
  }
}

function columnText({name, type}: ResultColumn): string {
  return `"${name.replaceAll('"', '""')}" ${storedType(type)}`;
}

/** A column of nothing but NULL has a type of its own that no file knows. */
function storedType(type: DuckDBType): string {
  const text = String(type);
  return text === "SQLNULL" || text === "NULL" ? "INTEGER" : text;
}
