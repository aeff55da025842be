import {closeSync, constants, openSync, statSync} from "node:fs";
import {join} from "node:path";
import {type AccessHead, accessHead} from "../../schemas/access-head.ts";
import {UserError} from "../../schemas/errors.ts";
import type {Home} from "../installation/home.ts";
import {isWithin, realPlace} from "../installation/nobodys-place.ts";
import {isPlainFile, readPlainFile} from "../installation/plain-file.ts";
import {readSettings, settingsFile} from "../installation/settings.ts";
import {writeFully} from "../installation/write-fully.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {readWritten} from "./chain.ts";
import {type Entry, readEntry} from "./entry.ts";
import {firstLineOf, lastLineOf} from "./line-log.ts";

/** Beside the log: its last line, so that one that is cut is noticed by the next who writes. */
export function headFile({accessLog}: Home): string {
  return `${accessLog}.last`;
}

/** Undefined where there is none, or none that can be read. */
export function notedHead(home: Home): AccessHead | undefined {
  const file = headFile(home);
  return isPlainFile(file) ? readHead(readPlainFile(file, LARGEST_HEAD).toString("utf8")) : undefined;
}

const LARGEST_HEAD = 100_000;

export function readHead(text: string): AccessHead | undefined {
  try {
    return accessHead.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export type Beginning = Extract<Entry, {event: "began"}>;

/** The line with which a log begins; undefined while there is none, or where another stands in its place. */
export function beginningOf(file: string): Beginning | undefined {
  const line = firstLineOf(file);
  const first = line === undefined ? undefined : readEntry(line);
  return first?.event === "began" ? first : undefined;
}

/**
 * Whether the note beside a log is its own: it names the log, or, where whoever began it anew died before it was noted, the one
 * that was left. Then there is one line: a longer one of which the end is cut could else be passed off as new by a note of before.
 */
export function isNoteOf(
  {log}: AccessHead,
  {beginning, lineCount}: {beginning: Beginning | undefined; lineCount: number},
): boolean {
  if (log === beginning?.log) return true;
  return lineCount === 1 && (beginning?.left.includes(log) ?? false);
}

/** Where the log stands now, for whoever keeps it where the log's own account cannot write; null while there is no log. */
export function headOf({accessLog}: Pick<Home, "accessLog">): AccessHead | null {
  const line = lastLineOf(accessLog);
  const last = line === undefined ? undefined : readWritten(line);
  const log = beginningOf(accessLog)?.log;
  return last && log !== undefined ? {log, number: last.number, mac: last.mac} : null;
}

export function noteHead(home: Home, noted: AccessHead): void {
  writeWhole(headFile(home), `${JSON.stringify(noted)}\n`);
}

/** Adds a head to the anchor that the settings name. It is only ever appended to, never read here and never made shorter. */
export function anchorHead(home: Home, noted: AccessHead): void {
  const file = anchorFile(home, noted.log);
  if (file === undefined) return;
  // A pipe that nobody reads would be waited for, and everybody with it.
  const how = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
  const handle = openSync(file, how, 0o640);
  try {
    writeFully(handle, `${JSON.stringify(noted)}\n`);
  } finally {
    closeSync(handle);
  }
}

/** A file, or a folder in which each log has its own file. */
export function anchorFile(home: Home, log: string): string | undefined {
  const place = readSettings(home).access_log?.anchor;
  if (place === undefined) return undefined;
  if (isWithin(realPlace(home.root), realPlace(place)))
    throw new UserError(
      `${settingsFile(home)} の access_log の anchor が、設備の中（${place}）を指しています。行を書き足すと設備のものが壊れるので、書きません。設備の外の場所に直してください。`,
    );
  const isFolder = statSync(place, {throwIfNoEntry: false})?.isDirectory() ?? false;
  return isFolder ? join(place, `kaikaku-access-${log}.jsonl`) : place;
}
