import {existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync} from "node:fs";
import {dirname, join} from "node:path";
import {isDeepStrictEqual} from "node:util";
import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../../schemas/nearest.ts";
import {copyPlainFile, flushFolder} from "../installation/durable.ts";
import {halfWrittenIn, sweepHalfWritten} from "../installation/half-written.ts";
import type {Home} from "../installation/home.ts";
import {makeFolders} from "../installation/make-folders.ts";
import {readOwnFile} from "../installation/plain-file.ts";
import {mustBeKeepable, namesBelow, TEMPLATES_FOLDER} from "./city-folder.ts";

/** Names of the folders of a city that the program brings to begin with. */
export function templateNames(): string[] {
  return readdirSync(TEMPLATES_FOLDER).sort();
}

/**
 * Makes the city's folder of an installation, whole or not at all, from a template or another folder of a city. UserError where
 * there is one already, or what no release can keep in what is copied: what a city has written is never touched.
 */
export function foundCity({city}: Home, from: string): void {
  if (lstatSync(city, {throwIfNoEntry: false})) throw isThere(city);
  const origin = originOf(from);
  mustBeKeepable(origin);
  sweepHalfWritten(dirname(city));
  const building = halfWrittenIn(dirname(city), "building");
  try {
    mkdirSync(building, 0o770);
    for (const name of namesBelow(origin)) copyInto(building, {origin, name});
    renameSync(building, city);
  } catch (error) {
    rmSync(building, {recursive: true, force: true});
    // Another one was faster.
    throw lstatSync(city, {throwIfNoEntry: false}) ? isThere(city) : error;
  }
  flushFolder(dirname(city));
}

/** Whether a city's folder is a template of the program as it came: nobody has decided anything there. */
export function isStillTemplate({city}: Home, template: string): boolean {
  const origin = join(TEMPLATES_FOLDER, template);
  const names = namesBelow(origin);
  const isSame = (name: string) => readOwnFile(join(city, name)).equals(readOwnFile(join(origin, name)));
  return isDeepStrictEqual(namesBelow(city).sort(), names.sort()) && names.every(isSame);
}

function copyInto(building: string, {origin, name}: {origin: string; name: string}): void {
  const target = join(building, name);
  makeFolders(dirname(target), 0o770);
  copyPlainFile(join(origin, name), target);
}

function isThere(city: string): UserError {
  return new UserError(
    `市のフォルダー「${city}」は、もうあります。何も変えていません。作り直すときは、いまのフォルダーを別の所に移してから、もう一度実行してください。`,
  );
}

/** The folder from which a city's is made: a template's by its name, or another. UserError for what is none. */
export function originOf(from: string): string {
  const template = join(TEMPLATES_FOLDER, from);
  if (templateNames().includes(from)) return template;
  if (existsSync(join(from, "kpis.yaml"))) return from;
  throw new UserError(
    `「${from}」は、ひな型の名前でも、市のフォルダー（kpis.yaml のあるフォルダー）でもありません。ひな型: ${nearest(from, templateNames()).join("、")}`,
  );
}
