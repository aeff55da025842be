import {isUtf8} from "node:buffer";
import {createHash} from "node:crypto";
import {constants, fstatSync, readSync} from "node:fs";
import {UserError} from "../../../schemas/errors.ts";
import {CHANGED_MEANWHILE, openOwn, openPlainFile} from "../../installation/plain-file.ts";
import {writeFully} from "../../installation/write-fully.ts";
import {closeTracked, tracked} from "./open-files.ts";

const CHUNK_BYTES = 128 * 1024;
const HEAD_BYTES = 1024;

export interface FileBytes {
  sha256: string;
  byteCount: number;
  /** The first bytes, enough to tell what kind of file it is. */
  head: Buffer;
  /** Whether every byte is UTF-8. */
  isUtf8: boolean;
}

/** Reads a file once for its name by content and its kind of text. UserError, and nothing is read, when it is larger than it may be. */
export function fingerprint(path: string, atMost = Number.POSITIVE_INFINITY): FileBytes {
  const hash = createHash("sha256");
  let head: Buffer | undefined;
  let byteCount = 0;
  let isAllUtf8 = true;
  let cut: Uint8Array = Buffer.alloc(0);
  for (const chunk of chunks(path, atMost)) {
    hash.update(chunk);
    head ??= Buffer.from(chunk.subarray(0, HEAD_BYTES));
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

export function tooLarge(atMost: number): UserError {
  return new UserError(
    `ファイルが大きすぎるので、読んでいません（${(atMost / 1e6).toLocaleString("ja-JP")}MBまで）。期間を分けて出し直してください。` +
      "上限は city/intake-limits.csv の largest_megabytes にあります。",
  );
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

/** A text whose bytes are UTF-8 or CP932, as they lie in a file. */
export interface ReadableText {
  path: string;
  encoding: "UTF-8" | "CP932";
  /** What the sender's file was written in. */
  writtenIn: Encoding;
  byteCount: number;
}

/** The text where it lies; UTF-16 is brought into a file of its own. UserError where it is not what its mark says. */
export function readableText(path: string, bytes: FileBytes, scratchFile: string): ReadableText {
  const writtenIn = encodingOf(bytes);
  const {byteCount} = bytes;
  if (writtenIn !== "UTF-16") return {path, encoding: writtenIn, writtenIn, byteCount};
  writeAsUtf8(path, bytes.head, scratchFile);
  return {path: scratchFile, encoding: "UTF-8", writtenIn, byteCount};
}

function writeAsUtf8(path: string, head: Buffer, scratchFile: string): void {
  const decoder = new TextDecoder(head[0] === 0xff ? "utf-16le" : "utf-16be", {fatal: true});
  const file = tracked(openOwn(scratchFile, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC));
  try {
    for (const chunk of chunks(path)) writeFully(file, decoder.decode(chunk, {stream: true}));
    writeFully(file, decoder.decode());
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new UserError("UTF-16として読めない文字があります。元のシステムから出し直してください。", {cause});
  } finally {
    closeTracked(file);
  }
}

const LABELS = {"UTF-8": "utf-8", CP932: "shift_jis", "EUC-JP": "euc-jp"};

/** The beginning of the text, for finding its headings. */
export function textHead(
  {path, encoding}: {path: string; encoding: keyof typeof LABELS},
  size: number,
): string {
  const file = tracked(openPlainFile(path));
  const buffer = Buffer.allocUnsafe(Math.min(size, fstatSync(file).size));
  const read = readSync(file, buffer);
  closeTracked(file);
  const decoder = new TextDecoder(LABELS[encoding]);
  return decoder.decode(buffer.subarray(0, read), {stream: true});
}

/** The file piece by piece; each piece is overwritten by the next. It is read no further than it was long: it may grow without end. */
function* chunks(path: string, atMost = Number.POSITIVE_INFINITY): Generator<Buffer> {
  const file = tracked(openPlainFile(path));
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  try {
    let left = fstatSync(file).size;
    if (left > atMost) throw tooLarge(atMost);
    while (true) {
      const size = readSync(file, buffer);
      if (size === 0) return;
      left -= size;
      if (left < 0) throw new UserError(CHANGED_MEANWHILE);
      yield buffer.subarray(0, size);
    }
  } finally {
    closeTracked(file);
  }
}
