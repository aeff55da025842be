import {
  chownSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from "node:fs";
import {basename, dirname, join, resolve} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {flush, flushFolder} from "./durable.ts";
import {halfWrittenIn, replacedBy, sweepHalfWritten} from "./half-written.ts";
import type {Home} from "./home.ts";
import {foreignNames, MARKER, markMade} from "./made-folder.ts";
import {makeFolders} from "./make-folders.ts";
import {ELSEWHERE, isWithin, mustBeNobodys, realPlace} from "./nobodys-place.ts";
import {setMode} from "./set-mode.ts";
import {systemCode} from "./system-code.ts";

interface FileExit {
  home: Home;
  /** A file that is there may be replaced. */
  force: boolean;
}

/**
 * Where a person wants a file: UserError for a place that belongs to the program or an installation (the output folder
 * excepted), for a link or what is no plain file, and for a file that is there already, unless `force`.
 */
export function mustBeFreeForFile(typed: string, {home, force}: FileExit): void {
  const place = resolve(typed);
  const found = whatIsAt(place);
  if (found?.isSymbolicLink())
    throw new UserError(`「${typed}」はリンクです。リンクの先には書きません。${ELSEWHERE}`);
  if (found?.isDirectory())
    throw new UserError(`「${typed}」はフォルダーです。ファイルの名前を指定してください。`);
  if (found && !found.isFile())
    throw new UserError(`「${typed}」はふつうのファイルではないので、書きません。${ELSEWHERE}`);
  mustBeNobodys(place, home);
  if (found && !force) throw isThere(typed);
}

function isThere(typed: string): UserError {
  return new UserError(`「${typed}」はもうあります。置き換えてよければ --force を付けてください。`);
}

interface Placing {
  /** What got the place's name in the meantime may be replaced, too. */
  force: boolean;
  /** Who may read a new file. */
  mode?: number;
}

/**
 * Writes a file whole or not at all, in a folder that is made where it is not there: `write` gets the name of an empty file beside it, which then takes the place's name. Nobody can
 * have laid a link there before, as nobody knows the name; the place is the one that was judged, whatever a link makes of "..".
 */
export async function placeFile<Result>(
  typed: string,
  {force, mode = 0o666}: Placing,
  write: (part: string) => Promise<Result>,
): Promise<Result> {
  const place = resolve(typed);
  const folder = dirname(place);
  makeFolders(folder, folderModeFor(mode));
  sweepHalfWritten(folder);
  const part = halfWrittenIn(folder, "part");
  try {
    closeSync(openSync(part, "wx", mode));
    const result = await write(part);
    flush(part);
    if (force || !isNamed(part, place, typed)) renameSync(part, place);
    flushFolder(folder);
    return result;
  } finally {
    rmSync(part, {force: true});
  }
}

/** A folder that is made for a file opens to those who may read the file. */
function folderModeFor(fileMode: number): number {
  return fileMode | ((fileMode & 0o444) >> 2);
}

/** Gives the place its name only where nothing has it; false where the file system knows no second names. */
function isNamed(part: string, place: string, typed: string): boolean {
  try {
    linkSync(part, place);
    return true;
  } catch (error) {
    if (error instanceof Error && systemCode(error) === "EEXIST") throw isThere(typed);
    return false;
  }
}

/** Where a person wants files with names of the program's: UserError for a place as above. */
export function mustBeNobodysFolder(typed: string, home: Home): void {
  const place = resolve(typed);
  const found = whatIsAt(place);
  if (found?.isSymbolicLink())
    throw new UserError(`「${typed}」はリンクです。リンクの先には書きません。${ELSEWHERE}`);
  if (found && !found.isDirectory())
    throw new UserError(`「${typed}」はファイルです。フォルダーの名前を指定してください。`);
  mustBeNobodys(place, home);
}

/**
 * Where a person wants a folder filled: UserError for a place as above, and for a folder that holds anything but what an
 * earlier call put there, as it put it there.
 */
export function mustBeFreeForFolder(typed: string, home: Home): void {
  mustBeNobodysFolder(typed, home);
  const place = resolve(typed);
  if (place === resolve(home.output))
    throw new UserError(
      `「${typed}」には、ほかの出力もあります。その中の、新しいフォルダーの名前を指定してください。`,
    );
  if (isWithin(realPlace(place), process.cwd()))
    throw new UserError(
      `「${typed}」は、今いるフォルダーか、それを含むフォルダーです。入れ替えると、この画面からは前の空のフォルダーしか見えなくなります。その中の、新しいフォルダーの名前を指定してください（例: ${join(typed, "書出し")}）。`,
    );
  if (!existsSync(place)) return;
  if (statSync(place).dev !== statSync(dirname(place)).dev)
    throw new UserError(
      `「${typed}」は、ディスクか媒体の入口なので、入れ替えられません。その中の、新しいフォルダーの名前を指定してください（例: ${join(typed, "書出し")}）。`,
    );
  mustHoldNothingElse(place, typed);
}

function mustHoldNothingElse(folder: string, typed: string): void {
  const foreign = foreignNames(folder);
  if (foreign.length === 0) return;
  throw new UserError(
    `「${typed}」には、この書出しが作ったものでないか、あとで変えたファイルがあります（${foreign.slice(0, 3).map(visibleLine).join("、")}${foreign.length > 3 ? ` ほか${foreign.length - 3}件` : ""}）。何も消していません。空のフォルダーか新しい名前を指定してください。`,
  );
}

/** Fills a folder whole or not at all: `fill` gets an empty one, which then takes the place of what an earlier call made. */
export async function fillFolder<Result>(
  typed: string,
  fill: (building: string) => Promise<Result>,
): Promise<Result> {
  const place = resolve(typed);
  const parent = dirname(place);
  const building = halfWrittenIn(parent, "building");
  makeFolders(parent);
  sweepHalfWritten(parent);
  mkdirSync(building);
  try {
    takeOverRights(building, place);
    const result = await fill(building);
    markMade(building, basename(place));
    flushFolder(building);
    exchange(place, {building, old: replacedBy(building), typed});
    return result;
  } finally {
    rmSync(building, {recursive: true, force: true});
  }
}

/** A folder that somebody laid for others keeps its group, and who may open it. */
function takeOverRights(building: string, place: string): void {
  const found = whatIsAt(place);
  if (!found || process.platform === "win32") return;
  if (found.gid !== lstatSync(building).gid) chownSync(building, -1, found.gid);
  setMode(building, found.mode & 0o7777);
}

interface Exchange {
  building: string;
  old: string;
  typed: string;
}

/** Killed in between, the next finishes it (see `finishExchanges`). What was there is looked at once more where nobody finds it any more by its name: others may have put something in meanwhile. */
function exchange(place: string, {building, old, typed}: Exchange): void {
  const isReplaced = whatIsAt(place) !== undefined;
  if (isReplaced) renameSync(place, old);
  try {
    if (isReplaced) mustHoldNothingElse(old, typed);
    renameSync(building, place);
  } catch (error) {
    if (isReplaced) renameSync(old, place);
    throw error;
  }
  flushFolder(dirname(place));
  if (isReplaced) removeMade(old);
}

/** The mark that the folder is the program's goes last: killed in between, what is left can still be told for what it is. */
function removeMade(folder: string): void {
  for (const name of readdirSync(folder))
    if (name !== MARKER) rmSync(join(folder, name), {recursive: true, force: true});
  rmSync(folder, {recursive: true, force: true});
}

/** Undefined also where the way to it does not exist or may not be looked at: then writing tells why it cannot be done. */
function whatIsAt(place: string): Stats | undefined {
  try {
    return lstatSync(place);
  } catch {
    return undefined;
  }
}
