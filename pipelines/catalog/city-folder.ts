import {existsSync, readdirSync} from "node:fs";
import {join, relative} from "node:path";
import {readNamedFile} from "../installation/plain-file.ts";
import {PROJECT} from "./sql-files.ts";
import {utf8Text} from "./utf8-text.ts";

/** Whole folders of a city to begin with, one folder each. */
export const TEMPLATES_FOLDER = join(PROJECT, "data", "cities");
/** What holds where a city has decided nothing: law, usual limits. */
export const DEFAULTS_FOLDER = join(PROJECT, "data", "defaults");
const LARGEST_BYTES = 10_000_000;
/** What file managers and editors leave behind, and a process that died while it replaced a file. */
export const NOT_WRITTEN = /^[.~]|~$|\.next$|^(Thumbs\.db|desktop\.ini)$/i;

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

/** Every file that holds for a city, by name. */
export function cityFiles(city: string): CityFile[] {
  const names = [DEFAULTS_FOLDER, city].flatMap(namesBelow);
  return [...new Set(names)].sort().flatMap((name) => {
    const path = cityFile(city, name);
    return path === undefined ? [] : [{name, path}];
  });
}

/** Paths of the files in a folder and below, with / between the parts. */
export function namesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && !NOT_WRITTEN.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
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
