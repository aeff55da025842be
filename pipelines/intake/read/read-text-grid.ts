import {parse} from "csv-parse/sync";
import {UserError} from "../../../schemas/errors.ts";
import {readPlainFile} from "../../installation/plain-file.ts";
import {cp932ToUtf8} from "./cp932.ts";
import type {ReadableText} from "./decode.ts";
import type {Grid} from "./grid.ts";

/** Text files up to this size are looked at as a whole where they are no plain list. */
export const MAX_GRID_BYTES = 16 * 1024 * 1024;

/** As many as a sheet of Excel has rows: a few bytes a row would fill the memory. */
const MAX_GRID_LINES = 1_048_576;
const LINE_ENDS = [0x0a, 0x0d];

/** A file of UTF-16 is longer when it is UTF-8. */
const MAX_TEXT_BYTES = 2 * MAX_GRID_BYTES;

interface TextRecord {
  record: string[];
  /** On which it begins. */
  line: number;
}

/** A text file as a grid of cells, each row with the line on which it begins. UserError where a quote swallows rows. */
export function readTextGrid(file: ReadableText, delimiter: string): Grid {
  return gridOf(parseText(textOf(file), delimiter));
}

/** As readTextGrid, but where its quotes are wrong every line is a row, and the quotes stay where a person can see them. */
export function readBrokenTextGrid(file: ReadableText, delimiter: string): Grid {
  const text = textOf(file);
  try {
    return gridOf(parseText(text, delimiter));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
    return gridOf(lines.map((line, index) => ({record: line.split(delimiter), line: index + 1})));
  }
}

function textOf({path, encoding}: ReadableText): string {
  const bytes = readPlainFile(path, MAX_TEXT_BYTES);
  mustHaveFewerLines(bytes);
  return encoding === "CP932" ? fromCp932(bytes) : bytes.toString("utf8");
}

function gridOf(records: TextRecord[]): Grid {
  return {
    name: undefined,
    isHidden: false,
    isDamaged: false,
    rows: records.map(({record}) => record),
    lineNumbers: (row) => records[row]?.line ?? 0,
    repeated: new Set(),
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    stale: [],
    remarks: [],
    shown: new Map(),
  };
}

function fromCp932(bytes: Buffer): string {
  const text = cp932ToUtf8(bytes);
  if (typeof text !== "number") return text.toString("utf8");
  const line = bytes.subarray(0, text).toString("latin1").split("\n").length;
  throw new UserError(
    `文字コードを読めません。${line}行目（先頭から${(text + 1).toLocaleString("ja-JP")}バイト目）に、UTF-8でもShift_JIS（CP932）でもない文字があります。` +
      "元のシステムから出し直すか、UTF-8で保存し直してください。",
  );
}

function parseText(text: string, delimiter: string): TextRecord[] {
  const records = parsedText(text, delimiter);
  if (!text.includes('"')) return records;
  const swallowing = records.find(({record}) => record.some((cell) => holdsRows(cell, record, delimiter)));
  if (!swallowing) return records;
  const last = swallowing.line + lineBreaks(swallowing.record);
  throw new UserError(
    `引用符（"）が正しく閉じていないため、${swallowing.line}行目から${last}行目までが1つの行になっています。引用符を直して、元のシステムから出し直してください。`,
  );
}

/** Whether the cell has delimiters enough for as many rows as it has line breaks. */
function holdsRows(cell: string, {length}: string[], delimiter: string): boolean {
  const breaks = lineBreaks([cell]);
  return breaks > 0 && length > 1 && cell.split(delimiter).length - 1 >= breaks * (length - 1);
}

function parsedText(text: string, delimiter: string): TextRecord[] {
  const options = {delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: false};
  try {
    const records = parse(text, options) as unknown as {record: string[]; info: {lines: number}}[];
    return records.map(({record, info}) => ({record, line: info.lines - lineBreaks(record)}));
  } catch (cause) {
    const {lines} = cause as {lines?: number};
    throw new UserError(
      `引用符（"）が正しく閉じていません（${lines ?? "？"}行目のあたり）。元のシステムから出し直してください。`,
      {cause},
    );
  }
}

function mustHaveFewerLines(bytes: Buffer): void {
  const [feeds, returns] = LINE_ENDS.map((end) => countOf(bytes, end));
  if (Math.max(feeds ?? 0, returns ?? 0) <= MAX_GRID_LINES) return;
  throw new UserError(
    `行が多すぎます（${MAX_GRID_LINES.toLocaleString("ja-JP")}行まで）。空の行を消すか、期間を分けて出し直してください。`,
  );
}

function countOf(bytes: Buffer, wanted: number): number {
  let count = 0;
  for (const byte of bytes) if (byte === wanted) count += 1;
  return count;
}

function lineBreaks(record: string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}
