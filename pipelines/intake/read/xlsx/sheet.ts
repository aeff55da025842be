import {UserError} from "../../../../schemas/errors.ts";
import {largest, smallest} from "../../../../schemas/extremes.ts";
import {cellKey} from "../grid.ts";
import {isoText, type NumberMeaning, numberText} from "./number-format.ts";
import {tooManyOf} from "./sheet-budget.ts";
import type {ShownNumber} from "./shown-number.ts";
import {cellString, type NumberStyles} from "./styles.ts";
import {attribute, scanXml} from "./xml.ts";

/** What cells of all sheets refer to. */
export interface WorkbookParts {
  strings: string[];
  meanings: NumberMeaning[];
  shown: NumberStyles["shown"];
  is1904: boolean;
}

/** A cell with a formula, and what the file keeps as its result. */
export interface FormulaCell {
  row: number;
  column: number;
  /** None; a 0 or an empty text, as writers put there that do not compute; or anything else. */
  result: "none" | "dummy" | "other";
}

/** Cells as text by row and column from 0, and what is to be known about some of them. */
export interface SheetCells {
  rows: string[][];
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
  /** Merged ranges. */
  merges: Range[];
  formulas: FormulaCell[];
  /** Numbers (see cellKey) that are shown otherwise than they are stored. */
  shown: Map<number, ShownNumber>;
}

export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

const MAX_ROWS = 1_048_576;
/** A table of people has dozens of columns. */
const MAX_COLUMNS = 1_000;
/** Each cell is looked for in each of them. */
export const MAX_ARRAYS = 10_000;
/** A full sheet of two dozen columns; cells to the left of a text count, too, and so do those without one. */
const MAX_CELLS = 25_000_000;
/** A full sheet of nine columns of them. */
const MAX_FORMULAS = 10_000_000;

interface OpenCell {
  column: number;
  type: string;
  style: number;
  raw: string;
  hasValue: boolean;
  hasFormula: boolean;
}

/** Reads the XML of one sheet. Throws when it is damaged, UserError when it is wider than any table of this office. */
export function readSheet(xml: string, parts: WorkbookParts): SheetCells {
  const sheet: SheetCells = {
    rows: [],
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merges: [],
    formulas: [],
    shown: new Map(),
  };
  const arrays: Range[] = [];
  const textOf = textsOfCells(parts);
  let row = -1;
  let column = -1;
  let cell: OpenCell | undefined;
  let collects = false;
  let isReading = false;
  let cellCount = 0;
  let namedCount = 0;
  const openers: Record<string, (attributes: string) => void> = {
    row: (attributes) => {
      const number = attribute(attributes, "r");
      row = number === undefined ? row + 1 : Number(number) - 1;
      column = -1;
      if (!(row >= 0 && row < MAX_ROWS)) throw new Error("row out of range");
      if (isTrue(attribute(attributes, "hidden"))) sheet.hiddenRows.add(row);
    },
    c: (attributes) => {
      namedCount += 1;
      if (namedCount > MAX_CELLS) throw tooManyOf("セル", MAX_CELLS);
      const reference = attribute(attributes, "r");
      column = reference === undefined ? column + 1 : columnOf(reference);
      cell = {
        column,
        type: attribute(attributes, "t") ?? "n",
        style: Number(attribute(attributes, "s") ?? 0),
        raw: "",
        hasValue: false,
        hasFormula: false,
      };
    },
    v: () => {
      collects = true;
    },
    t: () => {
      collects = !isReading;
    },
    rPh: () => {
      isReading = true;
    },
    f: (attributes) => {
      if (cell) cell.hasFormula = true;
      // One formula for a range: the other cells of it have results only.
      const range = attribute(attributes, "ref");
      if (range?.includes(":") && attribute(attributes, "t") !== "shared") arrays.push(rangeOf(range));
      if (arrays.length > MAX_ARRAYS) throw tooManyOf("範囲の数式（配列数式）", MAX_ARRAYS);
    },
    mergeCell: (attributes) => sheet.merges.push(rangeOf(attribute(attributes, "ref") ?? "")),
    col: (attributes) => hideColumns(sheet, attributes),
  };
  const closers: Record<string, () => void> = {
    v: () => {
      collects = false;
    },
    t: () => {
      collects = false;
    },
    rPh: () => {
      isReading = false;
    },
    c: () => {
      const before = sheet.rows[row]?.length ?? 0;
      if (cell) put(sheet, {row, cell, parts, arrays, textOf});
      cell = undefined;
      cellCount += (sheet.rows[row]?.length ?? 0) - before;
      if (cellCount > MAX_CELLS) throw tooManyOf("セル", MAX_CELLS);
      if (sheet.formulas.length > MAX_FORMULAS) throw tooManyOf("数式", MAX_FORMULAS);
    },
  };
  scanXml(xml, {
    open: (name, attributes) => openers[name]?.(attributes),
    close: (name) => closers[name]?.(),
    text: (raw) => {
      if (!collects || !cell) return;
      cell.raw += raw;
      cell.hasValue = true;
    },
  });
  return sheet;
}

function isTrue(flag: string | undefined): boolean {
  return flag === "1" || flag === "true";
}

/** Only columns that a table can have: "all columns to the right are hidden" is a common way to tidy a sheet. */
function hideColumns(sheet: SheetCells, attributes: string): void {
  if (!isTrue(attribute(attributes, "hidden"))) return;
  const first = Number(attribute(attributes, "min")) - 1;
  const last = Math.min(Number(attribute(attributes, "max")) - 1, MAX_COLUMNS);
  for (let column = first; column <= last; column += 1) sheet.hiddenColumns.add(column);
}

interface PutCell {
  row: number;
  cell: OpenCell;
  parts: WorkbookParts;
  arrays: Range[];
  textOf: (cell: OpenCell) => string;
}

function put(sheet: SheetCells, {row, cell, parts, arrays, textOf}: PutCell): void {
  const {column} = cell;
  const isIn = ({top, left, bottom, right}: Range) =>
    row >= top && row <= bottom && column >= left && column <= right;
  if (cell.hasFormula || arrays.some(isIn)) sheet.formulas.push({row, column, result: resultOf(cell)});
  const shown =
    cell.hasValue && (cell.type === "n" || cell.type === "") ? parts.shown[cell.style] : undefined;
  if (shown && parts.meanings[cell.style] === "number") sheet.shown.set(cellKey(row, column), shown);
  putText(sheet.rows, {row, column, text: cell.hasValue ? textOf(cell) : ""});
}

function resultOf({type, raw, hasValue}: OpenCell): FormulaCell["result"] {
  if (type === "str") return raw === "" ? "dummy" : "other";
  if (!hasValue) return "none";
  return Number(raw) === 0 && type !== "e" ? "dummy" : "other";
}

/** Puts a text into its place. UserError when the sheet is wider than any table of this office. */
export function putText(
  rows: string[][],
  {row, column, text}: {row: number; column: number; text: string},
): void {
  if (text === "") return;
  if (column >= MAX_COLUMNS)
    throw new UserError(
      `表の列が多すぎます（${MAX_COLUMNS.toLocaleString("ja-JP")}列まで）。${row + 1}行目の右のほうの余分なセルを消して、送り直してもらってください。`,
    );
  while (rows.length <= row) rows.push([]);
  const cells = rows[row] as string[];
  while (cells.length < column) cells.push("");
  cells[column] = text;
}

/** Many cells have few different texts: short ones are made once, and are one and the same wherever they stand again. */
function textsOfCells(parts: WorkbookParts): (cell: OpenCell) => string {
  const known = new Map<string, string>();
  return (cell) => {
    if (!WRITTEN_OUT.has(cell.type) || cell.raw.length > LONGEST_SHARED) return textOfCell(cell, parts);
    const text = known.get(cell.raw) ?? textOfCell(cell, parts);
    if (known.size < MOST_SHARED) known.set(cell.raw, text);
    return text;
  };
}

const WRITTEN_OUT = new Set(["str", "inlineStr", "e"]);
const LONGEST_SHARED = 64;
const MOST_SHARED = 100_000;

function textOfCell({type, raw, style}: OpenCell, {strings, meanings, is1904}: WorkbookParts): string {
  switch (type) {
    case "s":
      return sharedString(strings, raw);
    case "n":
    case "":
      return numberText(raw, meanings[style] ?? "number", is1904);
    case "b":
      return isTrue(raw.trim()) ? "TRUE" : "FALSE";
    case "str":
    case "inlineStr":
    case "e":
      return cellString(raw);
    case "d":
      return isoText(cellString(raw), meanings[style] ?? "number");
    default:
      throw new Error("unknown kind of cell");
  }
}

function sharedString(strings: string[], index: string): string {
  const text = strings[Number(index)];
  if (text === undefined) throw new Error("a cell refers to a text that is not there");
  return text;
}

/** Clears the bit that tells "a" from "A". */
const UPPER_CASE = 0xdf;

function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & UPPER_CASE;
    if (code < 0x41 || code > 0x5a) break;
    column = column * 26 + code - 0x40;
  }
  if (column < 1 || column > 16_384) throw new Error("column out of range");
  return column - 1;
}

function rangeOf(reference: string): Range {
  const [from = "", to = from] = reference.split(":");
  const rowOf = (corner: string) => Number(/[0-9]+$/.exec(corner)?.[0]) - 1;
  const [rows, columns] = [
    [rowOf(from), rowOf(to)],
    [columnOf(from), columnOf(to)],
  ];
  if (!(smallest(rows) >= 0)) throw new Error("no range");
  return {
    top: smallest(rows),
    left: smallest(columns),
    bottom: largest(rows),
    right: largest(columns),
  };
}

/** Column 0 → "A", 27 → "AB". */
export function columnName(column: number): string {
  const rest = column % 26;
  const letter = String.fromCharCode(0x41 + rest);
  return column < 26 ? letter : columnName((column - rest) / 26 - 1) + letter;
}
