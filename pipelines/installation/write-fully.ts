import {writeSync} from "node:fs";

/**
 * Writes all of it, at a place of the file where one is given, else behind what was written before. The system may take fewer
 * bytes at a time, and where a disk becomes full it does so without a word: only the next call tells.
 */
export function writeFully(target: number, content: Buffer | string, at?: number): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  for (let written = 0; written < bytes.length; )
    written += writeSync(
      target,
      bytes,
      written,
      bytes.length - written,
      at === undefined ? null : at + written,
    );
}
