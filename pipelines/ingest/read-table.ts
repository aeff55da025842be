import {writeFileSync} from "node:fs";
import {CsvError, parse} from "csv-parse/sync";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {UserError} from "../../schemas/errors.ts";
import type {Hold} from "../intake/hold.ts";
import type {CellTable} from "./cell-table.ts";
import {type Encoding, encodingOf, type FileBytes, type TextPart, textHead, textParts} from "./decode.ts";
import {findHeadings, HEADING_ROWS, type HeadingMatch, headingsError} from "./headings.ts";
import {meltMonths} from "./months-across.ts";
import {readWorkbook, type Sheet} from "./read-workbook.ts";
import {recordLines} from "./record-lines.ts";

/** A file as UTF-8 CSV, ready to be judged by the engine. */
export interface TextTable {
  contract: Contract;
  encoding: Encoding | "Excel";
  /** The text in order, piece by piece; every piece is made when it is asked for. */
  parts: () => Iterable<TextPart>;
  delimiter: string;
  /** Lines of the first part above the first data row. */
  skipLines: number;
  /** Name of each CSV column's field; null for a column that is not in the contract and is not read. */
  columns: (string | null)[];
  /** Rows known to be no data: totals, blanks, months not reported. */
  ignoredCount: number;
  /** What the reading of the table itself found suspicious, such as totals that are not the sum of their rows. */
  holds: Hold[];
  /** Finds out where the data rows stand, by their index from 0; asked only when something is wrong. */
  findPlaces: () => Promise<(rowIndex: number) => string>;
}

const ZIP = "504b0304";
const OLD_EXCEL = "d0cf11e0";
const HEAD_BYTES = 256 * 1024;

/** Finds out what a file is and brings it into the one form that is judged. Throws UserError when it is none of the known sources. */
export function readTable(path: string, bytes: FileBytes, {contracts, scratchFile}: ReadOptions): TextTable {
  if (bytes.byteCount === 0) throw new UserError("ファイルが空です。出し直してください。");
  const magic = bytes.head.subarray(0, 4).toString("hex");
  if (magic === ZIP || magic === OLD_EXCEL) return fromWorkbook(readWorkbook(path), {contracts, scratchFile});
  return fromText(path, bytes, {contracts, scratchFile});
}

export interface ReadOptions {
  contracts: Contract[];
  scratchFile: string;
}

function fromText(path: string, bytes: FileBytes, {contracts, scratchFile}: ReadOptions): TextTable {
  const encoding = encodingOf(bytes);
  if (encoding === "UTF-16" && bytes.byteCount % 2 === 1)
    throw new UserError("UTF-16のファイルが文字の途中で切れています。元のシステムから出し直してください。");
  const parts = () => textParts(path, bytes, scratchFile);
  const lists = contracts.filter(({layout}) => layout.kind === "list");
  const head = textHead(path, {bytes, encoding, size: HEAD_BYTES});
  for (const delimiter of [",", "\t"]) {
    const match = findHeadings(parseHead(head, delimiter), lists);
    if (match) return textTable(match, {encoding, parts, delimiter, head});
  }
  for (const _ of parts()); // wrong bytes are the better reason for not finding the headings
  throw headingsError(parseHead(head, ","), lists);
}

function textTable(
  match: HeadingMatch,
  {head, ...text}: Pick<TextTable, "encoding" | "parts" | "delimiter"> & {head: string},
): TextTable {
  const columnCount = parseHead(head, text.delimiter)[match.row]?.length ?? 0;
  const skipLines = match.row + 1;
  const names = new Map([...match.columns].map(([name, index]) => [index, name]));
  return {
    contract: match.contract,
    ...text,
    skipLines,
    columns: Array.from({length: columnCount}, (_, index) => names.get(index) ?? null),
    ignoredCount: 0,
    holds: [],
    findPlaces: async () => {
      const lines = await recordLines({...text, skipLines, columnCount});
      return (rowIndex) => `${lines[rowIndex] ?? "？"}行目`;
    },
  };
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

function fromWorkbook(sheets: Sheet[], {contracts, scratchFile}: ReadOptions): TextTable {
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
  const places = tables.flatMap((table) => table.places);
  writeCsv(
    scratchFile,
    tables.flatMap(({rows}) => rows),
  );
  return {
    contract: first.match.contract,
    encoding: "Excel",
    parts: () => [{path: scratchFile, firstLine: 1}],
    delimiter: ",",
    skipLines: 0,
    columns: fieldsOf(first.match.contract).map(({name}) => name),
    ignoredCount: tables.reduce((sum, table) => sum + table.ignoredCount, 0),
    holds: [],
    findPlaces: async () => (rowIndex) => places[rowIndex] ?? "？",
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

function writeCsv(path: string, rows: string[][]): void {
  const lines = rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
  writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
}
