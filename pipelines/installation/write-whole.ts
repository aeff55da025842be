import {closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync} from "node:fs";
import {dirname} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {flushFolder} from "./durable.ts";
import {writeFully} from "./write-fully.ts";

/** Replaces a file: whoever reads it, whenever the power fails, finds the old text or the new one. `mode` says who may read a new one. UserError for a folder in the way. */
export function writeWhole(file: string, text: string, mode = 0o666): void {
  const next = `${file}.next`;
  for (const place of [next, file]) mustBeNoFolder(place, file);
  // What lies there is of a process that died, or a link that somebody laid.
  rmSync(next, {force: true});
  const handle = openSync(next, "wx", mode);
  try {
    writeFully(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(next, file);
  flushFolder(dirname(file));
}

/** UserError for a folder at a place that is needed to write a file, its own or the name under which it is made. */
export function mustBeNoFolder(place: string, file = place): void {
  if (!lstatSync(place, {throwIfNoEntry: false})?.isDirectory()) return;
  throw new UserError(
    `「${place}」はフォルダーです。「${file}」を書くのに使う名前なので、ほかの所に移してから、もう一度実行してください。`,
  );
}
