import {largest} from "../../schemas/extremes.ts";
import {formatValue, WITHHELD} from "./format.ts";

/**
 * A table of a printed document as plain data. The page, the CSV file, the workbook and the verifier are all made from
 * it, so they cannot differ.
 */
export interface DocumentTable {
  /**
   * The same in every year, in kebab-case: "overtime-pay". Names files and sheets; where a document shows one indicator
   * twice, its second table is "…-2" there.
   */
  id: string;
  /** Without its number; 表1, 表2 … are given in the order of the document. */
  caption: string;
  /** Rows of headings, the first row topmost. Spans count as in HTML. */
  head: Heading[][];
  /** Every row has as many cells as the table has columns, except bands, which have one. */
  rows: TableRow[];
  /** What must stand below the table, with its sign: "※…", "注1）…". */
  notes: string[];
}

export interface Heading {
  text: string;
  columns: number;
  rows: number;
  /** Of a column of numbers. */
  isNumber: boolean;
}

/** A band names the rows below it and has one cell across the table; a total is set off by a rule. */
export interface TableRow {
  kind: "row" | "total" | "band";
  cells: Cell[];
}

/** The first cell of a row is its label; `text` is what is printed, with mark and unit where those are printed. */
export type Cell = LabelCell | TextCell | NumberCell;

export interface LabelCell {
  kind: "label";
  text: string;
}

export interface TextCell {
  kind: "text";
  text: string;
}

export interface NumberCell {
  kind: "number";
  text: string;
  /** Unrounded; null for －, and for a withheld value (x). */
  value: number | null;
  decimals: number;
  /** "" where the caption says it or there is none. */
  unit: string;
  /** What `npx kaikaku explain` resolves, where the value is a figure of an indicator. */
  figureCode?: string;
}

export function heading(text: string, {columns = 1, rows = 1, isNumber = false} = {}): Heading {
  return {text, columns, rows, isNumber};
}

export function label(text: string): LabelCell {
  return {kind: "label", text};
}

export function textCell(text: string): TextCell {
  return {kind: "text", text};
}

export interface NumberOptions {
  decimals?: number;
  /** Printed after the number. */
  unit?: string;
  isWithheld?: boolean;
  figureCode?: string | undefined;
  /** Where the number is not printed in digits (38億1千9百万円). */
  text?: string;
}

export function numberCell(value: number | null, options: NumberOptions = {}): NumberCell {
  const {decimals = 0, unit = "", isWithheld = false, figureCode, text} = options;
  const shown = isWithheld ? null : value;
  const digits = text ?? formatValue(shown, decimals);
  return {
    kind: "number",
    text: isWithheld ? WITHHELD : `${digits}${shown === null ? "" : unit}`,
    value: shown,
    decimals,
    unit,
    ...(figureCode !== undefined && {figureCode}),
  };
}

/** How many columns a table has. */
export function columnCount({head, rows}: Pick<DocumentTable, "head" | "rows">): number {
  const [first] = head;
  if (first) return first.reduce((sum, {columns}) => sum + columns, 0);
  return largest(
    rows.map(({cells}) => cells.length),
    0,
  );
}

/** The same tables. An error where a row is not as wide as its table: its cells would stand under other headings. */
export function evenTables(tables: DocumentTable[]): DocumentTable[] {
  for (const {id, head, rows} of tables) {
    const columns = columnCount({head, rows});
    const uneven = rows.find(({kind, cells}) => kind !== "band" && cells.length !== columns);
    if (uneven)
      throw new Error(
        `table "${id}" has ${columns} columns, but a row of ${uneven.cells.length} cells: ${uneven.cells[0]?.text}`,
      );
  }
  return tables;
}
