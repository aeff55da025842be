import {existsSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../../schemas/nearest.ts";
import {readPlainFile} from "../installation/plain-file.ts";
import {type SourceFile, sourceFile} from "./source-file.ts";
import {utf8Text} from "./utf8-text.ts";

/** Below a city's folder. */
const FOLDER = "sources";
const LARGEST_BYTES = 1_000_000;
/** What editors and people put beside the files. */
const BESIDE = /^[.~]|~$|\.(md|txt|next)$|^(Thumbs\.db|desktop\.ini)$/i;

/** Texts of sources that are to be written, in the place of those that are there. */
export type Drafts = ReadonlyMap<string, string>;

/** Where the words of a source are written, as it is told to people. */
export function sourcePlace(source: string): string {
  return `city/${FOLDER}/${source}.yaml`;
}

/** All that a city has written about its files. UserError for a file of no source, and for what cannot be read. */
export function sourceFiles(city: string, sources: readonly string[], drafts: Drafts): SourceFile[] {
  const folder = join(city, FOLDER);
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const names = [...there.filter((name) => !BESIDE.test(name)), ...[...drafts.keys()].map(nameOf)];
  return [...new Set(names)].sort().map((name) => {
    const source = /^(.+)\.yaml$/.exec(name)?.[1] ?? "";
    if (!sources.includes(source)) throw noSource(name, sources);
    const text = drafts.get(source) ?? textOf(join(folder, name), source);
    return sourceFile(source, {place: sourcePlace(source), text});
  });
}

function nameOf(source: string): string {
  return `${source}.yaml`;
}

/** Where the file about a source lies in a city's folder, and its text; undefined where nothing is written yet. UserError for what is no text. */
export function writtenWords(city: string, source: string): {path: string; text: string | undefined} {
  const path = join(city, FOLDER, nameOf(source));
  return {
    path,
    text: existsSync(path) ? textOf(path, source) : undefined,
  };
}

function noSource(name: string, sources: readonly string[]): UserError {
  const near = nearest(name.replace(/\.ya?ml$/i, ""), [...sources]).map((source) => `${source}.yaml`);
  return new UserError(
    `city/${FOLDER}/${name} の1行目: この名前のファイルは使えません。名前は「種類.yaml」です。近いもの: ${near.join("、")}`,
  );
}

function textOf(path: string, source: string): string {
  return utf8Text(readPlainFile(path, LARGEST_BYTES), sourcePlace(source));
}
