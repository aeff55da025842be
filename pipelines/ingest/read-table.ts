import {CsvError, parse} from "csv-parse/sync";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {UserError} from "../../schemas/errors.ts";
import type {Hold} from "../intake/hold.ts";
import {type CellSource, cellsOfRows} from "./cell-blocks.ts";
import type {CellTable} from "./cell-table.ts";
import {csvCells} from "./csv-cells.ts";
import {type Encoding, type FileBytes, type ReadableText, readableText, textHead} from "./decode.ts";
import {findHeadings, HEADING_ROWS, type HeadingMatch, headingsError} from "./headings.ts";
import {meltMonths} from "./months-across.ts";
import {readWorkbook, type Sheet} from "./read-workbook.ts";
import {threadedCells} from "./threaded-cells.ts";

/** A file of a known source, ready to be judged. */
export interface TextTable {
  contract: Contract;
  encoding: Encoding | "Excel";
  /** Columns under the headings, those that are not read included. */
  columnCount: number;
  /** Rows known to be no data: totals, blanks, months not reported. */
  ignoredCount: number;
  /** What the reading of the table itself found suspicious, such as totals that are not the sum of their rows. */
  holds: Hold[];
  /** Begins to read the cells, in the contract's column order. */
  cells: () => CellSource;
}

const ZIP = "504b0304";
const OLD_EXCEL = "d0cf11e0";
const HEAD_BYTES = 256 * 1024;
/** From here on a thread that reads is worth its start. */
const LARGE_BYTES = 4 * 1024 * 1024;

/** Finds out what a file is and brings it into the one form that is judged. Throws UserError when it is none of the known sources. */
export function readTable(path: string, bytes: FileBytes, {contracts, scratchFile}: ReadOptions): TextTable {
  if (bytes.byteCount === 0) throw new UserError("ファイルが空です。出し直してください。");
  const magic = bytes.head.subarray(0, 4).toString("hex");
  if (magic === ZIP || magic === OLD_EXCEL) return fromWorkbook(readWorkbook(path), contracts);
  return fromText(path, bytes, {contracts, scratchFile});
}

export interface ReadOptions {
  contracts: Contract[];
  scratchFile: string;
}

function fromText(path: string, bytes: FileBytes, {contracts, scratchFile}: ReadOptions): TextTable {
  const text = readableText(path, bytes, scratchFile);
  const lists = contracts.filter(({layout}) => layout.kind === "list");
  const head = textHead(text, HEAD_BYTES);
  for (const delimiter of [",", "\t"]) {
    const match = findHeadings(parseHead(head, delimiter), lists);
    if (match) return textTable(match, {...text, delimiter, head});
  }
  checkEveryByte(text); // wrong bytes are the better reason for not finding the headings
  throw headingsError(parseHead(head, ","), lists);
}

function textTable(
  {contract, row, columns}: HeadingMatch,
  {path, encoding, writtenIn, byteCount, delimiter, head}: ReadableText & {delimiter: string; head: string},
): TextTable {
  const columnCount = parseHead(head, delimiter)[row]?.length ?? 0;
  const names = fieldsOf(contract).map(({name}) => name);
  const fieldOf = new Int32Array(columnCount).fill(-1);
  for (const [name, index] of columns) fieldOf[index] = names.indexOf(name);
  const file = {path, encoding, delimiter, skipRecords: row + 1, fieldOf, fieldCount: names.length};
  const read = byteCount < LARGE_BYTES ? csvCells : threadedCells;
  return {contract, encoding: writtenIn, columnCount, ignoredCount: 0, holds: [], cells: () => read(file)};
}

/** Throws at the first byte that is not of the encoding. */
function checkEveryByte({path, encoding}: ReadableText): void {
  const file = {path, encoding, delimiter: ",", skipRecords: 0, fieldOf: new Int32Array(0), fieldCount: 0};
  for (const _ of csvCells(file).blocks);
}

/** The rows among which headings are looked for; a quote that is not closed ends them with the row before it. */
function parseHead(head: string, delimiter: string): string[][] {
  const lines = head.split(/\r?\n/).slice(0, HEADING_ROWS);
  const options = {delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false};
  for (let count = lines.length; count > 0; count -= 1)
    try {
      return parse(lines.slice(0, count).join("\n"), options);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
    }
  return [];
}

function fromWorkbook(sheets: Sheet[], contracts: Contract[]): TextTable {
  const visible = sheets.filter(({isHidden}) => !isHidden);
  const found = visible.flatMap((sheet) => {
    const match = findHeadings(sheet.rows, contracts);
    return match ? [{sheet, match}] : [];
  });
  const [first] = found;
  if (!first)
    throw headingsError(
      visible.flatMap(({rows}) => rows.slice(0, HEADING_ROWS)),
      contracts,
    );
  const tables = found
    .filter(({match}) => match.contract === first.match.contract)
    .map(({sheet, match}) => sheetTable(sheet, match));
  const fieldCount = fieldsOf(first.match.contract).length;
  const rows = tables.flatMap((table) => table.rows);
  const places = tables.flatMap((table) => table.places);
  return {
    contract: first.match.contract,
    encoding: "Excel",
    columnCount: fieldCount,
    ignoredCount: tables.reduce((sum, table) => sum + table.ignoredCount, 0),
    holds: [],
    cells: () => cellsOfRows({rows, places, fieldCount}),
  };
}

function sheetTable(sheet: Sheet, match: HeadingMatch): CellTable {
  const {layout} = match.contract;
  return layout.kind === "months_across" ? meltMonths(sheet, match, layout) : listRows(sheet, match);
}

function listRows(sheet: Sheet, {contract, row, columns}: HeadingMatch): CellTable {
  const table: CellTable = {rows: [], places: [], ignoredCount: 0};
  for (const [index, cells] of sheet.rows.entries()) {
    if (index <= row) continue;
    const values = fieldsOf(contract).map(({name}) => cells[columns.get(name) ?? -1] ?? "");
    if (values.every((value) => value === "")) continue;
    table.rows.push(values);
    table.places.push(`シート「${sheet.name}」${index + 1}行目`);
  }
  return table;
}
