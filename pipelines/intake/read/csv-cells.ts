import {fstatSync, readSync} from "node:fs";
import {addAll} from "../../../schemas/add-all.ts";
import {UserError} from "../../../schemas/errors.ts";
import {CHANGED_MEANWHILE, openPlainFile} from "../../installation/plain-file.ts";
import {brokenLines} from "./broken-lines.ts";
import type {CellBlock, CellSource, FieldTexts} from "./cell-blocks.ts";
import {cp932Characters, cp932ToUtf8} from "./cp932.ts";
import {type InternedTexts, isPlainText, noTexts, textBytes, utf8Text} from "./interned-texts.ts";
import {closeTracked, tracked} from "./open-files.ts";
import {type Cursor, WrongByte} from "./read-cell.ts";
import {type RowPlace, takeRecord} from "./split-records.ts";

const CHUNK_BYTES = 4 * 1024 * 1024;
/** No row of an office file is nearly as long; what is longer is no table, and may not fill the memory. */
const LONGEST_RECORD = CHUNK_BYTES;
const BLOCK_ROWS = 64 * 2048;
const UTF8_MARK = [0xef, 0xbb, 0xbf];

/** A CSV file and how it is to be read. */
export interface CsvFile {
  path: string;
  encoding: "UTF-8" | "CP932";
  delimiter: string;
  /** Records above the first data row. */
  skipRecords: number;
  /** For each column of the file the field that it holds, -1 for one that is not read. */
  fieldOf: Int32Array;
  fieldCount: number;
}

/**
 * The cells of a CSV file, read once from beginning to end: neither the file nor its rows are ever in memory as a whole.
 * UserError with line and place at a byte that is not of the encoding, at NUL, and at a record longer than any table's.
 */
export function csvCells(file: CsvFile): CellSource & {blocks: Iterable<CellBlock>} {
  const texts = Array.from({length: file.fieldCount}, noTexts);
  return {
    texts: texts.map((interned) => fieldTexts(interned, file.encoding)),
    blocks: blocksOf(file, texts),
    placeOf: (line) => `${line}行目`,
    questions: () => [],
  };
}

function fieldTexts(interned: InternedTexts, encoding: CsvFile["encoding"]): FieldTexts {
  return {
    get count() {
      return interned.count;
    },
    textAt: (number) => textOf(interned, number, encoding),
  };
}

/** Most texts are digits and the like, the same in both encodings: no detour over bytes of another one. */
function textOf(interned: InternedTexts, number: number, encoding: CsvFile["encoding"]): string {
  if (encoding === "UTF-8" || isPlainText(interned, number)) return utf8Text(interned, number);
  const utf8 = cp932ToUtf8(textBytes(interned, number));
  return typeof utf8 === "number" ? "" : utf8.toString("utf8"); // a character that the end of a chunk cut
}

interface Buffers {
  bytes: Uint8Array;
  lines: Int32Array;
  /** At least one for each field. */
  cells: Int32Array[];
}

/** Of the file read last, for the next one: a city sends hundreds, and clearing megabytes for each costs more than reading it. */
let spare: Buffers | undefined;

function* blocksOf(file: CsvFile, texts: InternedTexts[]): Generator<CellBlock> {
  const buffers = spare ?? {
    bytes: new Uint8Array(CHUNK_BYTES + LONGEST_RECORD),
    lines: new Int32Array(BLOCK_ROWS),
    cells: [],
  };
  spare = undefined;
  while (buffers.cells.length < texts.length) buffers.cells.push(new Int32Array(BLOCK_ROWS));
  try {
    yield* blocksInto(buffers, file, texts);
  } finally {
    spare = buffers;
  }
}

function* blocksInto(buffers: Buffers, file: CsvFile, texts: InternedTexts[]): Generator<CellBlock> {
  const cursor = openCursor(file, buffers.bytes);
  const cells = buffers.cells.slice(0, texts.length);
  const block: CellBlock = {rowCount: 0, cells, lines: buffers.lines, broken: []};
  const filling: Filling = {
    block,
    place: {fieldOf: file.fieldOf, texts, cells, row: 0, lastPlain: new Int32Array(texts.length).fill(-1)},
    line: 1,
    recordsToSkip: file.skipRecords,
  };
  for (const offset of chunksInto(cursor, file.path, filling))
    for (let isCut = false; !isCut && cursor.at < cursor.end; ) {
      isCut = namingWrongBytes(cursor, {offset, filling}, () => fillBlock(cursor, filling));
      yield block;
    }
}

/** A block on its way, and the line of the file at which its reading stands. */
interface Filling {
  block: CellBlock;
  place: RowPlace;
  line: number;
  recordsToSkip: number;
}

function openCursor({encoding, delimiter}: CsvFile, bytes: Uint8Array): Cursor {
  return {
    ...{bytes, at: 0, end: 0, isLast: false, quotedBreaks: 0, cell: bytes, from: 0, to: 0, isBroken: false},
    delimiter: delimiter.charCodeAt(0),
    characters: encoding === "CP932" ? cp932Characters() : undefined,
  };
}

/** Brings the next bytes again and again, behind those that are not taken yet. Yields the offset of the cursor's first byte. */
function* chunksInto(cursor: Cursor, path: string, filling: Filling): Generator<number> {
  const {bytes} = cursor;
  const handle = tracked(openPlainFile(path));
  let offset = 0;
  try {
    const {size} = fstatSync(handle);
    while (!cursor.isLast) {
      bytes.copyWithin(0, cursor.at, cursor.end);
      offset += cursor.at;
      const rest = cursor.end - cursor.at;
      if (rest >= LONGEST_RECORD) throw recordTooLong(filling.line);
      const read = readSync(handle, bytes, rest, CHUNK_BYTES, null);
      cursor.at = offset === 0 && UTF8_MARK.every((byte, at) => bytes[at] === byte) ? 3 : 0;
      cursor.end = rest + read;
      cursor.isLast = read === 0;
      if (offset + cursor.end > size) throw new UserError(CHANGED_MEANWHILE);
      yield offset;
    }
  } finally {
    closeTracked(handle);
  }
}

/** Takes records until the block is full or the bytes end; true when they end within a record, to which the cursor goes back. */
function fillBlock(cursor: Cursor, filling: Filling): boolean {
  const {block, place} = filling;
  place.row = 0;
  block.broken = [];
  let isCut = false;
  while (!isCut && cursor.at < cursor.end && place.row < BLOCK_ROWS) {
    const begin = cursor.at;
    cursor.quotedBreaks = 0;
    const kind = takeRecord(cursor, place);
    isCut = kind === "cut";
    if (isCut) cursor.at = begin;
    else if (filling.recordsToSkip > 0) filling.recordsToSkip -= 1;
    else if (kind === "broken") addAll(block.broken, brokenLines(cursor, begin, filling));
    else if (kind === "row") {
      block.lines[place.row] = filling.line;
      place.row += 1;
    }
    if (!isCut) filling.line += 1 + cursor.quotedBreaks;
  }
  block.rowCount = place.row;
  return isCut;
}

function namingWrongBytes<Result>(
  cursor: Cursor,
  {offset, filling}: {offset: number; filling: Filling},
  work: () => Result,
): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WrongByte)) throw error;
    const line = filling.line + cursor.quotedBreaks;
    const place = `${line}行目（先頭から${(offset + error.at + 1).toLocaleString("ja-JP")}バイト目）`;
    throw new UserError(
      cursor.bytes[error.at] === 0
        ? `${place}に、文字でないもの（NUL）があります。壊れたファイルか、表でないファイルです。元のシステムから出し直してください。`
        : `文字コードを読めません。${place}に、UTF-8でもShift_JIS（CP932）でもない文字があります。` +
            "元のシステムから出し直すか、UTF-8で保存し直してください。",
    );
  }
}

function recordTooLong(line: number): UserError {
  return new UserError(
    `${line}行目から始まる1行が4MBを超えています。引用符（"）が閉じていないか、表ではないファイルです。元のシステムから出し直してください。`,
  );
}
