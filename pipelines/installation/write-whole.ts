import {closeSync, fsyncSync, openSync, renameSync} from "node:fs";
import {dirname} from "node:path";
import {flushFolder} from "./durable.ts";
import {writeFully} from "./write-fully.ts";

/** Replaces a file: whoever reads it, whenever the power fails, finds the old text or the new one. `mode` says who may read a new one. */
export function writeWhole(file: string, text: string, mode = 0o666): void {
  const next = `${file}.next`;
  const handle = openSync(next, "w", mode);
  try {
    writeFully(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
  flushFolder(dirname(file));
}
