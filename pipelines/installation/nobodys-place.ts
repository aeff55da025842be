import {existsSync, realpathSync, statSync} from "node:fs";
import {basename, dirname, isAbsolute, join, relative, resolve, sep} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {type Home, MOVABLE_FOLDERS} from "./home.ts";
import {isMarked} from "./made-folder.ts";
import {otherPathsOf} from "./other-paths.ts";
import {placesIn, readSettings} from "./settings.ts";

/** Folders of an installation in which people put things themselves, and of which what uses them says in its own words when it cannot. */
export const OF_PEOPLE = ["city", "inbox", "output"];

/** The folder that the program itself lies in. */
const PROGRAM = join(import.meta.dirname, "../..");

export const ELSEWHERE = "ほかの置き場所を指定してください。";

/**
 * UserError for a place that belongs to the program or an installation, this one or another, also where its settings have put
 * it (the output folder and new names beside the program excepted), or to a backup.
 */
export function mustBeNobodys(place: string, home: Home): void {
  const astray = leadsAstray(home.output, home);
  if (astray !== undefined)
    throw new UserError(
      `出力フォルダー（${home.output}）が、設備かプログラムの使うフォルダー（${astray}）を指しているので、書きません。リンクを消し、同じ名前のフォルダーを作るか、出力だけを入れるフォルダーを指すリンクに直してください。`,
    );
  mustBeNamed(place);
  const real = realPlace(place);
  if (isWithin(realpathSync(home.output), real)) return;
  for (const way of [real, ...otherPathsOf(real)]) mustBeNobodysBy(way, place, home);
}

/** By one of the paths by which a place is reached. */
function mustBeNobodysBy(way: string, place: string, home: Home): void {
  const [root, program] = [realpathSync(home.root), realpathSync(PROGRAM)];
  const own = isWithin(way, root) ? root : ownFolderAround(way, home);
  if (own !== undefined) throw ofInstallation(place, {own, output: home.output});
  const named = placesIn(readSettings(home)).find(
    (kept) => isWithin(realPlace(kept), way) || isWithin(way, realPlace(kept)),
  );
  if (named !== undefined)
    throw new UserError(
      `「${place}」は、設備が使うもの（${named}。settings.yaml の指定）に当たるので、書きません。${ELSEWHERE}`,
    );
  mustBeNoOthers(place, way);
  if (!isWithin(program, way) && !isWithin(way, program)) return;
  // Beside the program's own files new ones may stand: that is where people type commands.
  const isNewBeside = isSame(dirname(way), program) && (!existsSync(way) || isMarked(way));
  if (!isNewBeside)
    throw new UserError(
      `「${place}」はプログラムのファイルかフォルダーに当たるので、書きません。${ELSEWHERE}`,
    );
}

/** What stands in a name for bytes that are no UTF-8. */
const NO_SIGN = "\uFFFD";

/**
 * UserError for a name that nothing has and that was typed in other signs than UTF-8: it reached us with a sign in their place, and
 * what is made would be found by nobody.
 */
export function mustBeNamed(place: string): void {
  const strange = withFoldersAbove(resolve(place)).some(
    (path) => basename(path).includes(NO_SIGN) && !existsSync(path),
  );
  if (strange)
    throw new UserError(
      `「${place}」の名前に、UTF-8でない字があります。別の名前のものができてしまうので、作りません。名前をUTF-8に直すか（convmv など）、ほかの名前を指定してください。`,
    );
}

/** UserError for a place of the program, which the next one replaces, or of another installation or a backup. */
export function mustBeOutside(place: string): void {
  mustBeNamed(place);
  const real = realPlace(place);
  mustBeNoOthers(place, real);
  if (isWithin(realpathSync(PROGRAM), real))
    throw new UserError(
      `「${place}」はプログラムのフォルダーの中です。プログラムを新しくするとなくなるので、作りません。${ELSEWHERE}`,
    );
}

/** Whether a place lies in the output folder, with the links of its folders followed. */
export function isInOutput(place: string, home: Home): boolean {
  if (leadsAstray(home.output, home) !== undefined) return false;
  return isAbsolute(place) && isWithin(realpathSync(home.output), realPlace(place));
}

/**
 * Where a folder of an installation leads, when that is the installation itself, another of its folders, wherever that lies, the
 * program, or a folder around installation or program. Undefined when it is itself, or lies somewhere else for good reason: on another disk.
 */
export function leadsAstray(folder: string, {root}: Pick<Home, "root">): string | undefined {
  const [real, home, program] = [realpathSync(folder), realpathSync(root), realpathSync(PROGRAM)];
  if (dirname(real) === home && basename(real) === basename(folder)) return undefined;
  const isOurs =
    [home, program].some((ours) => isWithin(ours, real) || isWithin(real, ours)) ||
    foldersOf(root).some(({name, at}) => name !== basename(folder) && isOfSameFolder(at, real, name));
  return isOurs ? real : undefined;
}

/** Beside what people put into their inbox, or take from it, another folder may lie; in what is the program's own none may. */
function isOfSameFolder(other: string, real: string, name: string): boolean {
  return OF_PEOPLE.includes(name) ? isSame(other, real) : isWithin(other, real);
}

/** The installation, or the folder of it in which a place lies, though not by its name: that lies elsewhere with a link in its place, or is mounted there, too. */
export function ownFolderAround(real: string, {root}: Pick<Home, "root">): string | undefined {
  const own = [realpathSync(root), ...foldersOf(root).map(({at}) => at)];
  return own.find((folder) => isWithin(folder, real));
}

function foldersOf(root: string): {name: string; at: string}[] {
  return MOVABLE_FOLDERS.map((name) => ({name, place: join(root, name)}))
    .filter(({place}) => existsSync(place))
    .map(({name, place}) => ({name, at: realpathSync(place)}));
}

/** The path with the links of its folders followed, as far as they exist. */
export function realPlace(place: string): string {
  const full = resolve(place);
  if (existsSync(dirname(full))) return join(realpathSync(dirname(full)), basename(full));
  const parent = dirname(full);
  return parent === full ? full : join(realPlace(parent), basename(full));
}

/** By name, and by what the file system knows them by: capitals may be the same to it, and a folder may be mounted twice. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  if (way === "" || (!isAbsolute(way) && way !== ".." && !way.startsWith(`..${sep}`))) return true;
  const wanted = numberOf(folder);
  return wanted !== undefined && withFoldersAbove(path).some((above) => numberOf(above) === wanted);
}

function isSame(one: string, other: string): boolean {
  return one === other || (numberOf(one) !== undefined && numberOf(one) === numberOf(other));
}

/** Undefined for what does not exist, may not be looked at, or has no number of its own there. */
function numberOf(path: string): string | undefined {
  try {
    const {dev, ino} = statSync(path, {bigint: true});
    return ino === 0n ? undefined : `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

function withFoldersAbove(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...withFoldersAbove(parent)];
}

/** What is here may be reached with another installation named; what lies there is no less the city's. */
function mustBeNoOthers(place: string, real: string): void {
  const backup = backupAround(real);
  if (backup !== undefined)
    throw new UserError(`「${place}」は控え（${backup}）の中に当たるので、書きません。${ELSEWHERE}`);
  const other = withFoldersAbove(real).find((folder) => isHome(folder) && !isInOutputOf(folder, real));
  if (other !== undefined)
    throw new UserError(
      `「${place}」は、別の設備のフォルダー（${other}）に当たるので、書きません。${ELSEWHERE}`,
    );
}

/** The backup that a place lies in, or is. */
export function backupAround(real: string): string | undefined {
  return withFoldersAbove(real).find((folder) => holds(folder, ["backup.json", "files"]));
}

/** The installation that a place lies in, or is. */
export function homeAround(real: string): string | undefined {
  return withFoldersAbove(real).find(isHome);
}

/** Also one that has loaded nothing yet: what its city has decided lies there. */
function isHome(folder: string): boolean {
  return holds(folder, ["ledger.duckdb", "releases"]) || holds(folder, ["inbox", "releases", "candidates"]);
}

function holds(folder: string, names: string[]): boolean {
  return names.every((name) => existsSync(join(folder, name)));
}

function isInOutputOf(root: string, real: string): boolean {
  const output = join(root, "output");
  return existsSync(output) && leadsAstray(output, {root}) === undefined && isWithin(output, real);
}

function ofInstallation(place: string, {own, output}: {own: string; output: string}): UserError {
  return new UserError(
    `「${place}」は設備のフォルダー（${own}）に当たります。台帳や公開版を傷つけないように、その中では ${output} の中だけに書きます。${ELSEWHERE}`,
  );
}
