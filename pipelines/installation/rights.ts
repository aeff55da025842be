import {lstatSync, readdirSync, type Stats} from "node:fs";
import {join, relative} from "node:path";
import {GROUP_WRITES, isOfGroup} from "./group-home.ts";
import type {Home} from "./home.ts";
import {setMode} from "./set-mode.ts";
import {holdsNoKey} from "./staff-key-place.ts";

const OWNERS = 0o700;
/** Rights that nobody outside account and group gets; those that only the account gets, where staff numbers lie as they were sent. */
const OTHERS = 0o007;
const GROUP = 0o070;
const ALL_BUT_OWNER = 0o077;

/** Right to list a folder. Senders may drop files into an inbox that they cannot look into. */
const OTHERS_LIST = 0o004;
/** Right to go through a folder to one whose name is known: who may drop files into an inbox must get there. */
const OTHERS_PASS = 0o001;
const OTHERS_DROP = 0o003;

const PRIVATE =
  /^(access-keys|archive|refused|scratch|restoring|before-restore-.*|secret|window|faults\.log(\.1)?)$/;
/** What every account keeps to itself, on whatever others work with it. */
const PRIVATE_FILES = /^sql-history$/;

/** Something of an installation that more accounts may open than should, and what may be left of its rights. */
export interface OpenPlace {
  path: string;
  mode: number;
}

/**
 * What this process makes from now on is closed to others; to the group only for reading, unless the installation's folder
 * is the group's: then all that lies in it is, whatever the account does elsewhere, or its other accounts could not go on.
 */
export function keepOthersOut(root: string): void {
  if (process.platform === "win32") return;
  const usual = process.umask();
  const ofGroup = isOfGroup(root) ? usual & ~GROUP : usual | GROUP_WRITES;
  // What the account cannot open itself would be in everybody's way.
  process.umask((ofGroup & ~OWNERS) | OTHERS);
}

/** Whatever more accounts may open than should. Undefined on Windows, whose rights are not looked at. */
export function openPlaces(home: Home, platform = process.platform): OpenPlace[] | undefined {
  return platform === "win32" ? undefined : [...tooOpen(home)];
}

/** Takes from all that lies in an installation the rights that nobody should have; never gives any. */
export function closeHome(home: Home): void {
  for (const {path, mode} of openPlaces(home) ?? []) setMode(path, mode);
}

function* tooOpen(home: Home): Generator<OpenPlace> {
  const ofPrivate = isOfGroup(home.root) ? OTHERS : ALL_BUT_OWNER;
  yield* openOne(home.root, isDropBox(home.inbox) ? OTHERS & ~OTHERS_PASS : OTHERS);
  for (const name of namesIn(home.root)) {
    const path = join(home.root, name);
    if (path === home.inbox) yield* openOne(path, OTHERS_LIST);
    else if (PRIVATE_FILES.test(name)) yield* openOne(path, ALL_BUT_OWNER);
    else if (PRIVATE.test(name)) yield* openBelow(path, ofPrivate);
    else yield* openBelow(path, OTHERS);
  }
  const isElsewhere = relative(home.root, home.secret) !== "secret";
  if (isElsewhere && !holdsNoKey(home.secret)) yield* openOne(home.secret, ofPrivate);
}

function isDropBox(inbox: string): boolean {
  return ((statsOf(inbox)?.mode ?? 0) & OTHERS_DROP) === OTHERS_DROP;
}

/** A private folder keeps what lies in it. */
function* openBelow(path: string, withheld: number): Generator<OpenPlace> {
  yield* openOne(path, withheld);
  if (!statsOf(path)?.isDirectory()) return;
  for (const name of namesIn(path)) yield* openBelow(join(path, name), OTHERS);
}

function* openOne(path: string, withheld: number): Generator<OpenPlace> {
  const stats = statsOf(path);
  const isPlain = stats?.isFile() || stats?.isDirectory();
  if (stats && isPlain && (stats.mode & withheld) !== 0) yield {path, mode: stats.mode & 0o7777 & ~withheld};
}

/** A link has no rights of its own, and what it leads to is not the installation's. */
function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

/** None of a folder that this account may not look into. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
