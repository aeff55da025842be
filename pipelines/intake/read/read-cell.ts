const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const HASH_SEED = 0x811c9dc5 | 0;
const HASH_PRIME = 0x01000193;

/** Bytes of which cells are taken one after the other. */
export interface Cursor {
  bytes: Uint8Array;
  at: number;
  end: number;
  /** Nothing comes after `end`. */
  isLast: boolean;
  /** Line breaks within quotes passed so far. */
  quotedBreaks: number;
  delimiter: number;
  /** Code unit of every single byte and pair (lead << 8 | trail) of CP932, 0 where there is none; undefined for UTF-8. */
  characters: Uint16Array | undefined;
  /** The cell last read: cell[from, to) of these bytes. */
  cell: Uint8Array;
  from: number;
  to: number;
  /** The last cell's quotes do not close where the cell ends. */
  isBroken: boolean;
}

/** A byte that does not belong to the encoding, at its place in the cursor's bytes. */
export class WrongByte extends Error {
  readonly at: number;
  constructor(at: number) {
    super(`wrong byte at ${at}`);
    this.at = at;
  }
}

/** Reads the cell at the cursor, which then stands at the delimiter, the line end or the end of the bytes. Returns its hash. */
export function readCell(cursor: Cursor): number {
  cursor.isBroken = false;
  if (cursor.at < cursor.end && cursor.bytes[cursor.at] === QUOTE) return readQuoted(cursor);
  return readPlain(cursor);
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

function readPlain(cursor: Cursor): number {
  const {bytes, end, delimiter, characters} = cursor;
  let at = cursor.at;
  let hash = HASH_SEED;
  cursor.cell = bytes;
  cursor.from = at;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) break;
    const next = characters !== undefined && byte >= 0x80 ? pairEnd(cursor, at, byte) : at + 1;
    if (byte === 0) throw new WrongByte(at);
    hash = Math.imul(hash ^ byte, HASH_PRIME);
    if (next === at + 2) hash = Math.imul(hash ^ (bytes[at + 1] as number), HASH_PRIME);
    at = next;
  }
  cursor.at = at;
  cursor.to = at;
  return hash;
}

/** Where the CP932 character at a byte above 0x7f ends; a pair cut off by the end of the bytes ends there. */
function pairEnd({bytes, end, isLast, characters}: Cursor, at: number, byte: number): number {
  if (characters?.[byte]) return at + 1;
  if (at + 1 === end && !isLast) return end;
  if (at + 1 < end && characters?.[(byte << 8) | (bytes[at + 1] as number)]) return at + 2;
  throw new WrongByte(at);
}

function readQuoted(cursor: Cursor): number {
  const {bytes, end, characters} = cursor;
  const start = cursor.at + 1;
  let at = start;
  let hash = HASH_SEED;
  let doubled = 0;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      if (bytes[at + 1] !== QUOTE || at + 1 >= end) break;
      doubled += 1;
      at += 1;
    } else if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED))
      cursor.quotedBreaks += 1;
    const next = characters !== undefined && byte >= 0x80 ? pairEnd(cursor, at, byte) : at + 1;
    if (byte === 0) throw new WrongByte(at);
    hash = Math.imul(hash ^ byte, HASH_PRIME);
    if (next === at + 2) hash = Math.imul(hash ^ (bytes[at + 1] as number), HASH_PRIME);
    at = next;
  }
  keepQuoted(cursor, {start, at, doubled});
  return hash;
}

function keepQuoted(
  cursor: Cursor,
  {start, at, doubled}: {start: number; at: number; doubled: number},
): void {
  const {bytes, end, delimiter} = cursor;
  const inside = bytes.subarray(start, at);
  cursor.cell = doubled === 0 ? bytes : withoutDoubled(inside, inside.length - doubled);
  cursor.from = doubled === 0 ? start : 0;
  cursor.to = doubled === 0 ? at : cursor.cell.length;
  cursor.at = Math.min(at + 1, end);
  const next = bytes[cursor.at];
  cursor.isBroken = at >= end || (cursor.at < end && next !== delimiter && !isLineEnd(next));
  if (cursor.isBroken) passRest(cursor);
}

/** What stands behind a quote that closes too early is no cell, but its bytes must be of the encoding all the same. */
function passRest(cursor: Cursor): void {
  const {bytes, end, characters} = cursor;
  while (cursor.at < end && !isLineEnd(bytes[cursor.at])) {
    const byte = bytes[cursor.at] as number;
    if (byte === 0) throw new WrongByte(cursor.at);
    cursor.at = characters !== undefined && byte >= 0x80 ? pairEnd(cursor, cursor.at, byte) : cursor.at + 1;
  }
}

function withoutDoubled(bytes: Uint8Array, length: number): Uint8Array {
  const single = new Uint8Array(length);
  let to = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    single[to] = bytes[at] as number;
    to += 1;
    if (bytes[at] === QUOTE) at += 1;
  }
  return single;
}
