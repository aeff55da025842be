import {appendFileSync, existsSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {type AccessHead, accessHead} from "../../schemas/access-head.ts";
import type {Home} from "../installation/home.ts";
import {readSettings} from "../installation/settings.ts";
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
  return existsSync(headFile(home)) ? readHead(readFileSync(headFile(home), "utf8")) : undefined;
}

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
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(noted)}\n`, {mode: 0o640});
}

/** A file, or a folder in which each log has its own file. */
export function anchorFile(home: Home, log: string): string | undefined {
  const place = readSettings(home).access_log?.anchor;
  if (place === undefined) return undefined;
  const isFolder = statSync(place, {throwIfNoEntry: false})?.isDirectory() ?? false;
  return isFolder ? join(place, `kaikaku-access-${log}.jsonl`) : place;
}
