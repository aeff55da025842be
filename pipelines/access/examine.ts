import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {AccessHead} from "../../schemas/access-head.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {FIRST, isOwn, markOf, readWritten} from "./chain.ts";
import {type Carried, type Closed, type Entry, readEntry} from "./entry.ts";
import {type Beginning, beginningOf, notedHead} from "./head.ts";
import {chainKey, hasKey} from "./key-folder.ts";
import {knownPeople, opened} from "./people.ts";

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
  | {kind: "carried_changed"; file: string};

export interface ExaminedLog {
  lineCount: number;
  faults: LogFault[];
  /** How it began; undefined while there is no log. */
  beginning: Beginning | undefined;
}

/** Holds the log against itself, the note of its last line, and what others keep of it. Changes nothing. */
export function examineLog(home: Home, anchors: Anchor[]): ExaminedLog {
  const lines = linesOf(home.accessLog);
  const noted = notedHead(home);
  const held = [...(noted ? [{...noted, place: NOTE}] : []), ...anchors];
  const beginning = beginningOf(home.accessLog);
  if (lines.length === 0) return {lineCount: 0, beginning, faults: deleted(held, hasKey(home))};
  const own = faultsOfLines(lines, {key: chainKey(home), beginning});
  const withoutNote = !noted && hasKey(home) ? [{kind: "note_missing"} as const] : [];
  const faults = [
    ...own,
    ...withoutNote,
    ...against(held, {lines, beginning, isWhole: own.length === 0}),
    // They lie with the chain's key: gone together, that is told once.
    ...(chainKey(home) ? faultsOfPeople(home, lines) : []),
    ...(beginning?.carried ?? []).flatMap((carried) => faultsOfCarried(home, carried)),
  ];
  return {lineCount: lines.length, beginning, faults};
}

const NOTE = "最後の行の控え";
const KEY = "記録の鍵";
function linesOf(file: string): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
}

function deleted([first]: Anchor[], hadKey: boolean): LogFault[] {
  if (first) return [{kind: "deleted", place: first.place}];
  return hadKey ? [{kind: "deleted", place: KEY}] : [];
}

/** The first line that is not as it was written: those after it hang on it. */
function faultsOfLines(
  lines: string[],
  {key, beginning}: {key: Buffer | undefined; beginning: Beginning | undefined},
): LogFault[] {
  if (!key) return [{kind: "key_missing"}];
  if (beginning && beginning.keyMark !== markOf(key)) return [{kind: "key_other"}];
  let previous = FIRST;
  for (const [index, text] of lines.entries()) {
    const entry = readWritten(text);
    const line = index + 1;
    if (!entry || !isOwn(entry, key)) return [{kind: "edited", line}];
    if (entry.number !== line || entry.previous !== previous) return [{kind: "removed", line}];
    previous = entry.mac;
  }
  return [];
}

interface There {
  lines: string[];
  beginning: Beginning | undefined;
  /** The lines hang together. */
  isWhole: boolean;
}

function against(held: Anchor[], there: There): LogFault[] {
  const known = held.filter(({log}) => !there.beginning?.left.includes(log));
  return known.flatMap((anchor) => faultAgainst(anchor, there)).slice(0, 1);
}

function faultAgainst({log, number, mac, place}: Anchor, {lines, beginning, isWhole}: There): LogFault[] {
  if (log !== beginning?.log) return [{kind: "restarted", place}];
  const text = lines[number - 1];
  // With lines taken out of it, it has fewer than its last one says.
  if (number > Math.max(lines.length, readWritten(lines.at(-1) ?? "")?.number ?? 0))
    return [{kind: "cut", line: lines.length, once: number, place}];
  if (!isWhole || readWritten(text ?? "")?.mac === mac) return [];
  return [{kind: "rewritten", line: number, place}];
}

/** Whose lines do not open any more, although no line says that they were to be closed for good. */
function faultsOfPeople(home: Home, lines: string[]): LogFault[] {
  const entries = lines.flatMap((line) => readEntry(line) ?? []);
  const forgotten = new Set(
    entries.flatMap((entry) => (entry.event === "forgotten" ? [entry.forgotten] : [])),
  );
  const firsts = new Map(
    entries
      .flatMap(closedIn)
      .reverse()
      .map((closed) => [closed.person, closed]),
  );
  const known = peopleOrNobody(home);
  const unreadable = [...firsts.values()].filter(
    (closed) => !forgotten.has(closed.person) && opened(closed, known) === undefined,
  );
  return unreadable.length > 0 ? [{kind: "people_unreadable", count: unreadable.length}] : [];
}

function closedIn(entry: Entry): Closed[] {
  switch (entry.event) {
    case "began":
      return entry.renewed ? [entry.renewed] : [];
    case "read":
      return entry.about ? [entry, entry.about] : [entry];
    case "answered":
      return [];
    case "asked":
    case "refused":
    case "forgotten":
      return [entry];
    default:
      return entry satisfies never;
  }
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
  return existsSync(path) && fingerprintOf(path).sha256 === sha256 ? [] : [{kind: "carried_changed", file}];
}
