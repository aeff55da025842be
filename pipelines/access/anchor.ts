import {closeSync, constants, openSync, readSync, statSync} from "node:fs";
import {join} from "node:path";
import type {AccessHead} from "../../schemas/access-head.ts";
import {UserError} from "../../schemas/errors.ts";
import type {Home} from "../installation/home.ts";
import {ownFolderAround, realPlace} from "../installation/nobodys-place.ts";
import {openPlainFile} from "../installation/plain-file.ts";
import {readSettings, settingsFile} from "../installation/settings.ts";
import {writeFully} from "../installation/write-fully.ts";

/** Adds a head to the anchor that the settings name. It is only ever appended to, never read here and never made shorter. */
export function anchorHead(home: Home, noted: AccessHead): void {
  const file = anchorFile(home, noted.log);
  if (file === undefined) return;
  if (isNoAnchor(file))
    throw new UserError(
      `だれが何を読んだかの記録の錨（${file}）が、錨ではありません（ほかの中身のファイルか、ふつうのファイルでないものです）。そこには書けないので、実行しません。${settingsFile(home)} の access_log の anchor を、新しいファイルの名前に直してください。`,
    );
  // A pipe that nobody reads would be waited for, and everybody with it.
  const how = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
  const handle = openSync(file, how, 0o640);
  try {
    writeFully(handle, `${JSON.stringify(noted)}\n`);
  } finally {
    closeSync(handle);
  }
}

const FIRST_SIGNS = '{"log":"';

/** Whether a place holds something else than heads: settings can name any. Not where this account may only add. */
export function isNoAnchor(file: string): boolean {
  const found = statSync(file, {throwIfNoEntry: false});
  if (!found?.isFile()) return found !== undefined;
  try {
    const start = startOf(file);
    return start !== FIRST_SIGNS.slice(0, start.length);
  } catch {
    return false;
  }
}

function startOf(file: string): string {
  const descriptor = openPlainFile(file);
  const bytes = Buffer.alloc(FIRST_SIGNS.length);
  try {
    return bytes.subarray(0, readSync(descriptor, bytes)).toString("latin1");
  } finally {
    closeSync(descriptor);
  }
}

/** A file, or a folder in which each log has its own file. */
export function anchorFile(home: Home, log: string): string | undefined {
  const place = readSettings(home).access_log?.anchor;
  if (place === undefined) return undefined;
  if (ownFolderAround(realPlace(place), home) !== undefined)
    throw new UserError(
      `${settingsFile(home)} の access_log の anchor が、設備の中（${place}）を指しています。行を書き足すと設備のものが壊れるので、書きません。設備の外の場所に直してください。`,
    );
  const isFolder = statSync(place, {throwIfNoEntry: false})?.isDirectory() ?? false;
  return isFolder ? join(place, `kaikaku-access-${log}.jsonl`) : place;
}
