import engine, {type Vector} from "@duckdb/node-bindings";
import type {Column} from "./column.ts";

/** Places [from, to) of a vector. */
export interface Run {
  from: number;
  to: number;
}

/** Takes places of the engine's vectors and gives them back as one column. */
export interface Collector {
  add(vector: Vector, size: number, runs: Run[]): void;
  /** Bytes held so far. */
  size(): number;
  column(): Column;
}

export function validityIn(vector: Vector, size: number): Uint8Array | null {
  return engine.vector_get_validity(vector, Math.ceil(size / 64) * 8) ?? null;
}

export function isSet(valid: Uint8Array | null | undefined, row: number): boolean {
  return !valid || ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
}
