import {type Dirent, existsSync, readdirSync, statSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import type {Home} from "../installation/home.ts";
import {leadsAstray} from "../installation/nobodys-place.ts";
import {readNamedFile} from "../installation/plain-file.ts";
import {PROJECT} from "./sql-files.ts";
import {utf8Text} from "./utf8-text.ts";

/** Whole folders of a city to begin with, one folder each. */
export const TEMPLATES_FOLDER = join(PROJECT, "data", "cities");
/** What holds where a city has decided nothing: law, usual limits. */
export const DEFAULTS_FOLDER = join(PROJECT, "data", "defaults");
const LARGEST_BYTES = 10_000_000;
/** What file managers and editors leave behind, and a process that died while it replaced a file. */
export const NOT_WRITTEN = /^[.~]|~$|\.(next|partial)$|^(Thumbs\.db|desktop\.ini)$/i;

/** A file that holds for a city: its own, or the program's where it has none. */
interface CityFile {
  /** "privacy.csv", "notes/R6Q2/paper_sheets.md" */
  name: string;
  path: string;
}

/** The city's own file or the program's; undefined where neither says anything. */
function cityFile(city: string, name: string): string | undefined {
  return [city, DEFAULTS_FOLDER].map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Whose answer to what a file decides holds; null where nobody has written one. */
export function decidedBy(city: string, name: string): "city" | "program" | null {
  if (existsSync(join(city, name))) return "city";
  return existsSync(join(DEFAULTS_FOLDER, name)) ? "program" : null;
}

/** Every file that holds for a city, by name. UserError where its folder holds what no release can keep. */
export function cityFiles(city: string): CityFile[] {
  mustBeKeepable(city);
  const names = [DEFAULTS_FOLDER, city].flatMap(namesBelow);
  return [...new Set(names)].sort().flatMap((name) => {
    const path = cityFile(city, name);
    return path === undefined ? [] : [{name, path}];
  });
}

/** Paths of the files in a folder and below, with / between the parts. */
export function namesBelow(folder: string): string[] {
  return entriesOf(folder).flatMap(({name, entry}) => (entry.isFile() ? [name] : []));
}

/**
 * UserError for what a release could not keep of a city's folder: a link, whose target may change unseen (and in a stranger's folder
 * lead to anything), what is no file, and a file larger than any that is read.
 */
export function mustBeKeepable(folder: string): void {
  for (const {name, entry} of entriesOf(folder)) {
    if (entry.isSymbolicLink())
      throw new UserError(
        `市のフォルダーの中に、リンク「${visibleLine(name)}」があります（${folder}）。リンクの先にあるものは、公開版に残せず、変わっても分からないので、使いません。リンクを消し、ファイルそのものを置いてください。`,
      );
    if (!entry.isFile())
      throw new UserError(
        `市のフォルダーの中の「${visibleLine(name)}」は、ふつうのファイルではありません（${folder}。名前付きパイプ、ソケットか装置です）。消すか、ほかの所に移してください。`,
      );
    if (statSync(join(folder, name)).size > LARGEST_BYTES)
      throw new UserError(
        `市のフォルダーのファイル「${visibleLine(name)}」が大きすぎます（${folder}。${LARGEST_BYTES / 1e6}MBまで）。市のフォルダーは公開版ごとに全部残すので、決めごとでないものは、ほかの所に移してください。`,
      );
  }
}

/** UserError where what is written into the city's folder would lie in the program's or elsewhere in the installation, or behind a link. */
export function mustBeCitysOwn(home: Pick<Home, "city" | "root">): void {
  mustBeKeepable(home.city);
  const astray = existsSync(home.city) ? leadsAstray(home.city, home) : undefined;
  if (astray === undefined) return;
  throw new UserError(
    `市のフォルダー（${home.city}）が、設備かプログラムの使うフォルダー（${astray}）を指しているので、書きません。リンクを消し、npx kaikaku init で市のフォルダーを作ってください。`,
  );
}

interface Entry {
  /** Path in the folder. */
  name: string;
  entry: Dirent;
}

/** Links are told and not followed; what file managers, editors and tools keep in folders of their own is left alone. */
function entriesOf(folder: string, above = ""): Entry[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {withFileTypes: true})
    .filter(({name}) => !NOT_WRITTEN.test(name))
    .flatMap((entry) => {
      const name = `${above}${entry.name}`;
      return entry.isDirectory() ? entriesOf(join(folder, entry.name), `${name}/`) : [{name, entry}];
    });
}

/** Text of a file that a city has written, and how it is named to people. */
export interface CityText {
  /** "city/privacy.csv" */
  place: string;
  text: string;
}

/** What the city's own file says, or else the program's. UserError for what is no text in UTF-8. */
export function cityText(city: string, name: string): CityText | undefined {
  return ownText(city, name) ?? defaultText(name);
}

export function ownText(city: string, name: string): CityText | undefined {
  return textIn(city, name, `city/${name}`);
}

export function defaultText(name: string): CityText | undefined {
  return textIn(DEFAULTS_FOLDER, name, `data/defaults/${name}`);
}

function textIn(folder: string, name: string, place: string): CityText | undefined {
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  return {place, text: utf8Text(readNamedFile(path, LARGEST_BYTES), place)};
}
