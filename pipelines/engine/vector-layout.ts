import {
  type DuckDBArrayType,
  type DuckDBDecimalType,
  type DuckDBEnumType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
  STRUCT,
} from "@duckdb/node-api";
import type {FixedValues} from "./column.ts";

type ArrayOf = {
  new (buffer: ArrayBuffer, byteOffset: number, length: number): FixedValues;
  readonly name: string;
  readonly BYTES_PER_ELEMENT: number;
};

/** How the engine keeps the values of a type: in which buffers, how wide. */
export type VectorLayout =
  | {kind: "fixed"; array: ArrayOf; width: number}
  | {kind: "text"}
  | {kind: "list"; child: DuckDBType}
  | {kind: "array"; child: DuckDBType; items: number}
  | {kind: "struct"; names: readonly string[]; children: readonly DuckDBType[]}
  | {kind: "other"};

const FIXED: Partial<Record<DuckDBTypeId, [ArrayOf, words?: number]>> = {
  [DuckDBTypeId.BOOLEAN]: [Uint8Array],
  [DuckDBTypeId.TINYINT]: [Int8Array],
  [DuckDBTypeId.SMALLINT]: [Int16Array],
  [DuckDBTypeId.INTEGER]: [Int32Array],
  [DuckDBTypeId.BIGINT]: [BigInt64Array],
  [DuckDBTypeId.HUGEINT]: [BigInt64Array, 2],
  [DuckDBTypeId.UHUGEINT]: [BigInt64Array, 2],
  [DuckDBTypeId.UTINYINT]: [Uint8Array],
  [DuckDBTypeId.USMALLINT]: [Uint16Array],
  [DuckDBTypeId.UINTEGER]: [Uint32Array],
  [DuckDBTypeId.UBIGINT]: [BigUint64Array],
  [DuckDBTypeId.FLOAT]: [Float32Array],
  [DuckDBTypeId.DOUBLE]: [Float64Array],
  [DuckDBTypeId.DATE]: [Int32Array],
  [DuckDBTypeId.TIME]: [BigInt64Array],
  [DuckDBTypeId.TIME_NS]: [BigInt64Array],
  [DuckDBTypeId.TIMESTAMP]: [BigInt64Array],
  [DuckDBTypeId.TIMESTAMP_S]: [BigInt64Array],
  [DuckDBTypeId.TIMESTAMP_MS]: [BigInt64Array],
  [DuckDBTypeId.TIMESTAMP_NS]: [BigInt64Array],
  [DuckDBTypeId.TIMESTAMP_TZ]: [BigInt64Array],
  [DuckDBTypeId.INTERVAL]: [BigInt64Array, 2],
};

const TEXT = [DuckDBTypeId.VARCHAR, DuckDBTypeId.BLOB];

export function layoutOf(type: DuckDBType): VectorLayout {
  const fixed = FIXED[type.typeId];
  if (fixed) return fixedLayout(fixed[0], fixed[1]);
  if (TEXT.includes(type.typeId)) return {kind: "text"};
  switch (type.typeId) {
    case DuckDBTypeId.DECIMAL:
      return decimalLayout(type as DuckDBDecimalType);
    case DuckDBTypeId.ENUM:
      return enumLayout(type as DuckDBEnumType);
    case DuckDBTypeId.LIST:
      return {kind: "list", child: (type as DuckDBListType).valueType};
    case DuckDBTypeId.MAP:
      return {kind: "list", child: entryType(type as DuckDBMapType)};
    case DuckDBTypeId.ARRAY:
      return arrayLayout(type as DuckDBArrayType);
    case DuckDBTypeId.STRUCT:
      return structLayout(type as DuckDBStructType);
    default:
      return {kind: "other"};
  }
}

function fixedLayout(array: ArrayOf, words = 1): VectorLayout {
  return {kind: "fixed", array, width: array.BYTES_PER_ELEMENT * words};
}

/** A DECIMAL is an integer just wide enough for its digits. */
function decimalLayout({width}: DuckDBDecimalType): VectorLayout {
  if (width <= 4) return fixedLayout(Int16Array);
  if (width <= 9) return fixedLayout(Int32Array);
  return fixedLayout(BigInt64Array, width <= 18 ? 1 : 2);
}

function enumLayout({values}: DuckDBEnumType): VectorLayout {
  if (values.length <= 0xff) return fixedLayout(Uint8Array);
  return fixedLayout(values.length <= 0xffff ? Uint16Array : Uint32Array);
}

function arrayLayout({valueType, length}: DuckDBArrayType): VectorLayout {
  return {kind: "array", child: valueType, items: length};
}

function structLayout({entryNames, entryTypes}: DuckDBStructType): VectorLayout {
  return {kind: "struct", names: entryNames, children: entryTypes};
}

/** A MAP is a list of key and value. */
function entryType({keyType, valueType}: DuckDBMapType): DuckDBType {
  return STRUCT({key: keyType, value: valueType});
}
