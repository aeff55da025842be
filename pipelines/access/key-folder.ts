import {randomBytes} from "node:crypto";
import {existsSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {keepersFolderMode, keepersMode} from "../installation/group-home.ts";
import type {Home} from "../installation/home.ts";
import {makeFolders} from "../installation/make-folders.ts";
import {isPlainFile, readSmallFile} from "../installation/plain-file.ts";
import {readSettings} from "../installation/settings.ts";
import {writeWhole} from "../installation/write-whole.ts";

/** Where the log's key and those of the people in it lie: in the installation, or where its settings say. */
function keyFolder(home: Home): string {
  return readSettings(home).access_log?.key_folder ?? home.accessKeys;
}

export function peopleFile(home: Home): string {
  return join(keyFolder(home), "people.json");
}

export function keyFile(home: Home): string {
  return join(keyFolder(home), "chain.key");
}

/** Lies there until the log that the key is for has its first line: a process that dies in between leaves no key without a log. */
function newKeyFile(home: Home): string {
  return `${keyFile(home)}.new`;
}

/** The log's key; undefined while there is none. */
export function chainKey(home: Home): Buffer | undefined {
  const file = [keyFile(home), newKeyFile(home)].find(isPlainFile);
  const text = file && readSmallFile(file, LARGEST_BYTES)?.trim();
  return text && KEY.test(text) ? Buffer.from(text, "hex") : undefined;
}

const LARGEST_BYTES = 100_000;
const KEY = /^[0-9a-f]{64}$/;

/** Whether a key was ever in use: then there was a log. */
export function hasKey(home: Home): boolean {
  return existsSync(keyFile(home));
}

/** A key by chance that is in use once `keepNewKey` was called. */
export function makeNewKey(home: Home): Buffer {
  const key = randomBytes(32);
  makeFolders(keyFolder(home), keepersFolderMode(keyFolder(home), home.root));
  writeWhole(newKeyFile(home), key.toString("hex"), keepersMode(newKeyFile(home), home.root));
  return key;
}

export function keepNewKey(home: Home): void {
  if (existsSync(newKeyFile(home))) renameSync(newKeyFile(home), keyFile(home));
}

/** Away with what a dying process left. */
export function dropNewKey(home: Home): void {
  rmSync(newKeyFile(home), {force: true});
}
