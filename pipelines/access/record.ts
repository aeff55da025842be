import {randomBytes} from "node:crypto";
import type {AccessHead} from "../../schemas/access-head.ts";
import {type Account, accountText} from "../../schemas/account.ts";
import {UserError} from "../../schemas/errors.ts";
import {accountHere} from "../installation/account.ts";
import type {Home} from "../installation/home.ts";
import {anchorHead} from "./anchor.ts";
import {FIRST, isAsWritten, isOwn, linked, markOf, readWritten, type Written} from "./chain.ts";
import type {Entry} from "./entry.ts";
import {sumOfLines} from "./examine-changes.ts";
import {type Beginning, beginningOf, headOf, isNoteOf, notedHead, noteHead} from "./head.ts";
import {chainKey, dropNewKey, hasKey, keepNewKey, makeNewKey} from "./key-folder.ts";
import {appendLines, lastLineOf} from "./line-log.ts";
import {whileLocked} from "./locked.ts";
import {closeFor} from "./people.ts";
import {unkeyedLog} from "./unkeyed-log.ts";

/** What is written down. Whatever may tell of a person, also who did it, is closed with a key of that person. */
export type AccessEvent =
  | {event: "read"; command: string; options: object; staffNumber: string | null}
  | {event: "acted"; act: string; details: object}
  | {event: "changed"; command: string; changes: End; files: string[]}
  | {event: "asked"; releaseId: string; sql: string; parameters: Record<string, unknown>}
  | {event: "answered"; asked: number; rows: number; milliseconds: number}
  | {event: "refused"; asked: number; why: string; milliseconds: number}
  | {event: "forgotten"; forgotten: string; by: string | null; reason: string};

/**
 * Appends one event to the log; its number. Of this process's account, unless it works for others. UserError when that cannot be done, also where the log is not as it was left:
 * what is not recorded is not answered.
 */
export function recordAccess(home: Home, event: AccessEvent, now: Date, account = accountHere()): number {
  return whileLocked(home, () => append(home, () => contentOf(home, event, account), now));
}

/** The same for what holds the log's lock already. */
export function recordLocked(home: Home, event: AccessEvent, now: Date): number {
  return append(home, () => contentOf(home, event, accountHere()), now);
}

/** What a line says beside its place in the log. */
export type Content = Record<string, unknown> & {event: Entry["event"]};

/** Adds a line, and before the first one the one that begins the log. Runs while the log is locked. */
function append(home: Home, content: () => Content, now: Date): number {
  const key = keyOf(home);
  return appendTo(home, now, {
    key,
    contents: (isEmpty) => [...(isEmpty ? [firstOf(home, key)] : []), content()],
  });
}

function firstOf(home: Home, key: Buffer): Content {
  return beginning(home, {key, carried: unkeyedLog(home), renewed: null, left: []});
}

/** Key and name of the log, which is begun where there is none. UserError as recordAccess. Runs while the log is locked. */
export function logToGoOn(home: Home, now: Date): {key: Buffer; log: string} {
  const key = keyOf(home);
  const line = lastLineOf(home.accessLog);
  if (line === undefined) appendTo(home, now, {key, contents: () => [firstOf(home, key)]});
  else mustBeLast(home, {line, key});
  return {key, log: beginningOf(home.accessLog)?.log ?? ""};
}

/** Begins the log where there is none, so that whoever notes where it stands has something to note. UserError as recordAccess. */
export function beginLog(home: Home, now: Date): void {
  if (headOf(home) === null) whileLocked(home, () => logToGoOn(home, now));
}

interface Appended {
  key: Buffer;
  contents: (isEmpty: boolean) => Content[];
}

function appendTo(home: Home, now: Date, {key, contents}: Appended): number {
  let last = NOWHERE;
  appendLines(home.accessLog, (line) => {
    if (line !== undefined) last = mustBeLast(home, {line, key});
    return contents(line === undefined).map((content) => {
      const written = lineAfter(last, content, {key, now});
      last = {number: written.number, mac: written.mac};
      return JSON.stringify(written);
    });
  });
  noteEnd(home, {log: beginningOf(home.accessLog)?.log ?? "", ...last});
  return last.number;
}

type End = Pick<AccessHead, "number" | "mac">;

/** The next line of a log that ends there. */
export function lineAfter(last: End, content: Content, {key, now}: {key: Buffer; now: Date}): Written {
  const numbered = {number: last.number + 1, at: now.toISOString(), ...content};
  return linked(numbered, {key, previous: last.mac});
}

/** Where a log stands before its first line. */
export const NOWHERE: End = {number: 0, mac: FIRST};

/** Says beside the log, and where others keep it, that it stands there now. */
export function noteEnd(home: Home, head: AccessHead): void {
  noteHead(home, head);
  anchorHead(home, head);
  // Only now: where the key is kept there is a note, and a log without one was cut, however short it is.
  keepNewKey(home);
}

type Left = Pick<Beginning, "carried" | "renewed" | "left">;

export function beginning(home: Home, {key, ...left}: Left & {key: Buffer}): Content {
  const changes = sumOfLines(home.cityChanges);
  return {event: "began", log: randomBytes(8).toString("hex"), keyMark: markOf(key), ...left, changes};
}

/** The key of the log that is there, or a new one where there is none yet. UserError where there was a log and is none. */
function keyOf(home: Home): Buffer {
  const isThere = lastLineOf(home.accessLog) !== undefined;
  const key = chainKey(home);
  if (isThere && key) return key;
  if (isThere) throw spoilt(home, "の鍵がありません");
  if (hasKey(home) || notedHead(home)) throw spoilt(home, "が消されています");
  dropNewKey(home);
  return makeNewKey(home);
}

/** Where the log ends. UserError for an end that is not the one that was written last. */
function mustBeLast(home: Home, {line, key}: {line: string; key: Buffer}): {number: number; mac: string} {
  const last = readWritten(line);
  if (!last || !isAsWritten(line, last) || !isOwn(last, key))
    throw spoilt(home, "の最後の行が、書いたときと違います");
  const noted = notedHead(home);
  if (!noted && hasKey(home)) throw spoilt(home, "の最後の行の控え（.last）がありません");
  if (noted && !isNoteOf(noted, {beginning: beginningOf(home.accessLog), lineCount: last.number}))
    throw spoilt(home, "が、別のものに替わっています");
  if (noted && noted.log !== beginningOf(home.accessLog)?.log) return {number: last.number, mac: last.mac};
  const isCut =
    noted && (noted.number > last.number || (noted.number === last.number && noted.mac !== last.mac));
  if (isCut) throw spoilt(home, "の終わりが切り取られています");
  return {number: last.number, mac: last.mac};
}

function spoilt(home: Home, what: string): UserError {
  return new UserError(
    `だれが何を読んだかの記録（${home.accessLog}）${what}。記録できないので、実行しません。npx kaikaku doctor で確かめ、わけを調べてから、npx kaikaku access --renew --reason わけ で新しい記録を始めてください（今の記録は別の名前で残ります）。`,
  );
}

function contentOf(home: Home, event: AccessEvent, account: Account): Content {
  const closed = (content: object) =>
    closeFor(home, `account ${accountText(account)}`, {account: accountText(account), ...content});
  switch (event.event) {
    case "read": {
      const {command, options, staffNumber} = event;
      const about = staffNumber === null ? null : closeFor(home, `staff ${staffNumber}`, {staffNumber});
      return {event: "read", command, ...closed({options}), about};
    }
    case "acted":
      return {event: "acted", act: event.act, ...closed({details: event.details})};
    case "changed": {
      const {command, changes, files} = event;
      return {event: "changed", command, changes, ...closed({files})};
    }
    case "asked": {
      const {releaseId, sql, parameters} = event;
      return {event: "asked", releaseId, ...closed({sql, parameters})};
    }
    case "answered":
      return {...event};
    case "refused": {
      const {asked, why, milliseconds} = event;
      return {event: "refused", asked, milliseconds, ...closed({why})};
    }
    case "forgotten":
      return {
        event: "forgotten",
        forgotten: event.forgotten,
        ...closed({by: event.by, reason: event.reason}),
      };
    default:
      return event satisfies never;
  }
}
