import type {DuckDBType} from "@duckdb/node-api";
import engine, {type Vector} from "@duckdb/node-bindings";
import {type Column, type Validity, validityBetween} from "./column.ts";
import {layoutOf} from "./vector-layout.ts";

interface Rows {
  from: number;
  to: number;
}

interface Target {
  vector: Vector;
  type: DuckDBType;
}

/** Longest text that lies inside the engine's 16-byte string; a longer one has four bytes of it and an address. */
const INLINE_BYTES = 12;
const STRING_BYTES = 16;

/** Copies rows of a column into a vector of the engine, from its first place on. */
export function writeVector({vector, type}: Target, column: Column, rows: Rows): void {
  writeValidity(vector, column.valid, rows);
  const layout = layoutOf(type);
  if (column.kind === "fixed" && layout.kind === "fixed") {
    const {buffer, byteOffset} = column.values;
    const bytes = (rows.to - rows.from) * layout.width;
    copyTo(vector, new Uint8Array(buffer, byteOffset + rows.from * layout.width, bytes));
  } else if (column.kind === "text") writeText(vector, column, rows);
  else if (column.kind === "list" && layout.kind === "list")
    writeList({vector, type: layout.child}, column, rows);
  else if (column.kind === "array" && layout.kind === "array") {
    const {items} = layout;
    const target = {vector: engine.array_vector_get_child(vector), type: layout.child};
    writeVector(target, column.child, {from: rows.from * items, to: rows.to * items});
  } else if (column.kind === "struct" && layout.kind === "struct")
    for (const [index, child] of column.children.entries())
      writeVector(
        {vector: engine.struct_vector_get_child(vector, index), type: layout.children[index] as DuckDBType},
        within(child, column.valid),
        rows,
      );
}

/** Makes the first rows of a vector NULL. */
export function writeNulls(vector: Vector, rowCount: number): void {
  writeValidity(vector, new Uint8Array(Math.ceil(rowCount / 8)), {from: 0, to: rowCount});
}

function writeValidity(vector: Vector, valid: Validity, {from, to}: Rows): void {
  if (!valid || to === from) return;
  const bits = validityBetween(valid, from, to);
  engine.vector_ensure_validity_writable(vector);
  engine.copy_data_to_vector_validity(
    vector,
    0,
    bits.buffer as ArrayBuffer,
    bits.byteOffset,
    bits.byteLength,
  );
}

function copyTo(vector: Vector, bytes: Uint8Array): void {
  if (bytes.byteLength > 0)
    engine.copy_data_to_vector(vector, 0, bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * All texts of the rows are given to the engine as one, which it keeps beside the vector; every row then points into it.
 * One call for a chunk instead of one for each text.
 */
function writeText(vector: Vector, column: Column & {kind: "text"}, {from, to}: Rows): void {
  const {offsets} = column;
  const start = offsets[from] ?? 0;
  const bytes = column.bytes.subarray(start, offsets[to]);
  const strings = new Uint8Array((to - from) * STRING_BYTES);
  const words = new Uint32Array(strings.buffer);
  const [low, high] = bytes.length > INLINE_BYTES ? keptAt(vector, bytes) : [0, 0];
  for (let row = from, word = 0; row < to; row += 1, word += 4) {
    const at = (offsets[row] ?? 0) - start;
    const length = (offsets[row + 1] ?? 0) - start - at;
    words[word] = length;
    const inline = length <= INLINE_BYTES ? length : 4;
    for (let index = 0; index < inline; index += 1) strings[word * 4 + 4 + index] = bytes[at + index] ?? 0;
    if (length <= INLINE_BYTES) continue;
    words[word + 2] = low + at;
    words[word + 3] = high + Math.floor((low + at) / 2 ** 32);
  }
  copyTo(vector, strings);
}

/** Hands the bytes to the engine as the first text; the lower and upper half of the address where it keeps them. */
function keptAt(vector: Vector, bytes: Uint8Array): [number, number] {
  engine.vector_assign_string_element_len(vector, 0, bytes);
  const first = engine.vector_get_data(vector, STRING_BYTES);
  const view = new DataView(first.buffer, first.byteOffset);
  return [view.getUint32(8, true), view.getUint32(12, true)];
}

function writeList({vector, type}: Target, column: Column & {kind: "list"}, {from, to}: Rows): void {
  const {offsets} = column;
  const start = offsets[from] ?? 0;
  const entries = new Uint32Array((to - from) * 4);
  for (let row = from, word = 0; row < to; row += 1, word += 4) {
    entries[word] = (offsets[row] ?? 0) - start;
    entries[word + 2] = (offsets[row + 1] ?? 0) - (offsets[row] ?? 0);
  }
  const end = offsets[to] ?? start;
  engine.list_vector_reserve(vector, end - start);
  engine.list_vector_set_size(vector, end - start);
  copyTo(vector, new Uint8Array(entries.buffer));
  writeVector({vector: engine.list_vector_get_child(vector), type}, column.child, {from: start, to: end});
}

/** Inside a struct that is NULL every member is. */
function within(child: Column, outer: Validity): Column {
  if (!outer) return child;
  const {valid} = child;
  return {...child, valid: valid ? valid.map((bits, index) => bits & (outer[index] ?? 0)) : outer};
}
