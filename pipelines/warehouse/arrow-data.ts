import {type DuckDBDecimalType, type DuckDBEnumType, type DuckDBType, DuckDBTypeId} from "@duckdb/node-api";
import {Data, type DataType, type List, type Struct, Utf8, Vector} from "apache-arrow";
import {UserError} from "../../schemas/errors.ts";
import {type Column, type FixedValues, textColumn} from "./column.ts";
import {layoutOf} from "./vector-layout.ts";

/** A column of the engine's and the Arrow type it becomes. */
export interface ArrowColumn {
  type: DuckDBType;
  arrow: DataType;
  /** Texts of an ENUM, the same object in every batch; otherwise nothing. */
  words: Vector | undefined;
  /** Of a list or a struct. */
  children: ArrowColumn[];
}

export function arrowColumn(type: DuckDBType, arrow: DataType): ArrowColumn {
  const layout = layoutOf(type);
  const inner = layout.kind === "list" ? [layout.child] : layout.kind === "struct" ? layout.children : [];
  return {
    type,
    arrow,
    words: type.typeId === DuckDBTypeId.ENUM ? wordsOf((type as DuckDBEnumType).values) : undefined,
    children: inner.map((child, index) => arrowColumn(child, arrow.children[index]?.type as DataType)),
  };
}

function wordsOf(words: readonly string[]): Vector {
  return new Vector([textData(new Utf8(), words.length, textColumn(words))]);
}

/** The rows as Arrow's buffers. Buffers that are the same in both are handed on, not copied. */
export function arrowData(target: ArrowColumn, column: Column, rows: number): Data {
  const {arrow, children} = target;
  switch (column.kind) {
    case "fixed":
      return fixedData(target, column, rows);
    case "text":
      return textData(arrow, rows, column);
    case "list": {
      const [child] = children;
      const items = column.offsets[rows] ?? 0;
      const data = arrowData(child as ArrowColumn, column.child, items);
      const buffers = [column.offsets, undefined, column.valid] as const;
      return new Data(
        arrow as List,
        0,
        rows,
        nullCount(column),
        {0: buffers[0], 2: buffers[2] as Uint8Array},
        [data],
      );
    }
    case "struct":
      return new Data(
        arrow as Struct,
        0,
        rows,
        nullCount(column),
        {2: column.valid as Uint8Array},
        column.children.map((child, index) => arrowData(children[index] as ArrowColumn, child, rows)),
      );
    default:
      return column satisfies never;
  }
}

/** Counted by Arrow itself when there are bits (-1). */
function nullCount({valid}: Column): number {
  return valid ? -1 : 0;
}

function textData(arrow: DataType, rows: number, column: Column & {kind: "text"}): Data {
  const {offsets, bytes, valid} = column;
  return new Data(arrow, 0, rows, nullCount(column), {0: offsets, 1: bytes, 2: valid as Uint8Array});
}

function fixedData({type, arrow, words}: ArrowColumn, column: Column & {kind: "fixed"}, rows: number): Data {
  const values = arrowValues(type, column.values, rows);
  const buffers = {1: values, 2: column.valid as Uint8Array};
  const nulls = nullCount(column);
  return words
    ? new Data<DataType>(arrow, 0, rows, nulls, buffers, [], words)
    : new Data(arrow, 0, rows, nulls, buffers);
}

function arrowValues(type: DuckDBType, values: FixedValues, rows: number): FixedValues {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return bitsOf(values as Uint8Array);
    case DuckDBTypeId.DECIMAL:
      return decimals(values, (type as DuckDBDecimalType).width);
    case DuckDBTypeId.HUGEINT:
      return words(values);
    case DuckDBTypeId.INTERVAL:
      return intervals(words(values), rows);
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

/** Months, days and microseconds to months, days and nanoseconds, without an object for a value. */
function intervals(source: Uint32Array, rows: number): Int32Array {
  const result = new Int32Array(rows * 4);
  for (let row = 0; row < rows; row += 1) {
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
