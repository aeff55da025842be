import {
  AsyncByteQueue,
  Data,
  Field,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Schema,
  Struct,
} from "apache-arrow";
import {type ArrowColumn, arrowColumn, arrowData} from "./arrow-data.ts";
import {arrowType} from "./arrow-types.ts";
import type {Answer} from "./foreign-engine.ts";
import {readAhead} from "./read-ahead.ts";
import {type ColumnReader, columnReader} from "./read-columns.ts";

/** Rows and bytes of a record batch; the first is one chunk, so that the first rows are there at once. */
const BATCH_ROWS = 122_880;
const BATCH_BYTES = 64 * 1024 * 1024;

/**
 * An answer as Arrow IPC, a batch at a time: "file" can be opened at any batch, "stream" read as it comes. `notes` stand in
 * the schema's metadata.
 */
export async function* arrowBytes(
  {columns, chunks}: Answer,
  {format, notes}: {format: "file" | "stream"; notes: Record<string, string>},
): AsyncGenerator<Uint8Array> {
  const fields = columns.map(({name, type}) => new Field(name, arrowType(type), true));
  const schema = new Schema(fields, new Map(Object.entries(notes)));
  const targets = columns.map(({type}, index) => arrowColumn(type, (fields[index] as Field).type));
  const sink = new Pieces();
  const writer = format === "file" ? new RecordBatchFileWriter() : new RecordBatchStreamWriter();
  writer.reset(sink, schema);
  const types = columns.map(({type}) => type);
  let reader = columnReader(types);
  let isFirst = true;
  for await (const chunk of readAhead(chunks)) {
    reader.add(chunk);
    if (!isFirst && reader.rowCount() < BATCH_ROWS && reader.byteCount() < BATCH_BYTES) continue;
    writer.write(batchOf(schema, targets, reader));
    yield* sink.taken();
    reader = columnReader(types);
    isFirst = false;
  }
  if (reader.rowCount() > 0) writer.write(batchOf(schema, targets, reader));
  writer.finish();
  yield* sink.taken();
}

function batchOf(schema: Schema, targets: ArrowColumn[], reader: ColumnReader): RecordBatch {
  const rows = reader.rowCount();
  const children = reader
    .columns()
    .map((column, index) => arrowData(targets[index] as ArrowColumn, column, rows));
  return new RecordBatch(schema, new Data(new Struct(schema.fields), 0, rows, 0, {}, children));
}

/** Keeps what the writer gives until it is fetched, so that a slow reader slows the engine down. */
class Pieces extends AsyncByteQueue {
  private pieces: Uint8Array[] = [];

  override write(piece: Uint8Array): void {
    if (piece.byteLength > 0) this.pieces.push(piece);
  }

  taken(): Uint8Array[] {
    const {pieces} = this;
    this.pieces = [];
    return pieces;
  }
}
