import {randomBytes} from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
} from "node:fs";
import {basename, dirname, isAbsolute, join, relative, resolve, sep} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {flush, flushFolder} from "./durable.ts";
import type {Home} from "./home.ts";
import {readPlainFile} from "./plain-file.ts";
import {writeWhole} from "./write-whole.ts";

/** The folder that the program itself lies in. */
const PROGRAM = join(import.meta.dirname, "../..");

/** Lies in every folder that `fillFolder` made, and names what it put there. */
const MARKER = ".kaikaku-made.json";
const LARGEST_MARKER = 10_000_000;

interface FileExit {
  home: Home;
  /** A file that is there may be replaced. */
  force: boolean;
}

/**
 * Where a person wants a file: UserError for a place that belongs to the program or the installation (its output folder
 * excepted), for a link or what is no plain file, and for a file that is there already, unless `force`.
 */
export function mustBeFreeForFile(place: string, {home, force}: FileExit): void {
  const found = whatIsAt(place);
  if (found?.isSymbolicLink())
    throw new UserError(`「${place}」はリンクです。リンクの先には書きません。${ELSEWHERE}`);
  if (found?.isDirectory())
    throw new UserError(`「${place}」はフォルダーです。ファイルの名前を指定してください。`);
  if (found && !found.isFile())
    throw new UserError(`「${place}」はふつうのファイルではないので、書きません。${ELSEWHERE}`);
  mustBeNobodys(place, home);
  if (found && !force)
    throw new UserError(`「${place}」はもうあります。置き換えてよければ --force を付けてください。`);
}

/** Writes a file whole or not at all: `write` gets the name of a file beside it, which then takes the place's name. */
export async function placeFile<Result>(
  place: string,
  write: (part: string) => Promise<Result>,
): Promise<Result> {
  const part = `${place}.${process.pid}.part`;
  try {
    const result = await write(part);
    flush(part);
    renameSync(part, place);
    flushFolder(dirname(resolve(place)));
    return result;
  } finally {
    rmSync(part, {force: true});
  }
}

/**
 * Where a person wants a folder filled: UserError for a place as above, and for a folder that holds anything but what an
 * earlier call put there.
 */
export function mustBeFreeForFolder(place: string, home: Home): void {
  const found = whatIsAt(place);
  if (found?.isSymbolicLink())
    throw new UserError(`「${place}」はリンクです。リンクの先には書きません。${ELSEWHERE}`);
  if (found && !found.isDirectory())
    throw new UserError(`「${place}」はファイルです。フォルダーの名前を指定してください。`);
  mustBeNobodys(place, home);
  const foreign = found ? foreignNames(place) : [];
  if (foreign.length === 0) return;
  throw new UserError(
    `「${place}」には、この書出しが作ったものでないファイルがあります（${foreign.slice(0, 3).join("、")}${foreign.length > 3 ? ` ほか${foreign.length - 3}件` : ""}）。何も消していません。空のフォルダーか新しい名前を指定してください。`,
  );
}

/** Fills a folder whole or not at all: `fill` gets an empty one, which then takes the place of what an earlier call made. */
export async function fillFolder<Result>(
  place: string,
  fill: (building: string) => Promise<Result>,
): Promise<Result> {
  const mark = randomBytes(4).toString("hex");
  const beside = (what: string) => join(dirname(place), `.${what}-${basename(place)}-${mark}`);
  const [building, old] = [beside("building"), beside("replaced")];
  mkdirSync(building, {recursive: true});
  try {
    const result = await fill(building);
    writeWhole(
      join(building, MARKER),
      `${JSON.stringify({madeBy: "kaikaku", files: readdirSync(building).sort()})}\n`,
    );
    flushFolder(building);
    exchange(place, {building, old});
    return result;
  } finally {
    rmSync(building, {recursive: true, force: true});
  }
}

function exchange(place: string, {building, old}: {building: string; old: string}): void {
  const isThere = existsSync(place);
  if (isThere) renameSync(place, old);
  try {
    renameSync(building, place);
  } catch (error) {
    if (isThere) renameSync(old, place);
    throw error;
  }
  flushFolder(dirname(resolve(place)));
  rmSync(old, {recursive: true, force: true});
}

/** What lies in a folder that no earlier call put there; all of it where no earlier call made the folder. */
function foreignNames(folder: string): string[] {
  const names = readdirSync(folder);
  const made = new Set([MARKER, ...madeNames(join(folder, MARKER))]);
  return names.filter((name) => !made.has(name)).sort();
}

function madeNames(marker: string): string[] {
  try {
    const {files} = JSON.parse(readPlainFile(marker, LARGEST_MARKER).toString("utf8")) as {files?: unknown};
    return Array.isArray(files) ? files.map(String) : [];
  } catch {
    return [];
  }
}

/** Undefined also where the way to it does not exist or may not be looked at: then writing tells why it cannot be done. */
function whatIsAt(place: string): Stats | undefined {
  try {
    return lstatSync(place);
  } catch {
    return undefined;
  }
}

/** The path with the links of its folders followed, as far as they exist. */
function realPlace(place: string): string {
  const full = resolve(place);
  if (existsSync(dirname(full))) return join(realpathSync(dirname(full)), basename(full));
  const parent = dirname(full);
  return parent === full ? full : join(realPlace(parent), basename(full));
}

/** UserError for a place that belongs to the program or the installation (its output folder and new names beside the program excepted). */
export function mustBeNobodys(place: string, home: Home): void {
  const real = realPlace(place);
  const [root, output, program] = [realpathSync(home.root), realpathSync(home.output), realpathSync(PROGRAM)];
  if (isWithin(output, real)) return;
  if (isWithin(root, real) || isWithin(real, root)) throw ofInstallation(place, home);
  if (!isWithin(program, real) && !isWithin(real, program)) return;
  // Beside the program's own files new ones may stand: that is where people type commands.
  const isNewBeside = dirname(real) === program && (!existsSync(real) || existsSync(join(real, MARKER)));
  if (!isNewBeside) throw ofProgram(place);
}

/** Whether a place lies in the output folder, with the links of its folders followed. */
export function isInOutput(place: string, {output}: Home): boolean {
  return isAbsolute(place) && isWithin(realpathSync(output), realPlace(place));
}

function ofInstallation(place: string, {root, output}: Home): UserError {
  return new UserError(
    `「${place}」は設備のフォルダー（${root}）に当たります。台帳や公開版を傷つけないように、その中では ${output} の中だけに書きます。${ELSEWHERE}`,
  );
}

function ofProgram(place: string): UserError {
  return new UserError(
    `「${place}」はプログラムのファイルかフォルダーに当たるので、書きません。${ELSEWHERE}`,
  );
}

const ELSEWHERE = "ほかの置き場所を指定してください。";

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!isAbsolute(way) && way !== ".." && !way.startsWith(`..${sep}`));
}
