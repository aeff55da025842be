import {type DuckDBEnumType, type DuckDBType, DuckDBTypeId} from "@duckdb/node-api";
import {Data, type DataType, Utf8, Vector} from "apache-arrow";
import {arrowValues} from "./arrow-values.ts";
import {type Column, textColumn} from "./column.ts";
import {layoutOf, type VectorLayout} from "./vector-layout.ts";

/** A column of the engine's and the Arrow type it becomes. */
export interface ArrowColumn {
  type: DuckDBType;
  arrow: DataType;
  /** Texts of an ENUM, the same object in every batch; otherwise nothing. */
  words: Vector | undefined;
  /** Of a list, an array or a struct. */
  children: ArrowColumn[];
}

export function arrowColumn(type: DuckDBType, arrow: DataType): ArrowColumn {
  const layout = layoutOf(type);
  return {
    type,
    arrow,
    words: type.typeId === DuckDBTypeId.ENUM ? wordsOf((type as DuckDBEnumType).values) : undefined,
    children: innerTypes(layout).map((child, index) =>
      arrowColumn(child, arrow.children[index]?.type as DataType),
    ),
  };
}

function innerTypes(layout: VectorLayout): readonly DuckDBType[] {
  switch (layout.kind) {
    case "list":
    case "array":
      return [layout.child];
    case "struct":
      return layout.children;
    default:
      return [];
  }
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
      const {offsets, child} = column;
      const items = arrowData(children[0] as ArrowColumn, child, offsets[rows] ?? 0);
      return new Data(arrow, 0, rows, nullCount(column), {0: offsets, 2: bitsIn(column)}, [items]);
    }
    case "array": {
      const items = arrowData(children[0] as ArrowColumn, column.child, rows * column.items);
      return new Data(arrow, 0, rows, nullCount(column), {2: bitsIn(column)}, [items]);
    }
    case "struct": {
      const members = column.children.map((child, index) =>
        arrowData(children[index] as ArrowColumn, child, rows),
      );
      return new Data(arrow, 0, rows, nullCount(column), {2: bitsIn(column)}, members);
    }
    default:
      return column satisfies never;
  }
}

/** Arrow's own types do not say that there may be none. */
function bitsIn({valid}: Column): Uint8Array {
  return valid as Uint8Array;
}

/** Counted by Arrow itself when there are bits (-1). */
function nullCount({valid}: Column): number {
  return valid ? -1 : 0;
}

function textData(arrow: DataType, rows: number, column: Column & {kind: "text"}): Data {
  const {offsets, bytes} = column;
  return new Data(arrow, 0, rows, nullCount(column), {0: offsets, 1: bytes, 2: bitsIn(column)});
}

function fixedData({type, arrow, words}: ArrowColumn, column: Column & {kind: "fixed"}, rows: number): Data {
  const buffers = {1: arrowValues(type, column, rows), 2: bitsIn(column)};
  const nulls = nullCount(column);
  return words
    ? new Data<DataType>(arrow, 0, rows, nulls, buffers, [], words)
    : new Data(arrow, 0, rows, nulls, buffers);
}
