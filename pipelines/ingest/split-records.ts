import {type InternedTexts, intern} from "./interned-texts.ts";
import {type Cursor, isLineEnd, readCell} from "./read-cell.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** What stood at the cursor: a row, a line without anything, a record with wrong columns or quotes, or one cut off by the end of the bytes. */
export type RecordKind = "row" | "blank" | "broken" | "cut";

/** Where a row's cells go: the number of each text, by field. */
export interface RowPlace {
  /** For each column of the file the field that it holds, -1 for one that is not read. */
  fieldOf: Int32Array;
  texts: InternedTexts[];
  cells: Int32Array[];
  row: number;
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
    const hash = readCell(cursor);
    isBroken ||= cursor.isBroken || (column >= columnCount && cursor.to > cursor.from);
    if (column < columnCount) keepCell(cursor, place, {column, hash});
    column += 1;
    if (cursor.at >= cursor.end || cursor.bytes[cursor.at] !== cursor.delimiter) break;
    cursor.at += 1;
  }
  const isBlank = cursor.at === begin;
  if (!passLineEnd(cursor)) return "cut";
  if (isBlank) return "blank";
  return isBroken || column < columnCount ? "broken" : "row";
}

function keepCell(cursor: Cursor, place: RowPlace, {column, hash}: {column: number; hash: number}): void {
  const field = place.fieldOf[column] as number;
  if (field < 0) return;
  const number = intern(place.texts[field] as InternedTexts, cursor, hash);
  (place.cells[field] as Int32Array)[place.row] = number;
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
