import {randomBytes} from "node:crypto";
import {existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync} from "node:fs";
import {hostname} from "node:os";
import {join, resolve} from "node:path";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import {
  type HalfWrittenKind,
  halfWrittenName,
  readHalfWritten,
  type Writer,
} from "../../schemas/half-written.ts";
import {keepersFolderMode} from "./group-home.ts";
import {isRunning} from "./is-running.ts";
import {filledAs, foreignNames, isMarked} from "./made-folder.ts";

function here(): Writer {
  return {machine: `${container()}${hostname()}`, pid: process.pid, since: performance.timeOrigin};
}

/** Linux: all processes that see each other by their numbers, where these are not those of the machine itself. */
const OF_MACHINE = "4026531836";

/** Containers of one machine may have its name, and number their processes each for itself. */
function container(): string {
  try {
    const [number] = /\d+/.exec(readlinkSync("/proc/self/ns/pid")) ?? [];
    return number === undefined || number === OF_MACHINE ? "" : `${number}-`;
  } catch {
    return "";
  }
}

/** A path in a folder of somebody's for what this process has half written. */
export function halfWrittenIn(folder: string, kind: HalfWrittenKind): string {
  return join(folder, halfWrittenName(kind, here(), randomBytes(8).toString("hex")));
}

/** A folder in `scratch` for this process alone, whatever others work there, in whatever containers; what dies in it goes with the next work. */
export function scratchFolder({scratch}: {scratch: string}): {path: string; remove: () => void} {
  const path = halfWrittenIn(scratch, "building");
  mkdirSync(path, {mode: keepersFolderMode(path)});
  return {path, remove: () => rmSync(path, {recursive: true, force: true})};
}

/** Where a folder goes whose place another is about to take. */
export function replacedBy(building: string): string {
  return building.replace(/building$/, "replaced");
}

/**
 * Gives a whole folder its name where its process died between taking the name from what was there and giving it to this one. Where
 * somebody has put something into what was there, that one gets its name back.
 */
export function finishExchanges(folder: string): void {
  for (const building of leftHalfWritten(folder).filter((path) => path.endsWith(".building"))) {
    const [old, as] = [replacedBy(building), filledAs(building)];
    if (as === undefined || !isMarked(old) || existsSync(join(folder, as))) continue;
    const whole = foreignNames(old).length === 0 ? building : old;
    try {
      renameSync(whole, join(folder, as));
    } catch {
      // Another account's, in a folder of many.
    }
  }
}

/** Removes from a folder what processes of this machine that died have left half written; what cannot be removed stays. */
export function sweepHalfWritten(folder: string): void {
  finishExchanges(folder);
  for (const path of leftHalfWritten(folder))
    try {
      rmSync(path, {recursive: true, force: true});
    } catch {
      // Another account's, in a folder of many.
    }
}

/** The same in `scratch`, and what is older than a day, of whatever machine: rows of people may lie in it, and nothing takes so long. */
export function leftInScratch(scratch: string): string[] {
  const old = namesIn(scratch)
    .filter((name) => readHalfWritten(name) !== undefined)
    .map((name) => join(scratch, name))
    .filter(
      (path) => (lstatSync(path, {throwIfNoEntry: false})?.mtimeMs ?? Date.now()) < Date.now() - DAY_MS,
    );
  return [...new Set([...leftHalfWritten(scratch), ...old])];
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
