import {type InternedTexts, intern} from "./interned-texts.ts";
import {type Cursor, isLineEnd, readCell} from "./read-cell.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;

/** What stood at the cursor: a row, a line without anything, a record with wrong columns or quotes or with others between its quotes, or one cut off by the end of the bytes. */
export type RecordKind = "row" | "blank" | "broken" | "cut";

/** Where a row's cells go: the number of each text, by field. */
export interface RowPlace {
  /** For each column of the file the field that it holds, -1 for one that is not read. */
  fieldOf: Int32Array;
  texts: InternedTexts[];
  cells: Int32Array[];
  row: number;
  /** By field, the number of the last text that stood without quotes; -1 before there is one. */
  lastPlain: Int32Array;
}

/**
 * Takes one record from the cursor. Cells beyond the columns of the headings may stand there empty (trailing
 * delimiters). At a record that is cut the cursor has moved all the same: the caller goes back and brings more bytes.
 */
export function takeRecord(cursor: Cursor, place: RowPlace): RecordKind {
  const begin = cursor.at;
  const columnCount = place.fieldOf.length;
  let column = 0;
  let isBroken = false;
  for (;;) {
    const field = column < columnCount ? (place.fieldOf[column] as number) : -1;
    if (field < 0 || !takeRepeated(cursor, place, field)) {
      const isQuoted = cursor.bytes[cursor.at] === QUOTE;
      const breaks = cursor.quotedBreaks;
      const hash = readCell(cursor);
      if (cursor.isBroken || (column >= columnCount && cursor.to > cursor.from)) isBroken = true;
      if (cursor.quotedBreaks > breaks && holdsRows(cursor, cursor.quotedBreaks - breaks, columnCount))
        isBroken = true;
      if (field >= 0) keepCell(cursor, place, {field, hash, isQuoted});
    }
    column += 1;
    if (cursor.at >= cursor.end || cursor.bytes[cursor.at] !== cursor.delimiter) break;
    cursor.at += 1;
  }
  const isBlank = cursor.at === begin;
  if (!passLineEnd(cursor)) return "cut";
  if (isBlank) return "blank";
  return isBroken || column < columnCount ? "broken" : "row";
}

/** Whether the cell between its quotes, with that many line breaks, has delimiters enough for as many rows. */
function holdsRows({cell, from, to, delimiter}: Cursor, breaks: number, columnCount: number): boolean {
  let delimiters = 0;
  for (let at = from; at < to; at += 1) if (cell[at] === delimiter) delimiters += 1;
  return columnCount > 1 && delimiters >= breaks * (columnCount - 1);
}

function keepCell(
  cursor: Cursor,
  place: RowPlace,
  read: {field: number; hash: number; isQuoted: boolean},
): void {
  const number = intern(place.texts[read.field] as InternedTexts, cursor, read.hash);
  (place.cells[read.field] as Int32Array)[place.row] = number;
  if (!read.isQuoted) place.lastPlain[read.field] = number;
}

/** Many cells say what the one above says: comparing costs less than hashing. */
function takeRepeated(cursor: Cursor, {texts, cells, row, lastPlain}: RowPlace, field: number): boolean {
  const last = lastPlain[field] as number;
  if (last < 0) return false;
  const {bytes, at} = cursor;
  const {arena, starts} = texts[field] as InternedTexts;
  const start = starts[last] as number;
  const length = (starts[last + 1] as number) - start;
  if (at + length >= cursor.end) return false;
  let same = 0;
  while (same < length && arena[start + same] === bytes[at + same]) same += 1;
  const next = bytes[at + length];
  if (same < length || (next !== cursor.delimiter && !isLineEnd(next))) return false;
  (cells[field] as Int32Array)[row] = last;
  cursor.at = at + length;
  return true;
}

/** Passes \n, \r\n or \r; false when the end of the bytes leaves open whether the record is over. */
function passLineEnd(cursor: Cursor): boolean {
  const {bytes, end, isLast} = cursor;
  if (cursor.at >= end) return isLast;
  if (!isLineEnd(bytes[cursor.at])) return true;
  if (bytes[cursor.at] === CARRIAGE_RETURN) {
    if (cursor.at + 1 >= end && !isLast) return false;
    if (bytes[cursor.at + 1] === LINE_FEED && cursor.at + 1 < end) cursor.at += 1;
  }
  cursor.at += 1;
  return true;
}
