import {closeSync, constants, existsSync, openSync, readSync, realpathSync, statSync} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {UserError} from "../../schemas/errors.ts";

export type Access = "read" | "write";

/** Database files that this process has open, by their real paths, and how often for what. */
const openFiles = new Map<string, Access[]>();

/**
 * Notes that a file is to be opened and returns what takes the note away again. Throws the engine's error for a locked
 * file where one of this process writes it, or is to write what others of it have open.
 *
 * The engine's own lock is the process's: within one, a second instance gets a file that is open for writing, each writes
 * blocks that the other knows nothing of, and rows are gone without an error. Sharing one instance would hide that two parts
 * of a program change one file at a time, with options and a closing of their own; so the second is refused.
 */
export function claim(path: string, access: Access): () => void {
  if (path === ":memory:") return () => {};
  mustBeFiles(path);
  const file = realPath(path);
  const claims = openFiles.get(file) ?? [];
  if (claims.includes("write") || (access === "write" && claims.length > 0))
    throw new Error(`IO Error: Could not set lock on file "${path}": this process has it open`);
  // Of a file that is open, closing what was read would let the engine's lock go.
  if (claims.length === 0) mustBeOfThisEngine(path);
  openFiles.set(file, [...claims, access]);
  return once(() => giveBack(file, access));
}

/** UserError for a database that is no file: the engine would wait for whoever writes into a pipe. */
function mustBeFiles(path: string): void {
  const other = [path, `${path}.wal`].find((file) => {
    const found = statSync(file, {throwIfNoEntry: false});
    return found !== undefined && !found.isFile() && !found.isDirectory();
  });
  if (other !== undefined)
    throw new UserError(
      `「${other}」は、ふつうのファイルではありません（名前付きパイプ、ソケットか装置です）。控えから戻してください（npx kaikaku restore）。`,
    );
}

const OF_SQLITE = Buffer.from("SQLite format 3\0");

/** Throws what the engine says of any other file: this kind it would open by an extension, if the machine's account has that. */
function mustBeOfThisEngine(path: string): void {
  if (!statSync(path, {throwIfNoEntry: false})?.isFile()) return;
  const head = Buffer.alloc(OF_SQLITE.length);
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    readSync(file, head);
  } finally {
    closeSync(file);
  }
  if (head.equals(OF_SQLITE))
    throw new Error(`IO Error: The file "${path}" exists, but it is not a valid DuckDB database file!`);
}

function giveBack(file: string, access: Access): void {
  const claims = openFiles.get(file) ?? [];
  const left = claims.toSpliced(claims.indexOf(access), 1);
  if (left.length > 0) openFiles.set(file, left);
  else openFiles.delete(file);
}

/** The one path of a file, also of one that is not there yet. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync.native(path);
  const folder = dirname(resolve(path));
  return existsSync(folder) ? join(realpathSync.native(folder), basename(path)) : resolve(path);
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
