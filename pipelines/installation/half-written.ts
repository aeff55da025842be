import {randomBytes} from "node:crypto";
import {lstatSync, readdirSync, rmSync} from "node:fs";
import {hostname} from "node:os";
import {join, resolve} from "node:path";
import {
  type HalfWrittenKind,
  halfWrittenName,
  readHalfWritten,
  type Writer,
} from "../../schemas/half-written.ts";
import {isRunning} from "./is-running.ts";
import {foreignNames, isMarked} from "./made-folder.ts";

function here(): Writer {
  return {machine: hostname(), pid: process.pid, since: performance.timeOrigin};
}

/** A path in a folder of somebody's for what this process has half written. */
export function halfWrittenIn(folder: string, kind: HalfWrittenKind): string {
  return join(folder, halfWrittenName(kind, here(), randomBytes(8).toString("hex")));
}

/** Removes from a folder what processes of this machine that died have left half written; what cannot be removed stays. */
export function sweepHalfWritten(folder: string): void {
  for (const path of leftHalfWritten(folder))
    try {
      rmSync(path, {recursive: true, force: true});
    } catch {
      // Another account's, in a folder of many.
    }
}

/** What lies half written in a folder, of processes of this machine that do not run any more. */
export function leftHalfWritten(typed: string): string[] {
  // Whatever a link makes of "..".
  const folder = resolve(typed);
  return namesIn(folder).flatMap((name) => {
    const half = readHalfWritten(name);
    const path = join(folder, name);
    return half && isOver(half.writer) && isOurs(path, half.kind) ? [path] : [];
  });
}

function isOver(writer: Writer): boolean {
  // Written by this process, it would have this name.
  const own = readHalfWritten(halfWrittenName("part", here(), "0".repeat(16)))?.writer;
  if (writer.machine !== own?.machine) return false;
  return writer.pid === own.pid ? writer.since !== own.since : !isRunning(writer.pid);
}

/** Somebody may have put something into a folder that was about to be replaced: that one stays. */
function isOurs(path: string, kind: HalfWrittenKind): boolean {
  const found = lstatSync(path, {throwIfNoEntry: false});
  if (kind === "part") return found?.isFile() ?? false;
  if (!found?.isDirectory()) return false;
  return kind === "building" || (isMarked(path) && foreignNames(path).length === 0);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
