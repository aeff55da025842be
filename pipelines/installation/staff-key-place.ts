import {existsSync, statSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {isPlainFile, readNamedFile, readPlainFile} from "./plain-file.ts";

const LARGEST_BYTES = 10_000_000;

/** The line of settings.yaml, read without the libraries that a small question need not load; who uses the key holds it against the settings. */
const LINE = /^staff_key_file:[ \t]*(["']?)((?:\/|[A-Za-z]:[\\/]).+?)\1[ \t]*$/m;

/** Where the key for staff keys lies: in the installation's folder, or where its settings say. UserError where these may not be read: the key that lies here may not be the one. */
export function staffKeyPlace(root: string): string {
  const settings = join(root, "settings.yaml");
  // What is no plain file would be waited for; who reads the settings refuses it.
  const isThere = statSync(settings, {throwIfNoEntry: false})?.isFile() ?? false;
  const said = isThere ? LINE.exec(readNamedFile(settings, LARGEST_BYTES).toString("utf8"))?.[2] : undefined;
  return said ?? join(root, "secret");
}

const KEY = /^[0-9a-f]{64}$/;

/** Whether a file's text is a key for staff keys. */
export function isKey(text: string): boolean {
  return KEY.test(text.trim());
}

const LARGEST_KEY_BYTES = 1000;

/** Whether the place of a key holds what is none, and somebody's: settings can name any. Not where this account may not look. */
export function holdsNoKey(place: string): boolean {
  if (!existsSync(place)) return false;
  try {
    return !isPlainFile(place) || !isKey(readPlainFile(place, LARGEST_KEY_BYTES).toString("utf8"));
  } catch (error) {
    return error instanceof UserError;
  }
}
