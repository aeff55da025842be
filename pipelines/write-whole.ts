import {closeSync, fsyncSync, openSync, renameSync, writeSync} from "node:fs";
import {dirname} from "node:path";
import {flushFolder} from "./durable.ts";

/** Replaces a file: whoever reads it, whenever the power fails, finds the old text or the new one. */
export function writeWhole(file: string, text: string): void {
  const next = `${file}.next`;
  const handle = openSync(next, "w");
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
  flushFolder(dirname(file));
}
