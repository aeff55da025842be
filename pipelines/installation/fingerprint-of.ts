import {createHash} from "node:crypto";
import {closeSync, readSync} from "node:fs";
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

/** The same name of a content that is at hand. */
export function sha256Of(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
