import {composedKana} from "../../../schemas/composed-kana.ts";
import type {Remark} from "./remark.ts";
import type {ShownNumber} from "./xlsx/shown-number.ts";

/** A sheet, or a text file split into cells, before anybody knows what it is. */
export interface Grid {
  /** Name of the sheet; undefined for a text file. */
  name: string | undefined;
  isHidden: boolean;
  /** The file is not as its format asks for, and was read by the library, which guesses. */
  isDamaged: boolean;
  /** Every cell as text; cells of a merged range carry its text. */
  rows: string[][];
  /** Number of the line or row from 1, by index. */
  lineNumbers: (row: number) => number;
  /** Cells (see cellKey) that show the text of the merged range they lie in. */
  repeated: Set<number>;
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
  /** Numbers (see cellKey) that are shown otherwise than they are stored. */
  shown: Map<number, ShownNumber>;
  /** Cells whose formula has a result that may be out of date. */
  stale: {row: number; column: number}[];
  /** Texts of a workbook that stand in no cell. */
  remarks: Remark[];
}

/** "シート「R2」8行目", "8行目" */
export function placeOf({name, lineNumbers}: Grid, row: number): string {
  return `${name === undefined ? "" : `シート「${name}」`}${lineNumbers(row)}行目`;
}

export function cellAt({rows}: Grid, row: number, column: number | undefined): string {
  return column === undefined ? "" : (rows[row]?.[column] ?? "");
}

export function cellKey(row: number, column: number): number {
  return row * 16_384 + column;
}

/** Spaces and line breaks in a heading or label are layout, not meaning. */
export function plain(text: string): string {
  return composedKana(text.replace(/[\s\u3000]/g, ""));
}
