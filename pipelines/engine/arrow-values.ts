import {type DuckDBDecimalType, type DuckDBType, DuckDBTypeId} from "@duckdb/node-api";
import {UserError} from "../../schemas/errors.ts";
import {isSet} from "./collector.ts";
import type {Column, FixedValues, Validity} from "./column.ts";
import {tooManyDigits} from "./too-many-digits.ts";

/** What lies in the place of a NULL is anything. */
interface Rows {
  rows: number;
  valid: Validity;
}

const MORE_THAN_38_DIGITS = 10n ** 38n;

/** Highest 32 of 128 bits below which no value has more than 38 digits. */
const SURELY_SHORT = 0x4b3b4ca8;

/** Values of the engine's as Arrow keeps them: the same buffer where both are alike. */
export function arrowValues(
  type: DuckDBType,
  {values, valid}: Column & {kind: "fixed"},
  rows: number,
): FixedValues {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return bitsOf(values as Uint8Array);
    case DuckDBTypeId.DECIMAL:
      return decimals(values, (type as DuckDBDecimalType).width);
    case DuckDBTypeId.HUGEINT:
      return wholeNumbers(words(values), {rows, valid});
    case DuckDBTypeId.UHUGEINT:
      return naturalNumbers(words(values), {rows, valid});
    case DuckDBTypeId.INTERVAL:
      return intervals(words(values), {rows, valid});
    default:
      return values;
  }
}

function words({buffer, byteOffset, byteLength}: FixedValues): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}

function bitsOf(values: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  for (let row = 0; row < values.length; row += 1)
    if (values[row]) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  return bits;
}

/** Integers of 2, 4 or 8 bytes widened to Arrow's 16, sign and all. */
function decimals(values: FixedValues, width: number): Uint32Array {
  if (width > 18) return words(values);
  const isLong = width > 9;
  const source = isLong ? words(values) : (values as Int16Array | Int32Array);
  const step = isLong ? 2 : 1;
  const rows = source.length / step;
  const wide = new Int32Array(rows * 4);
  for (let row = 0; row < rows; row += 1) {
    const upper = ((source[row * step + step - 1] ?? 0) | 0) >> 31;
    wide[row * 4] = source[row * step] ?? 0;
    wide[row * 4 + 1] = isLong ? (source[row * 2 + 1] ?? 0) : upper;
    wide[row * 4 + 2] = upper;
    wide[row * 4 + 3] = upper;
  }
  return words(wide);
}

/** Whole numbers of 128 bits, if they have no more digits than Arrow's decimal. */
function wholeNumbers(source: Uint32Array, {rows, valid}: Rows): Uint32Array {
  for (let row = 0; row < rows; row += 1) {
    const upper = (source[row * 4 + 3] ?? 0) | 0;
    if (upper < SURELY_SHORT && upper > -SURELY_SHORT) continue;
    if (isSet(valid, row) && isTooLong(source.subarray(row * 4, row * 4 + 4))) throw tooManyDigits("Arrow");
  }
  return source;
}

/** The same for numbers without a sign: the highest bit is one of the number's own. */
function naturalNumbers(source: Uint32Array, {rows, valid}: Rows): Uint32Array {
  for (let row = 0; row < rows; row += 1)
    if ((source[row * 4 + 3] ?? 0) > 0x7fffffff && isSet(valid, row)) throw tooManyDigits("Arrow");
  return wholeNumbers(source, {rows, valid});
}

function isTooLong([lowest = 0, lower = 0, upper = 0, highest = 0]: Uint32Array): boolean {
  const value = [BigInt(highest | 0), upper, lower, lowest].reduce<bigint>(
    (sum, word) => sum * 2n ** 32n + BigInt(word),
    0n,
  );
  return value >= MORE_THAN_38_DIGITS || value <= -MORE_THAN_38_DIGITS;
}

/** Months, days and microseconds to months, days and nanoseconds, without an object for a value. */
function intervals(source: Uint32Array, {rows, valid}: Rows): Int32Array {
  const result = new Int32Array(rows * 4);
  for (let row = 0; row < rows; row += 1) {
    if (!isSet(valid, row)) continue;
    const at = row * 4;
    const low = (source[at + 2] ?? 0) * 1000;
    const high = ((source[at + 3] ?? 0) | 0) * 1000 + Math.floor(low / 2 ** 32);
    if (high !== (high | 0))
      throw new UserError(
        "INTERVAL の時間が長すぎて、Arrow に書けません（約292年まで）。CAST(… AS VARCHAR) にしてください。",
      );
    result[at] = source[at] ?? 0;
    result[at + 1] = source[at + 1] ?? 0;
    result[at + 2] = (low % 2 ** 32) | 0;
    result[at + 3] = high;
  }
  return result;
}
