import {closeSync} from "node:fs";
import {openToAdd} from "./plain-file.ts";
import {writeFully} from "./write-fully.ts";

/** Adds a text to the end of one of the installation's own files, or makes a new one. UserError for what is no file. */
export function addToFile(file: string, text: string, mode?: number): void {
  const handle = openToAdd(file, mode);
  try {
    writeFully(handle, text);
  } finally {
    closeSync(handle);
  }
}
