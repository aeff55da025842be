import {isUtf8} from "node:buffer";
import {createHash} from "node:crypto";
import {closeSync, copyFileSync, openSync, readFileSync, readSync, writeFileSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import {cp932ToUtf8} from "./cp932.ts";

const CHUNK_BYTES = 16 * 1024 * 1024;
const LINE_FEED = 0x0a;
const QUOTE = 0x22;

export interface FileBytes {
  sha256: string;
  byteCount: number;
  /** The first bytes, enough to tell a workbook from text. */
  head: Buffer;
  /** Whether every byte is UTF-8. */
  isUtf8: boolean;
}

/** Reads a file once for its name by content and its kind of text. */
export function fingerprint(path: string): FileBytes {
  const hash = createHash("sha256");
  let head: Buffer | undefined;
  let byteCount = 0;
  let isAllUtf8 = true;
  let cut: Uint8Array = Buffer.alloc(0);
  for (const chunk of chunks(path)) {
    hash.update(chunk);
    head ??= Buffer.from(chunk.subarray(0, 8));
    byteCount += chunk.length;
    const text: Buffer = cut.length > 0 ? Buffer.concat([cut, chunk]) : chunk;
    const whole = wholeCharacters(text);
    isAllUtf8 &&= isUtf8(text.subarray(0, whole));
    cut = Buffer.from(text.subarray(whole));
  }
  return {
    sha256: hash.digest("hex"),
    byteCount,
    head: head ?? Buffer.alloc(0),
    isUtf8: isAllUtf8 && cut.length === 0,
  };
}

/** Length without a character cut off at the end: at most three bytes less. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
    if (needed > 0) return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

export type Encoding = "UTF-8" | "UTF-16" | "CP932";

/** UTF-16 by its mark, else UTF-8 if every byte is, else CP932: decided by the bytes, never by majority. */
export function encodingOf({head, isUtf8}: FileBytes): Encoding {
  const mark = head.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") return "UTF-16";
  return isUtf8 ? "UTF-8" : "CP932";
}

/** The beginning of the text, for finding its headings. */
export function textHead(
  path: string,
  {bytes, encoding, size}: {bytes: FileBytes; encoding: Encoding; size: number},
): string {
  const file = openSync(path, "r");
  const buffer = Buffer.alloc(size);
  const read = readSync(file, buffer);
  closeSync(file);
  return new TextDecoder(labelOf(encoding, bytes.head)).decode(buffer.subarray(0, read), {stream: true});
}

function labelOf(encoding: Encoding, head: Buffer): string {
  if (encoding === "UTF-16") return head[0] === 0xff ? "utf-16le" : "utf-16be";
  return encoding === "UTF-8" ? "utf-8" : "shift_jis";
}

/** A piece of the text as a UTF-8 file of whole records. */
export interface TextPart {
  path: string;
  /** Number, in the whole file, of the line with which the part begins. */
  firstLine: number;
}

/**
 * The text in order, piece by piece, each ready when it is asked for: the engine reads one while the next is decoded.
 * UTF-8 is read where it lies. UserError with the place of the first byte that does not belong to the encoding.
 */
export function* textParts(path: string, bytes: FileBytes, scratchFile: string): Generator<TextPart> {
  switch (encodingOf(bytes)) {
    case "UTF-8":
      yield {path: plainlyNamed(path, scratchFile), firstLine: 1};
      return;
    case "UTF-16":
      yield {path: fromUtf16(path, bytes.head, scratchFile), firstLine: 1};
      return;
    case "CP932":
      yield* fromCp932(path, scratchFile);
  }
}

/** The engine takes * ? [ ] in a name for a pattern. */
function plainlyNamed(path: string, scratchFile: string): string {
  if (!/[*?[\]]/.test(path)) return path;
  copyFileSync(path, scratchFile);
  return scratchFile;
}

function fromUtf16(path: string, head: Buffer, scratchFile: string): string {
  try {
    const decoder = new TextDecoder(labelOf("UTF-16", head), {fatal: true});
    writeFileSync(scratchFile, decoder.decode(readFileSync(path)));
    return scratchFile;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new UserError("UTF-16として読めない文字があります。元のシステムから出し直してください。", {cause});
  }
}

function* fromCp932(path: string, scratchFile: string): Generator<TextPart> {
  let firstLine = 1;
  let offset = 0;
  for (const [index, records] of wholeRecords(path)) {
    const text = cp932ToUtf8(records);
    if (typeof text === "number") {
      const line = firstLine + countBytes(records.subarray(0, text), LINE_FEED);
      throw new UserError(
        `文字コードを読めません。${line}行目（先頭から${(offset + text + 1).toLocaleString("ja-JP")}バイト目）に、` +
          "UTF-8でもShift_JIS（CP932）でもない文字があります。元のシステムから出し直すか、UTF-8で保存し直してください。",
      );
    }
    const part = {path: `${scratchFile}.${index}`, firstLine};
    writeFileSync(part.path, text);
    yield part;
    firstLine += countBytes(records, LINE_FEED);
    offset += records.length;
  }
}

/** The file in pieces that end with a line, and not within quotes; neither byte can be half of a CP932 character. */
function* wholeRecords(path: string): Generator<[index: number, records: Buffer]> {
  let rest: Buffer = Buffer.alloc(0);
  let index = 0;
  for (const chunk of chunks(path)) {
    const bytes = Buffer.concat([rest, chunk]);
    const end = endOfRecords(bytes);
    if (end > 0) {
      yield [index, bytes.subarray(0, end)];
      index += 1;
    }
    rest = bytes.subarray(end);
  }
  if (rest.length > 0) yield [index, rest];
}

function endOfRecords(bytes: Buffer): number {
  for (
    let at = bytes.lastIndexOf(LINE_FEED);
    at !== -1;
    at = at > 0 ? bytes.lastIndexOf(LINE_FEED, at - 1) : -1
  )
    if (countBytes(bytes.subarray(0, at), QUOTE) % 2 === 0) return at + 1;
  return 0;
}

function countBytes(bytes: Buffer, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) count += 1;
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
