import {type DuckDBType, DuckDBVector, type Json, JsonDuckDBValueConverter} from "@duckdb/node-api";
import engine, {type Vector} from "@duckdb/node-bindings";
import type {Column} from "./column.ts";
import type {Chunk} from "./foreign-engine.ts";
import {GrowingBits, GrowingBytes} from "./growing.ts";
import {addressOf, longTexts} from "./long-texts.ts";
import {layoutOf, type VectorLayout} from "./vector-layout.ts";

/** Places [from, to) of a vector. */
interface Run {
  from: number;
  to: number;
}

/** Takes places of the engine's vectors and gives them back as one column. */
interface Collector {
  add(vector: Vector, size: number, runs: Run[]): void;
  /** Bytes held so far. */
  size(): number;
  column(): Column;
}

export interface ColumnReader {
  add(chunk: Chunk): void;
  rowCount(): number;
  byteCount(): number;
  /** What was added, in the shape that `append-columns.ts` takes; types it has no buffers for become text. */
  columns(): Column[];
}

/** Collects chunks into whole columns by copying buffers: no object is made for a value of fixed width or a text. */
export function columnReader(types: readonly DuckDBType[]): ColumnReader {
  const collectors = types.map(collectorOf);
  let rows = 0;
  return {
    add: (chunk) => {
      const {rowCount} = chunk;
      const runs = [{from: 0, to: rowCount}];
      for (const [index, collector] of collectors.entries())
        collector.add(engine.data_chunk_get_vector(chunk.chunk, index), rowCount, runs);
      rows += rowCount;
    },
    rowCount: () => rows,
    byteCount: () => collectors.reduce((sum, collector) => sum + collector.size(), 0),
    columns: () => collectors.map((collector) => collector.column()),
  };
}

function collectorOf(type: DuckDBType): Collector {
  const layout = layoutOf(type);
  switch (layout.kind) {
    case "fixed":
      return fixedCollector(layout);
    case "text":
      return textCollector();
    case "list":
      return listCollector(layout.child);
    case "struct":
      return structCollector(layout.children);
    case "other":
      return otherCollector(type);
    default:
      return layout satisfies never;
  }
}

function validityIn(vector: Vector, size: number): Uint8Array | null {
  return engine.vector_get_validity(vector, Math.ceil(size / 64) * 8) ?? null;
}

function isSet(valid: Uint8Array | null, row: number): boolean {
  return !valid || ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
}

function fixedCollector({array, width}: VectorLayout & {kind: "fixed"}): Collector {
  const bits = new GrowingBits();
  const values = new GrowingBytes();
  return {
    add: (vector, size, runs) => {
      const valid = validityIn(vector, size);
      const data = engine.vector_get_data(vector, size * width);
      for (const {from, to} of runs) {
        bits.add(valid, from, to);
        values.add(data.subarray(from * width, to * width));
      }
    },
    size: () => values.length,
    column: () => ({
      kind: "fixed",
      values: new array(values.bytes.buffer, 0, values.length / array.BYTES_PER_ELEMENT),
      valid: bits.whole(),
    }),
  };
}

const STRING_BYTES = 16;
const INLINE_BYTES = 12;

function textCollector(): Collector {
  const bits = new GrowingBits();
  const offsets = new GrowingBytes();
  const text = new GrowingBytes();
  offsets.extend(4);
  return {
    add: (vector, size, runs) => {
      const valid = validityIn(vector, size);
      const data = engine.vector_get_data(vector, size * STRING_BYTES);
      for (const run of runs) {
        bits.add(valid, run.from, run.to);
        addTexts({data, valid, run}, offsets, text);
      }
    },
    size: () => text.length + offsets.length,
    column: () => ({
      kind: "text",
      offsets: new Int32Array(offsets.bytes.buffer, 0, offsets.length / 4),
      bytes: text.whole(),
      valid: bits.whole(),
    }),
  };
}

function addTexts(
  {data, valid, run}: {data: Uint8Array; valid: Uint8Array | null; run: Run},
  offsets: GrowingBytes,
  text: GrowingBytes,
): void {
  const strings = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
  const firstOffset = offsets.extend((run.to - run.from) * 4) / 4;
  const ends = new Int32Array(offsets.bytes.buffer);
  let end = text.length;
  for (let row = run.from, at = firstOffset; row < run.to; row += 1, at += 1) {
    if (isSet(valid, row)) end += strings[row * 4] ?? 0;
    ends[at] = end;
  }
  copyTexts({strings, data, valid, run}, {text, start: text.extend(end - text.length)});
}

function copyTexts(
  {strings, data, valid, run}: {strings: Uint32Array; data: Uint8Array; valid: Uint8Array | null; run: Run},
  {text, start}: {text: GrowingBytes; start: number},
): void {
  const blockAt = longTexts(strings, run, (row) => isSet(valid, row));
  const {bytes} = text;
  let at = start;
  for (let row = run.from; row < run.to; row += 1) {
    if (!isSet(valid, row)) continue;
    const length = strings[row * 4] ?? 0;
    let source = data;
    let from = row * STRING_BYTES + 4;
    if (length > INLINE_BYTES) {
      const address = addressOf(strings, row);
      const block = blockAt(address);
      source = block.bytes;
      from = address - block.start;
    }
    if (length > 64) bytes.set(source.subarray(from, from + length), at);
    else for (let index = 0; index < length; index += 1) bytes[at + index] = source[from + index] as number;
    at += length;
  }
}

function listCollector(childType: DuckDBType): Collector {
  const bits = new GrowingBits();
  const offsets = new GrowingBytes();
  const child = collectorOf(childType);
  let end = 0;
  offsets.extend(4);
  return {
    add: (vector, size, runs) => {
      const valid = validityIn(vector, size);
      const data = engine.vector_get_data(vector, size * 16);
      const entries = new Uint32Array(data.buffer, data.byteOffset, size * 4);
      const childRuns: Run[] = [];
      for (const {from, to} of runs) {
        bits.add(valid, from, to);
        let at = offsets.extend((to - from) * 4) / 4;
        const ends = new Int32Array(offsets.bytes.buffer);
        for (let row = from; row < to; row += 1, at += 1) {
          const length = isSet(valid, row) ? (entries[row * 4 + 2] ?? 0) : 0;
          if (length > 0) addRun(childRuns, entries[row * 4] ?? 0, length);
          end += length;
          ends[at] = end;
        }
      }
      child.add(engine.list_vector_get_child(vector), engine.list_vector_get_size(vector), childRuns);
    },
    size: () => offsets.length + child.size(),
    column: () => ({
      kind: "list",
      offsets: new Int32Array(offsets.bytes.buffer, 0, offsets.length / 4),
      child: child.column(),
      valid: bits.whole(),
    }),
  };
}

/** Lists mostly lie one after the other: then their items are one run. */
function addRun(runs: Run[], from: number, length: number): void {
  const last = runs.at(-1);
  if (last && last.to === from) last.to += length;
  else runs.push({from, to: from + length});
}

function structCollector(types: readonly DuckDBType[]): Collector {
  const bits = new GrowingBits();
  const children = types.map(collectorOf);
  return {
    add: (vector, size, runs) => {
      const valid = validityIn(vector, size);
      for (const {from, to} of runs) bits.add(valid, from, to);
      for (const [index, child] of children.entries())
        child.add(engine.struct_vector_get_child(vector, index), size, runs);
    },
    size: () => children.reduce((sum, child) => sum + child.size(), 0),
    column: () => ({kind: "struct", children: children.map((child) => child.column()), valid: bits.whole()}),
  };
}

/** Types without buffers of their own here (UUID, BIT, UHUGEINT, UNION …), value by value as text. */
function otherCollector(type: DuckDBType): Collector {
  const bits = new GrowingBits();
  const offsets = new GrowingBytes();
  const text = new GrowingBytes();
  offsets.extend(4);
  return {
    add: (vector, size, runs) => {
      const values = DuckDBVector.create(vector, size, type);
      for (const {from, to} of runs) {
        bits.add(validityIn(vector, size), from, to);
        for (let row = from; row < to; row += 1) {
          text.add(
            Buffer.from(
              textOf(JsonDuckDBValueConverter(values.getItem(row), type, JsonDuckDBValueConverter)),
            ),
          );
          const at = offsets.extend(4);
          new DataView(offsets.bytes.buffer).setInt32(at, text.length, true);
        }
      }
    },
    size: () => text.length + offsets.length,
    column: () => ({
      kind: "text",
      offsets: new Int32Array(offsets.bytes.buffer, 0, offsets.length / 4),
      bytes: text.whole(),
      valid: bits.whole(),
    }),
  };
}

function textOf(value: Json | null): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
