import {createHash} from "node:crypto";
import {closeSync, openSync, readSync, writeSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";

const CHUNK_BYTES = 1024 * 1024;

export interface FileBytes {
  sha256: string;
  byteCount: number;
  /** The first bytes, enough to tell a workbook from text. */
  head: Buffer;
}

/** Reads a file once for its name by content. */
export function fingerprint(path: string): FileBytes {
  const hash = createHash("sha256");
  let head: Buffer | undefined;
  let byteCount = 0;
  for (const chunk of chunks(path)) {
    hash.update(chunk);
    head ??= Buffer.from(chunk.subarray(0, 8));
    byteCount += chunk.length;
  }
  return {sha256: hash.digest("hex"), byteCount, head: head ?? Buffer.alloc(0)};
}

export type Encoding = "UTF-8" | "UTF-16" | "CP932";

/**
 * Writes the text of a file as UTF-8 without BOM and says which encoding it had: UTF-16 by its mark, else UTF-8 if
 * every byte is UTF-8, else CP932 (WHATWG's shift_jis is Windows-31J) if every byte is. Decided by decoding
 * fatally, never by majority; anything else is a UserError with the place of the first wrong byte.
 */
export function writeAsUtf8(path: string, target: string, head: Buffer): Encoding {
  const mark = head.subarray(0, 2).toString("hex");
  if (mark === "fffe") return decodeOrThrow(path, target, {label: "utf-16le", encoding: "UTF-16"});
  if (mark === "feff") return decodeOrThrow(path, target, {label: "utf-16be", encoding: "UTF-16"});
  const wrongAsUtf8 = decode(path, target, "utf-8");
  if (!wrongAsUtf8) return "UTF-8";
  return decodeOrThrow(path, target, {label: "shift_jis", encoding: "CP932"});
}

function decodeOrThrow(path: string, target: string, as: {label: string; encoding: Encoding}): Encoding {
  const wrong = decode(path, target, as.label);
  if (!wrong) return as.encoding;
  throw new UserError(
    `文字コードを読めません。${wrong.line}行目（先頭から${wrong.offset.toLocaleString("ja-JP")}バイト目）に、` +
      "UTF-8でもShift_JIS（CP932）でもない文字があります。元のシステムから出し直すか、UTF-8で保存し直してください。",
  );
}

interface WrongByte {
  offset: number;
  line: number;
}

function decode(path: string, target: string, label: string): WrongByte | undefined {
  const out = openSync(target, "w");
  const decoder = new TextDecoder(label, {fatal: true});
  let offset = 0;
  let lines = 1;
  try {
    for (const chunk of chunks(path)) {
      const text = tryDecode(() => decoder.decode(chunk, {stream: true}));
      if (text === undefined) return firstWrongByte(chunk, {label, offset, lines});
      writeSync(out, text);
      offset += chunk.length;
      lines += countLines(chunk);
    }
    return tryDecode(() => decoder.decode()) === undefined ? {offset, line: lines} : undefined;
  } finally {
    closeSync(out);
  }
}

function tryDecode(decoding: () => string): string | undefined {
  try {
    return decoding();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The longest good prefix of the chunk, found by halving; a character may be cut by the chunk's start, which costs a byte or two. */
function firstWrongByte(
  chunk: Buffer,
  {label, offset, lines}: {label: string; offset: number; lines: number},
): WrongByte {
  let good = 0;
  let bad = chunk.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const decoder = new TextDecoder(label, {fatal: true});
    const isGood = tryDecode(() => decoder.decode(chunk.subarray(0, middle), {stream: true})) !== undefined;
    if (isGood) good = middle;
    else bad = middle;
  }
  return {offset: offset + bad, line: lines + countLines(chunk.subarray(0, good))};
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

/** The file piece by piece; each piece is overwritten by the next. */
function* chunks(path: string): Generator<Buffer> {
  const file = openSync(path, "r");
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  try {
    while (true) {
      const size = readSync(file, buffer);
      if (size === 0) return;
      yield buffer.subarray(0, size);
    }
  } finally {
    closeSync(file);
  }
}
