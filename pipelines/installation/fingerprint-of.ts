import {createHash} from "node:crypto";
import {closeSync, readSync, statSync} from "node:fs";
import {openOwnFile} from "./plain-file.ts";

/** One for all: whatever reads into it is done with it before anything else runs. */
const CHUNK = Buffer.allocUnsafe(128 * 1024);

/** What a file is known by, read in small parts. */
export function fingerprintOf(file: string): {sha256: string; byteCount: number} {
  const hash = createHash("sha256");
  const descriptor = openOwnFile(file);
  let byteCount = 0;
  try {
    for (let read = readSync(descriptor, CHUNK); read > 0; read = readSync(descriptor, CHUNK)) {
      hash.update(CHUNK.subarray(0, read));
      byteCount += read;
    }
  } finally {
    closeSync(descriptor);
  }
  return {sha256: hash.digest("hex"), byteCount};
}

/** Whether a file has a content that was noted; one of another length, which may be any, is not read. UserError for what is no file. */
export function hasFingerprint(file: string, noted: {sha256: string; byteCount: number}): boolean {
  const found = statSync(file);
  if (found.isFile() && found.size !== noted.byteCount) return false;
  return fingerprintOf(file).sha256 === noted.sha256;
}

/** The same name of a content that is at hand. */
export function sha256Of(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
