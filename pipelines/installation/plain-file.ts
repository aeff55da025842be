import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  type Stats,
  statSync,
} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import {systemCode} from "./system-code.ts";

/** Told of a file that is not as it was a moment ago. */
export const CHANGED_MEANWHILE = "読んでいる間に中身が変わりました（コピーの途中のようです）。";

const NOT_PLAIN =
  "ふつうのファイルではありません（名前付きパイプ、ソケットか装置です）。ファイルそのものを指定してください。";

/**
 * Opens a file for reading. UserError for what is none: opening a pipe or a device could wait forever, and reading from
 * it never end. It is looked at before it is opened and once more when it is open, as it may have been replaced.
 */
export function openPlainFile(path: string | Buffer): number {
  if (!statSync(path).isFile()) throw new UserError(NOT_PLAIN);
  // Windows has neither such pipes nor the flag.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new UserError(NOT_PLAIN);
}

export function isPlainFile(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isFile() ?? false;
}

/** A plain file in its own place, behind no link. */
export function isOwnFile(file: string): boolean {
  return lstatSync(file, {throwIfNoEntry: false})?.isFile() ?? false;
}

/** The whole content of a plain file. UserError when it is longer than it may be. */
export function readPlainFile(path: string, atMost = Number.POSITIVE_INFINITY): Buffer {
  const descriptor = openPlainFile(path);
  try {
    return readAtMost(descriptor, atMost, fstatSync(descriptor).size);
  } finally {
    closeSync(descriptor);
  }
}

/** The text of a small file; undefined for what is no file, and for what is so long that it is another's. */
export function readSmallFile(path: string, atMost: number): string | undefined {
  if (!isPlainFile(path) || statSync(path).size > atMost) return undefined;
  return readPlainFile(path, atMost).toString("utf8");
}

/** The largest, what is planned of a candidate, has some megabytes. */
const LARGEST_OWN_BYTES = 200_000_000;

/** The same; undefined for what is no file, and for what is so long that it is another's. */
export function readOwnIfAny(file: string): string | undefined {
  return readSmallFile(file, LARGEST_OWN_BYTES);
}

/** The whole content of one of the installation's own small files. UserError, with its name, for what is no file or far too long. */
export function readOwnFile(file: string): Buffer {
  return naming(file, () => readPlainFile(file, LARGEST_OWN_BYTES));
}

/** Whether a file is longer than readOwnFile reads. */
export function isFarTooLong(file: string): boolean {
  return (statSync(file, {throwIfNoEntry: false})?.size ?? 0) > LARGEST_OWN_BYTES;
}

/** As openPlainFile for one of the installation's own files of any size: the UserError names it. */
export function openOwnFile(file: string): number {
  return naming(file, () => openPlainFile(file));
}

function naming<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw isPlainFile(file)
      ? new UserError(`「${file}」を読めません。${cause.message}`, {cause})
      : noFile(file);
  }
}

/** Said of a name of the installation's own, under which somebody has put something else. */
function noFile(file: string): UserError {
  return new UserError(
    `「${file}」は、ふつうのファイルではありません（フォルダー、リンク、名前付きパイプ、ソケットか装置です）。ほかの所に移してください。前にファイルがあったときは、控えから戻してください（npx kaikaku restore）。`,
  );
}

/** Opens one of the installation's own files, or a new one, to add to its end. UserError as of openOwn. */
export function openToAdd(file: string, mode = 0o666): number {
  return openOwn(file, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, mode);
}

/**
 * Opens one of the installation's own files to write into it. UserError, with its name, for what is no file: a pipe that nobody
 * reads is waited for, and behind a link lies what somebody else wants written over.
 */
export function openOwn(file: string, how: number, mode = 0o666): number {
  if (lstatSync(file, {throwIfNoEntry: false})?.isFile() === false) throw noFile(file);
  // Windows has neither the flags nor what they are against.
  const descriptor = openSync(file, how | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0), mode);
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw noFile(file);
}

/**
 * What a person names, or sends along a pipe, is read no further than this: UserError then. Where the size is known, no more
 * memory is taken: most files of ours are small, and pieces far larger than what is read keep the collector of memory at work.
 */
export function readAtMost(descriptor: number, atMost: number, size = 0): Buffer {
  const pieces: Buffer[] = [];
  const bytes = size === 0 ? PIECE_BYTES : Math.min(size, PIECE_BYTES);
  let left = atMost;
  for (;;) {
    const piece = Buffer.allocUnsafe(bytes);
    const count = readSync(descriptor, piece);
    if (count === 0) return Buffer.concat(pieces);
    left -= count;
    if (left < 0) throw new UserError(`大きすぎます（${(atMost / 1e6).toLocaleString("ja-JP")}MBまで）。`);
    pieces.push(piece.subarray(0, count));
  }
}

const PIECE_BYTES = 256 * 1024;

/** A file that a person names. UserError, with its name, for what is none, may not be read, or is longer than it may be. */
export function readNamedFile(place: string, atMost: number): Buffer {
  try {
    const why = whyNotReadable(place);
    if (why !== undefined) throw new UserError(why);
    return readPlainFile(place, atMost);
  } catch (cause) {
    const isSystems = cause instanceof Error && systemCode(cause) !== undefined;
    if (!isSystems && !(cause instanceof UserError)) throw cause;
    const why = cause instanceof UserError ? cause.message : whySystem(cause);
    throw new UserError(`「${place}」を読めません。${why}`, {cause});
  }
}

const WHY: Record<string, string> = {
  ENOENT: "ファイルがありません。名前と場所を確かめてください。",
  ENOTDIR: "ファイルがありません。名前と場所を確かめてください。",
  ENAMETOOLONG: "名前が長すぎるので、開けません。短い名前にしてください。",
  ELOOP: "リンクがたがいを指していて、ファイルに行き着きません。ファイルそのものを指定してください。",
  EACCES: "読む権限がありません。ファイルの権限を直して、もう一度入れてください。",
  EPERM: "読む権限がありません。ファイルの権限を直して、もう一度入れてください。",
};

/** Why a path cannot be read as a file; undefined when it can. */
export function whyNotReadable(path: string): string | undefined {
  try {
    return whyUnfit(path);
  } catch (error) {
    return whySystem(error);
  }
}

/** As whyNotReadable, but undefined, too, where the machine fails now and may not the next time: reading it meets that again. */
export function whyNeverReadable(path: string): string | undefined {
  try {
    return whyUnfit(path);
  } catch (error) {
    return isOfMachine(error) ? undefined : whySystem(error);
  }
}

function whyUnfit(path: string): string | undefined {
  const why = whyNoFile(statSync(path));
  if (why === undefined) accessSync(path, constants.R_OK);
  return why;
}

function whyNoFile(found: Stats): string | undefined {
  if (found.isDirectory()) return "フォルダーです。中のファイルを指定してください。";
  return found.isFile() ? undefined : NOT_PLAIN;
}

/** What the operating system says of a file that cannot be read, in Japanese. */
export function whySystem(error: unknown): string {
  const code = codeOf(error);
  const machine = `このコンピューターか、つながっているディスクが、今は読ませません（${code ?? String(error)}）。何度も続くときは、別の場所に写し直すか、送り直してもらってください。`;
  return WHY[code ?? ""] ?? machine;
}

/** Whether the disk, the network or the memory failed, and not the file: what a second attempt may read. */
export function isOfMachine(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && WHY[code] === undefined;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? systemCode(error) : undefined;
}
