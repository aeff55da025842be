import {join} from "node:path";
import type {AccessHead} from "../../schemas/access-head.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {isPlainFile} from "../installation/plain-file.ts";
import {markOf} from "./chain.ts";
import type {Carried} from "./entry.ts";
import {type Beginning, beginningOf, isNoteOf, notedHead} from "./head.ts";
import {chainKey, hasKey} from "./key-folder.ts";
import {lostOfLeft} from "./left-logs.ts";
import {whileLocked} from "./locked.ts";
import {knownPeople, opened} from "./people.ts";
import {type Scan, scanLog} from "./scan.ts";

/** Where the log once stood, as somebody else keeps it. */
export interface Anchor extends AccessHead {
  /** "公開版 2025-06-02-…". */
  place: string;
}

/** What is wrong with a log. Each has its own words, as each is done by another hand. */
export type LogFault =
  /** A line says something else than was written. */
  | {kind: "edited"; line: number}
  /** Lines in between are gone, or stand elsewhere. */
  | {kind: "removed"; line: number}
  /** What stood there before this log began is not as it was then. */
  | {kind: "before_changed"; lines: number}
  /** The end is gone: it was once further on. */
  | {kind: "cut"; line: number; once: number; place: string}
  /** It has the right number of lines, and they hang together, but they are not those that were anchored: who did that has the key. */
  | {kind: "rewritten"; line: number; place: string}
  /** There is no log any more. */
  | {kind: "deleted"; place: string}
  /** There is another log than the one that is anchored. */
  | {kind: "restarted"; place: string}
  | {kind: "key_missing"}
  | {kind: "key_other"}
  | {kind: "note_missing"}
  /** What was written of people cannot be read, and nobody ordered that. */
  | {kind: "people_unreadable"; count: number}
  | {kind: "carried_changed"; file: string}
  /** A log that was left, and is anchored, is in none of the files that are carried on. */
  | {kind: "left_lost"; place: string};

export interface ExaminedLog {
  lineCount: number;
  faults: LogFault[];
  /** How it began; undefined while there is no log. */
  beginning: Beginning | undefined;
}

/**
 * Holds the log against itself, the note of its last line, and what others keep of it. Changes nothing. What is found while others
 * write is looked at once more with nobody in between: they are told of no fault that is none.
 */
export function examineLog(home: Home, anchors: Iterable<Anchor>): ExaminedLog {
  const examined = examineLocked(home, anchors);
  if (examined.faults.length === 0) return examined;
  try {
    return whileLocked(home, () => examineLocked(home, anchors));
  } catch {
    // Whoever may only read here cannot keep others out.
    return examined;
  }
}

/** The same for what holds the log's lock already. */
export function examineLocked(home: Home, anchors: Iterable<Anchor>): ExaminedLog {
  // Before the log itself: a line that comes meanwhile is not missing.
  const noted = notedHead(home);
  const beginning = beginningOf(home.accessLog);
  const key = chainKey(home);
  const known = peopleOrNobody(home);
  const scan = scanLog(home.accessLog, {key, opens: (closed) => opened(closed, known) !== undefined});
  const held = heldOf(noted, anchors);
  if (scan.lineCount === 0) return {lineCount: 0, beginning, faults: deleted(held, hasKey(home))};
  const own = faultsOfLines(scan, {key, beginning});
  const withoutNote = !noted && hasKey(home) ? [{kind: "note_missing"} as const] : [];
  const faults = [
    ...own,
    ...withoutNote,
    ...against(held, {scan, beginning, isWhole: own.length === 0}),
    // They lie with the chain's key: gone together, that is told once.
    ...(key ? faultsOfPeople(scan) : []),
    ...(beginning?.carried ?? []).flatMap((carried) => faultsOfCarried(home, carried)),
    ...(beginning ? lostOfLeft(home, beginning, anchors) : []).map(
      (place) => ({kind: "left_lost", place}) as const,
    ),
  ];
  return {lineCount: scan.lineCount, beginning, faults};
}

const NOTE = "最後の行の控え";
const KEY = "記録の鍵";

function* heldOf(noted: AccessHead | undefined, anchors: Iterable<Anchor>): Generator<Anchor> {
  if (noted) yield {...noted, place: NOTE};
  yield* anchors;
}

function deleted(held: Iterable<Anchor>, hadKey: boolean): LogFault[] {
  for (const {place} of held) return [{kind: "deleted", place}];
  return hadKey ? [{kind: "deleted", place: KEY}] : [];
}

function faultsOfLines(
  {broken}: Scan,
  {key, beginning}: {key: Buffer | undefined; beginning: Beginning | undefined},
): LogFault[] {
  if (!key) return [{kind: "key_missing"}];
  if (beginning && beginning.keyMark !== markOf(key)) return [{kind: "key_other"}];
  return broken ? [broken] : [];
}

interface There {
  scan: Scan;
  beginning: Beginning | undefined;
  /** The lines hang together. */
  isWhole: boolean;
}

/** Of all that do not agree, the one that saw the log furthest on. */
function against(held: Iterable<Anchor>, there: There): LogFault[] {
  let furthest = 0;
  let faults: LogFault[] = [];
  for (const anchor of held) {
    if (anchor.number <= furthest || isOfLeft(anchor, there)) continue;
    const found = faultAgainst(anchor, there);
    if (found.length > 0) [furthest, faults] = [anchor.number, found];
  }
  return faults;
}

/** What others keep of a log that was left says nothing of this one; the note beside it is this one's. */
function isOfLeft(anchor: Anchor, {scan: {lineCount}, beginning}: There): boolean {
  if (!beginning?.left.includes(anchor.log)) return false;
  return anchor.place !== NOTE || isNoteOf(anchor, {beginning, lineCount});
}

function faultAgainst({log, number, mac, place}: Anchor, {scan, beginning, isWhole}: There): LogFault[] {
  if (log !== beginning?.log) return [{kind: "restarted", place}];
  // With lines taken out of it, it has fewer than its last one says.
  if (number > Math.max(scan.lineCount, scan.lastNumber))
    return [{kind: "cut", line: scan.lineCount, once: number, place}];
  if (!isWhole || scan.macAt(number) === mac) return [];
  return [{kind: "rewritten", line: number, place}];
}

/** Whose lines do not open any more, although no line says that they were to be closed for good. */
function faultsOfPeople({shut, forgotten}: Scan): LogFault[] {
  const count = shut.difference(forgotten).size;
  return count > 0 ? [{kind: "people_unreadable", count}] : [];
}

function peopleOrNobody(home: Home): ReturnType<typeof knownPeople> {
  try {
    return knownPeople(home);
  } catch {
    return [];
  }
}

function faultsOfCarried({root}: Home, {file, sha256}: Carried): LogFault[] {
  const path = join(root, file);
  return isPlainFile(path) && fingerprintOf(path).sha256 === sha256 ? [] : [{kind: "carried_changed", file}];
}
