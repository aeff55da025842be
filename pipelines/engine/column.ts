/** Values of one width each, in the engine's own layout: see `append-columns.ts` for what lies behind each SQL type. */
export type FixedValues =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** One bit per row, the first row lowest, 1 = there is a value (as in DuckDB and Arrow). Left out: no row is NULL. */
export type Validity = Uint8Array | undefined;

/**
 * A column as whole buffers, the same shape as DuckDB's vectors and Arrow's arrays: no object per value. `offsets` have
 * one entry more than there are rows; row n of a text is `bytes[offsets[n] .. offsets[n + 1]]`.
 */
export type Column =
  | {kind: "fixed"; values: FixedValues; valid?: Validity}
  | {kind: "text"; offsets: Int32Array; bytes: Uint8Array; valid?: Validity}
  | {kind: "list"; offsets: Int32Array; child: Column; valid?: Validity}
  | {kind: "array" /** Of each row, NULL or not. */; items: number; child: Column; valid?: Validity}
  | {kind: "struct"; children: Column[]; valid?: Validity};

/** A text column of JavaScript strings; for texts that are not bytes already. */
export function textColumn(texts: readonly (string | null)[]): Column & {kind: "text"} {
  const parts = texts.map((text) => Buffer.from(text ?? ""));
  const offsets = new Int32Array(texts.length + 1);
  for (const [row, part] of parts.entries()) offsets[row + 1] = (offsets[row] ?? 0) + part.length;
  return {kind: "text", offsets, bytes: Buffer.concat(parts), valid: validityOf(texts)};
}

/** The bits of a list in which null stands for NULL; undefined when there is none. */
export function validityOf(values: readonly unknown[]): Validity {
  if (!values.includes(null)) return undefined;
  const valid = new Uint8Array(Math.ceil(values.length / 8));
  for (const [row, value] of values.entries())
    if (value !== null) valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7));
  return valid;
}

/** Bits [from, to) moved to the front, in whole 64-bit words as the engine keeps them. */
export function validityBetween(valid: Uint8Array, from: number, to: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil((to - from) / 64) * 8);
  const shift = from & 7;
  const first = from >> 3;
  const count = Math.ceil((to - from) / 8);
  if (shift === 0) bits.set(valid.subarray(first, first + count));
  else
    for (let index = 0; index < count; index += 1)
      bits[index] = ((valid[first + index] ?? 0) >> shift) | ((valid[first + index + 1] ?? 0) << (8 - shift));
  return bits;
}
