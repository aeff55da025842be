import {type Dirent, readdirSync} from "node:fs";
import {join} from "node:path";

/**
 * Everything below a folder. Links are told and not followed: Node's own way of it goes through them, out of the folder and round
 * in circles. `unread` is told of a folder that cannot be read, and may throw.
 */
export function entriesBelow(
  folder: string,
  unread: (folder: string, error: unknown) => void = fail,
): Dirent[] {
  return entriesIn(folder, unread).flatMap((entry) =>
    entry.isDirectory() ? [entry, ...entriesBelow(join(folder, entry.name), unread)] : [entry],
  );
}

function entriesIn(folder: string, unread: (folder: string, error: unknown) => void): Dirent[] {
  try {
    return readdirSync(folder, {withFileTypes: true});
  } catch (error) {
    unread(folder, error);
    return [];
  }
}

function fail(_: string, error: unknown): never {
  throw error;
}
