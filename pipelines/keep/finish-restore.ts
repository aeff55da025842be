import {existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {accessHead} from "../../schemas/access-head.ts";
import {renewLog} from "../access/renew.ts";
import {entriesBelow} from "../installation/entries-below.ts";
import {keepersFolderMode} from "../installation/group-home.ts";
import {type Home, openHome} from "../installation/home.ts";
import {readJsonFile} from "../installation/read-json-file.ts";
import {closeHome} from "../installation/rights.ts";
import {RESTORE_DECISION} from "../installation/sweep.ts";
import {mustBeAloneStill, workingAlone} from "../installation/working-alone.ts";
import {writeWhole} from "../installation/write-whole.ts";

/** A restore that is decided. While it lies there, what arrives takes the place of what was there. */
const decided = z.strictObject({
  /** Name of the folder that takes what was there. */
  aside: z.string().regex(/^before-restore-[\dT-]+$/),
  /** Names of what was there. */
  there: z.array(z.string().regex(/^[^/\\]+$/)),
  /** What a person has to do again, a line each. */
  again: z.array(z.string()).default([]),
  /** Why the log of who read what cannot be gone on with, and where it stood; null where it can. */
  renew: z
    .strictObject({reason: z.string(), stood: z.array(accessHead.extend({place: z.string()}))})
    .nullable()
    .default(null),
});

type Decided = z.input<typeof decided>;

export function arrivingFolder({root}: Home): string {
  return join(root, "restoring");
}

function decisionFile({root}: Home): string {
  return join(root, RESTORE_DECISION);
}

/** The one write that makes a restore true: what lies in the arriving folder is whole, and from now on it is the installation. */
export function decideRestore(home: Home, decision: Decided): void {
  mustBeAloneStill(home);
  writeWhole(decisionFile(home), `${JSON.stringify(decision)}\n`);
}

/** Whether a restore was decided and its process died before everything had moved. */
function isRestoreUnfinished(home: Home): boolean {
  return existsSync(decisionFile(home));
}

/** What cannot be removed goes with the next command. */
export function dropUndecided(home: Home): void {
  if (isRestoreUnfinished(home)) return;
  try {
    rmSync(arrivingFolder(home), {recursive: true, force: true});
  } catch {
    // Told is why nothing was restored.
  }
}

/** Finishes a restore whose process died; for the beginning of every command. UserError while that process still works. */
export async function finishUnfinishedRestore(home: Home, now: Date): Promise<Finished | null> {
  if (!isRestoreUnfinished(home)) return null;
  return workingAlone(home, async () => (isRestoreUnfinished(home) ? finishRestore(home, now) : null));
}

/** What a restore left beside the installation that it brought back. */
export interface Finished {
  /** The folder of what was there; null when that was nothing but empty folders. */
  putAside: string | null;
  /** The list of what a person has to do again; null where there is nothing. */
  list: string | null;
}

const LIST = "送り直すファイル.txt";

/**
 * Moves what was there aside and what arrives in its place; however often it is broken off, it can be called again.
 */
export function finishRestore(home: Home, now: Date): Finished {
  const {root} = home;
  const file = decisionFile(home);
  const {
    aside: name,
    there,
    again,
    renew,
  } = readJsonFile(
    file,
    decided,
    `${join(root, "before-restore-…")} に移り始めていたら、その中のものを元の所に移し、それから ${file} を消すと、戻す前のままになります。`,
  );
  const [aside, arriving] = [join(root, name), arrivingFolder(home)];
  mkdirSync(aside, {recursive: true, mode: keepersFolderMode(aside)});
  for (const old of there)
    if (isThere(join(root, old)) && !isThere(join(aside, old))) renameSync(join(root, old), join(aside, old));
  for (const arrival of existsSync(arriving) ? readdirSync(arriving) : []) {
    const place = join(root, arrival);
    // Whoever came between the two steps made an empty folder, or put something into one.
    if (isThere(place)) renameSync(place, freeName(aside, `after-${arrival}`));
    renameSync(join(arriving, arrival), place);
  }
  rmSync(arriving, {recursive: true, force: true});
  closeHome(openHome(root));
  if (again.length > 0) writeWhole(join(aside, LIST), again.map((line) => `${line}\n`).join(""));
  if (renew) renewLog(home, {anchors: renew.stood, by: null, reason: renew.reason, now});
  rmSync(file);
  if (holdsFiles(aside)) return {putAside: aside, list: again.length > 0 ? join(aside, LIST) : null};
  rmSync(aside, {recursive: true, force: true});
  return {putAside: null, list: null};
}

/** Also a link that leads to nothing: nothing else can take its name. */
function isThere(path: string): boolean {
  return lstatSync(path, {throwIfNoEntry: false}) !== undefined;
}

/** A path in a folder under that name, or one like it that nothing has. */
export function freeName(folder: string, name: string): string {
  let path = join(folder, name);
  for (let number = 2; isThere(path); number += 1) path = join(folder, `${name}-${number}`);
  return path;
}

function holdsFiles(folder: string): boolean {
  return entriesBelow(folder).some((entry) => entry.isFile());
}
