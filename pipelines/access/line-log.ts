import {closeSync, constants, fdatasyncSync, fstatSync, ftruncateSync, readSync} from "node:fs";
import {isPlainFile, openOwn, openPlainFile} from "../installation/plain-file.ts";
import {LONGEST_LINE_BYTES} from "../installation/read-lines.ts";
import {writeFully} from "../installation/write-fully.ts";

/** Bytes read from the end of a log in the hope of a whole line; doubled until there is one. */
const TAIL_BYTES = 4096;

/**
 * Adds the lines that `next` makes from the last one; they are on the disk when this returns. The beginning of a line at the
 * end, left by a process that died while it wrote, is cut off: nobody was told that it was written.
 */
export function appendLines(file: string, next: (last: string | undefined) => string[], mode?: number): void {
  const handle = openOwn(file, constants.O_RDWR | constants.O_CREAT, mode);
  try {
    const {last, end} = lastLine(handle);
    const text = next(last)
      .map((line) => `${line}\n`)
      .join("");
    ftruncateSync(handle, end);
    writeFully(handle, text, end);
    fdatasyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The last whole line of a log; undefined where there is none. */
export function lastLineOf(file: string): string | undefined {
  return reading(file, (handle) => lastLine(handle).last);
}

/** The first whole line of a log; undefined where there is none. */
export function firstLineOf(file: string): string | undefined {
  return reading(file, firstLine);
}

function reading<Found>(file: string, look: (handle: number) => Found): Found | undefined {
  if (!isPlainFile(file)) return undefined;
  const handle = openPlainFile(file);
  try {
    return look(handle);
  } finally {
    closeSync(handle);
  }
}

function firstLine(handle: number): string | undefined {
  const longest = Math.min(fstatSync(handle).size, LONGEST_LINE_BYTES);
  for (let length = Math.min(TAIL_BYTES, longest); ; length = Math.min(length * 2, longest)) {
    const start = bytesAt(handle, 0, length);
    const end = start.indexOf("\n");
    if (end >= 0) return start.subarray(0, end).toString();
    if (length === longest) return undefined;
  }
}

/** The last whole line and where it ends. What is longer than any line is none that a dying process left half: it counts as the last one. */
function lastLine(handle: number): {last: string | undefined; end: number} {
  const {size} = fstatSync(handle);
  const longest = Math.min(size, LONGEST_LINE_BYTES);
  for (let length = Math.min(TAIL_BYTES, size); ; length = Math.min(length * 2, longest)) {
    const tail = bytesAt(handle, size - length, length);
    const end = tail.lastIndexOf("\n");
    const start = end < 0 ? -1 : tail.subarray(0, end).lastIndexOf("\n");
    if (start < 0 && length < longest) continue;
    if (start < 0 && length < size) return {last: "", end: size};
    if (end < 0) return {last: undefined, end: 0};
    return {last: tail.subarray(start + 1, end).toString(), end: size - length + end + 1};
  }
}

function bytesAt(handle: number, place: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let read = 0; read < length; ) {
    const count = readSync(handle, bytes, read, length - read, place + read);
    if (count === 0) return bytes.subarray(0, read);
    read += count;
  }
  return bytes;
}
