import {createHash} from "node:crypto";
import {closeSync, fstatSync, statSync} from "node:fs";
import {crc32} from "node:zlib";
import {partsOf} from "./durable.ts";
import {openOwnFile} from "./plain-file.ts";

/** What a file is known by, read in small parts, and no further than it was long: whoever writes into it may never end. */
export function fingerprintOf(file: string): {sha256: string; byteCount: number} {
  const hash = createHash("sha256");
  const byteCount = readThrough(file, (part) => hash.update(part));
  return {sha256: hash.digest("hex"), byteCount};
}

/** Whether a file has a content that was noted; one of another length, which may be any, is not read. UserError for what is no file. */
export function hasFingerprint(file: string, noted: {sha256: string; byteCount: number}): boolean {
  return mayHaveLength(file, noted) && fingerprintOf(file).sha256 === noted.sha256;
}

/**
 * What a large file is known by where nothing is to be found but that it is torn or rotten: a quarter of the time, and no protection
 * from whoever can write it.
 */
export function checksumOf(file: string): {crc32: number; byteCount: number} {
  let sum = 0;
  const byteCount = readThrough(file, (part) => {
    sum = crc32(part, sum);
  });
  return {crc32: sum, byteCount};
}

/** The same as hasFingerprint. */
export function hasChecksum(file: string, noted: {crc32: number; byteCount: number}): boolean {
  return mayHaveLength(file, noted) && checksumOf(file).crc32 === noted.crc32;
}

function mayHaveLength(file: string, {byteCount}: {byteCount: number}): boolean {
  const found = statSync(file);
  return !found.isFile() || found.size === byteCount;
}

/** Bytes that were read. */
function readThrough(file: string, see: (part: Buffer) => void): number {
  const descriptor = openOwnFile(file);
  let byteCount = 0;
  try {
    for (const part of partsOf(descriptor, fstatSync(descriptor).size)) {
      see(part);
      byteCount += part.length;
    }
  } finally {
    closeSync(descriptor);
  }
  return byteCount;
}

/** The same name of a content that is at hand. */
export function sha256Of(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
