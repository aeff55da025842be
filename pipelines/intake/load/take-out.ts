import {randomBytes} from "node:crypto";
import {linkSync, lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {archivedFile} from "../../installation/archive.ts";
import {fingerprintOf} from "../../installation/fingerprint-of.ts";
import {freeName} from "../../installation/fitting-name.ts";
import type {Home} from "../../installation/home.ts";
import {systemCode} from "../../installation/system-code.ts";
import {isMovedOnly} from "../read/file-stamp.ts";

/**
 * Folders in which a file of the inbox lies for the moment in which it is removed or put aside; nothing is read from them. Each
 * time one has a name by chance: under a known one a sender could lay something that is in the way of every file.
 */
const LEAVING = /^\.leaving(-[0-9a-f]+)?$/;

interface Leaving {
  /** Name in the inbox; as bytes where it is no text. */
  name: string | Buffer;
  /** What is done with it where it lies now. */
  work: (place: string | Buffer) => void;
}

/**
 * Takes a file out of the inbox under the eyes of senders who may put another in its place at any moment: it is moved away
 * first, and what arrived is looked at again, where nobody can replace it. What is not the file that was judged goes back.
 */
export function takeOut(home: Home, leaving: Leaving, isJudged: (place: string) => boolean): void {
  const folder = join(home.inbox, `.leaving-${randomBytes(8).toString("hex")}`);
  mkdirSync(folder, {mode: 0o770});
  const place = within(folder, leaving.name);
  try {
    renameSync(within(home.inbox, leaving.name), place);
    if (typeof place !== "string" || isJudged(place)) leaving.work(place);
  } finally {
    emptyInto(home.inbox, folder);
  }
}

/** Whether the content of a file that is to be removed is kept: it is the file that was loaded, or one with what the archive holds. */
export function isKept(home: Home, place: string, stamp: string): boolean {
  if (!lstatSync(place).isFile()) return false;
  return isMovedOnly(place, stamp) || archivedFile(home, fingerprintOf(place).sha256) !== undefined;
}

/**
 * What lies there was on its way out when something came between (also the end of the process): it waits again. Returns
 * the folders, with the fault of each, out of which nothing can be brought back: a sender's own, of such a name.
 */
export function putBack({inbox}: Home): {folder: string; fault: unknown}[] {
  return readdirSync(inbox)
    .filter((name) => LEAVING.test(name))
    .flatMap((name) => {
      const folder = join(inbox, name);
      try {
        if (lstatSync(folder).isDirectory()) emptyInto(inbox, folder);
        return [];
      } catch (fault) {
        return [{folder, fault}];
      }
    });
}

function emptyInto(inbox: string, folder: string): void {
  for (const name of readdirSync(folder, {encoding: "buffer"}))
    placeBeside(within(folder, name), inbox, name);
  rmdirSync(folder);
}

/** Under its own name, unless another of that name has come meanwhile. */
function placeBeside(place: string | Buffer, inbox: string, name: Buffer): void {
  const target = within(inbox, name);
  try {
    linkSync(place, target);
    rmSync(place);
  } catch (error) {
    const isTaken = error instanceof Error && systemCode(error) === "EEXIST";
    // Where no second name can be given (a folder, a file system without links) it is moved, if nothing lies there.
    const isFree = lstatSync(target, {throwIfNoEntry: false}) === undefined;
    renameSync(place, isFree && !isTaken ? target : join(inbox, freeName(inbox, name.toString())));
  }
}

function within(folder: string, name: string | Buffer): string | Buffer {
  return typeof name === "string"
    ? join(folder, name)
    : Buffer.concat([Buffer.from(join(folder, "/")), name]);
}
