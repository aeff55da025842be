import {closeSync, readSync, statSync} from "node:fs";
import {openOwnFile} from "./plain-file.ts";

/** Longer than any line that the program writes. */
export const LONGEST_LINE_BYTES = 64 * 1024 * 1024;

const PIECE_BYTES = 1024 * 1024;
const END = 0x0a;

/**
 * The whole lines of a file of any size, in the memory of one. Those that were there when this was called: others go on
 * writing. Of a line that is longer than any, the beginning.
 */
export function wholeLines(file: string): Iterable<string> {
  return linesUpTo(file, {size: sizeOf(file), hasRest: false});
}

/** The same with what stands behind the last end of a line. */
export function allLines(file: string): Iterable<string> {
  return linesUpTo(file, {size: sizeOf(file), hasRest: true});
}

/** None in what is no plain file. */
function sizeOf(file: string): number {
  const found = statSync(file, {throwIfNoEntry: false});
  return found?.isFile() ? found.size : 0;
}

function linesUpTo(file: string, how: {size: number; hasRest: boolean}): Iterable<string> {
  return {[Symbol.iterator]: () => (how.size === 0 ? [].values() : lines(file, how))};
}

function* lines(file: string, {size, hasRest}: {size: number; hasRest: boolean}): Generator<string> {
  let begun: Buffer[] = [];
  for (const piece of pieces(file, size)) {
    let start = 0;
    for (let end = piece.indexOf(END); end >= 0; end = piece.indexOf(END, start)) {
      yield textOf([...begun, piece.subarray(start, end)]);
      begun = [];
      start = end + 1;
    }
    if (start < piece.length && begun.length * PIECE_BYTES <= LONGEST_LINE_BYTES)
      begun.push(Buffer.from(piece.subarray(start)));
  }
  if (hasRest && begun.length > 0) yield textOf(begun);
}

function textOf(parts: Buffer[]): string {
  const bytes = parts.length === 1 ? parts[0] : Buffer.concat(parts);
  return (bytes ?? Buffer.alloc(0)).subarray(0, LONGEST_LINE_BYTES).toString();
}

/** Each is overwritten by the next. */
function* pieces(file: string, size: number): Generator<Buffer> {
  const descriptor = openOwnFile(file);
  const buffer = Buffer.allocUnsafe(PIECE_BYTES);
  try {
    for (let left = size; left > 0; ) {
      const count = readSync(descriptor, buffer, 0, Math.min(PIECE_BYTES, left), null);
      if (count === 0) return;
      left -= count;
      yield buffer.subarray(0, count);
    }
  } finally {
    closeSync(descriptor);
  }
}
