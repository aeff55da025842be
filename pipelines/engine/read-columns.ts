import type {DuckDBType} from "@duckdb/node-api";
import engine from "@duckdb/node-bindings";
import {otherCollector} from "./collect-others.ts";
import {textCollector} from "./collect-texts.ts";
import {type Collector, isSet, type Run, validityIn} from "./collector.ts";
import type {Column} from "./column.ts";
import type {Chunk} from "./foreign-engine.ts";
import {GrowingBits, GrowingBytes} from "./growing.ts";
import {layoutOf, type VectorLayout} from "./vector-layout.ts";

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
    case "array":
      return arrayCollector(layout);
    case "struct":
      return structCollector(layout.children);
    case "other":
      return otherCollector(type);
    default:
      return layout satisfies never;
  }
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

/** Items of a row that is NULL lie there all the same. */
function arrayCollector({child: childType, items}: VectorLayout & {kind: "array"}): Collector {
  const bits = new GrowingBits();
  const child = collectorOf(childType);
  return {
    add: (vector, size, runs) => {
      const valid = validityIn(vector, size);
      for (const {from, to} of runs) bits.add(valid, from, to);
      const childRuns = runs.map(({from, to}) => ({from: from * items, to: to * items}));
      child.add(engine.array_vector_get_child(vector), size * items, childRuns);
    },
    size: () => child.size(),
    column: () => ({kind: "array", items, child: child.column(), valid: bits.whole()}),
  };
}
