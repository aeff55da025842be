import {type AccessHead, accessHead} from "../../schemas/access-head.ts";
import type {Home} from "../installation/home.ts";
import {readSmallFile} from "../installation/plain-file.ts";
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
  const text = readSmallFile(headFile(home), LARGEST_HEAD);
  return text === undefined ? undefined : readHead(text);
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
