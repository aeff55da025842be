import {createHash} from "node:crypto";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {messageOf} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import {type Lock, takeLock} from "../installation/lock.ts";
import {appendLine} from "./line-log.ts";

/** What happened to a statement. "asked" is written before the engine sees it, the others at its end. */
export type QueryEvent =
  | {event: "asked"; user: string; releaseId: string; sql: string; parameters: Record<string, unknown>}
  | {event: "answered"; asked: number; rows: number; milliseconds: number}
  | {event: "refused"; asked: number; why: string; milliseconds: number};

/** One line of the log. */
type QueryLogEntry = QueryEvent & {
  /** 1, 2, 3 … without a gap. */
  number: number;
  /** ISO 8601, UTC. */
  at: string;
  /** Hash of the line before; of nothing for the first. */
  previous: string;
  /** SHA-256 of `previous` and the line's other content. */
  hash: string;
};

const FIRST = createHash("sha256").digest("hex");

/**
 * Appends one event; its number. The last line's hash also lies beside the log, so that lines cut off at the end are
 * missed. UserError when the log cannot be written: what is not recorded is not answered.
 */
export function recordQuery(home: Home, event: QueryEvent, now: Date): number {
  const lock = lockOf(home);
  try {
    let written = {number: 0, hash: ""};
    appendLine(home.queryLog, (line) => {
      const last = line === undefined ? undefined : lastEntry(home, line);
      const content = {number: (last?.number ?? 0) + 1, at: now.toISOString(), ...event};
      const previous = last?.hash ?? FIRST;
      written = {number: content.number, hash: hashOf(previous, content)};
      return JSON.stringify({...content, previous, hash: written.hash});
    });
    writeFileSync(headFile(home), `${JSON.stringify(written)}\n`);
    return written.number;
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      `問い合わせの記録（${home.queryLog}）に書けないので、実行しません。${messageOf(cause)}`,
      {cause},
    );
  } finally {
    lock.release();
  }
}

/** Others hold it for a moment each; this is how long one waits for its turn. */
const PATIENCE_MS = 5000;

function lockOf(home: Home): Lock {
  const file = join(home.locks, "queries.lock");
  const lock = takeLock(file, PATIENCE_MS);
  if (lock) return lock;
  throw new UserError(
    `ほかの問い合わせの記録が終わらないので、実行しません。少し待って、もう一度実行してください（続くときは、止まったままの問い合わせがないか確かめてください。使用中の印: ${file}）。`,
  );
}

export type LogFinding = {kind: "whole"; entries: number} | {kind: "broken"; line: number; why: string};

/** Whether every line of the log is as it was written, in its order, and none is missing at the end. */
export function verifyQueryLog(home: Home): LogFinding {
  const lines = logLines(home);
  let previous = FIRST;
  for (const [index, line] of lines.entries()) {
    const why = faultOf(line, {previous, number: index + 1});
    if (why) return {kind: "broken", line: index + 1, why};
    previous = (JSON.parse(line) as QueryLogEntry).hash;
  }
  const why = faultAtEnd(home, lines);
  return why ? {kind: "broken", line: lines.length + 1, why} : {kind: "whole", entries: lines.length};
}

/** A process that died between the two writes leaves a log one line ahead of its head, even of none. */
function faultAtEnd(home: Home, lines: string[]): string | undefined {
  if (!existsSync(headFile(home)))
    return lines.length > 1 ? `最後の行の控え（${basename(headFile(home))}）が消されています` : undefined;
  const head = headOf(home);
  if (!head) return `最後の行の控え（${basename(headFile(home))}）が壊れています`;
  const atHead = lines[head.number - 1];
  const isThere = atHead !== undefined && (JSON.parse(atHead) as QueryLogEntry).hash === head.hash;
  return isThere ? undefined : "最後の行が消されています";
}

function faultOf(line: string, wanted: {previous: string; number: number}): string | undefined {
  const entry = readEntry(line);
  if (!entry) return "行が壊れています";
  const {previous, hash, ...content} = entry;
  if (entry.number !== wanted.number || previous !== wanted.previous)
    return "前の行が消されたか、並べ替えられています";
  return hash === hashOf(previous, content) ? undefined : "書き換えられています";
}

function readEntry(line: string): QueryLogEntry | undefined {
  try {
    return JSON.parse(line) as QueryLogEntry;
  } catch {
    return undefined;
  }
}

function hashOf(previous: string, content: object): string {
  return createHash("sha256").update(previous).update(JSON.stringify(content)).digest("hex");
}

function logLines(home: Home): string[] {
  if (!existsSync(home.queryLog)) return [];
  return readFileSync(home.queryLog, "utf8").split("\n").slice(0, -1);
}

function lastEntry(home: Home, line: string): QueryLogEntry {
  const entry = readEntry(line);
  if (!entry) throw new UserError(`問い合わせの記録（${home.queryLog}）の最後の行が壊れています。`);
  return entry;
}

function headFile(home: Home): string {
  return `${home.queryLog}.last`;
}

function headOf(home: Home): {number: number; hash: string} | undefined {
  try {
    return JSON.parse(readFileSync(headFile(home), "utf8"));
  } catch {
    return undefined;
  }
}
