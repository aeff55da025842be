import {type Dirent, existsSync, lstatSync, statSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {entriesBelow} from "../installation/entries-below.ts";
import type {Home} from "../installation/home.ts";
import {isLauncher} from "../installation/launchers.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {largestBytesOfAll} from "../intake/judge/intake-limits.ts";

/** What lies in an installation, as paths. */
interface Holdings {
  files: string[];
  /** Links and what else is no file, folders of others that may not be looked into, files too large to be read: nobody copies them. */
  others: string[];
}

/**
 * Everything below the root (also the service's journal and alerts, settings, the log of questions) but what is being
 * worked on, what is derived, the launchers, what somebody typed in the shell, what says that a service lives and when the last
 * backup was made, what a restore put aside, accounts of the window, and the key. Folders of the program that were moved to another
 * disk, with a link in their place, count as if they lay here.
 */
export function holdingsOf(home: Home, withKey: boolean): Holdings {
  const root = home.root;
  const {health, lastBackup} = serviceFiles(home);
  const usualKey = join(root, "secret");
  const left = [
    home.nothingNew,
    home.sqlHistory,
    health,
    lastBackup,
    ...(withKey ? [] : [home.secret, usualKey]),
  ];
  const leftFolders = [
    home.scratch,
    home.built,
    home.locks,
    home.candidates,
    home.window,
    ...(withKey ? [] : [home.accessKeys]),
  ];
  const isHeld = (path: string) =>
    !leftFolders.some((folder) => path === folder || path.startsWith(`${folder}${sep}`)) &&
    !PUT_ASIDE.test(relative(root, path)) &&
    !isLauncher(relative(root, path)) &&
    !left.includes(path) &&
    !FORMER_LOCK.test(relative(root, path)) &&
    (isOfOthers(home, path) || !/\.(next|partial)$/.test(path));
  const linked = LINKED.map((name) => join(root, name)).filter(isLinkToFolder);
  const unread: string[] = [];
  const entries = [root, ...linked].flatMap((folder) =>
    below(folder, (path, error) => {
      // The window's folder is for one account of a group alone, and in no backup.
      if (!isHeld(path)) return;
      if (!isOfOthers(home, path)) throw error;
      unread.push(path);
    }),
  );
  const held = entries.filter(({path}) => isHeld(path) && !linked.includes(path));
  const largest = longestSent(home);
  const {files = [], others = []} = Object.groupBy(
    held.filter(({entry}) => !entry.isDirectory()),
    ({path, entry}) => (entry.isFile() && !isTooLarge(home, path, largest) ? "files" : "others"),
  );
  return {
    files: files.map(({path}) => path).sort(),
    others: [...others.map(({path}) => path), ...unread].sort(),
  };
}

const LINKED = ["archive", "city", "inbox", "output", "refused", "releases", "access-keys", "service"];

/** Where people of other rooms put files, and take them away, or have put them: with what rights, and of what length, they like. */
export function isOfOthers({inbox, output, refused}: Home, path: string): boolean {
  return [inbox, output, refused].some((folder) => path.startsWith(`${folder}${sep}`));
}

/** What keeps senders' files short may be what is wrong with the installation; a backup is made all the same. */
function longestSent({city}: Home): number {
  try {
    return largestBytesOfAll(city);
  } catch (error) {
    if (error instanceof UserError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/** A sender's file that is larger than any that is read: it may be all holes, and a copy of it larger than any medium. */
function isTooLarge({inbox, refused}: Home, path: string, largest: number): boolean {
  const isSent = [inbox, refused].some((folder) => path.startsWith(`${folder}${sep}`));
  return isSent && (lstatSync(path, {throwIfNoEntry: false})?.size ?? 0) > largest;
}

function below(
  folder: string,
  unread: (path: string, error: unknown) => void,
): {path: string; entry: Dirent}[] {
  return entriesBelow(folder, unread).map((entry) => ({
    path: join(entry.parentPath, entry.name),
    entry,
  }));
}

function isLinkToFolder(path: string): boolean {
  const found = existsSync(path) ? statSync(path) : undefined;
  return found?.isDirectory() === true && lstatSync(path).isSymbolicLink();
}

/** Files as they were sent, and what may have been made from them for their senders: they hold staff numbers. */
export function isOriginal({archive, inbox, refused, output}: Home, path: string): boolean {
  const isWithin = (folder: string) => path.startsWith(`${folder}${sep}`);
  return [archive, inbox, refused].some(isWithin) || (isWithin(output) && /\.(xlsx|csv)$/i.test(path));
}

const PUT_ASIDE = /^(before-restore-|restoring|restore\.json$)/;
/** Locks lay in these files before they had a folder of their own. */
const FORMER_LOCK = /^(service[\\/]lease\.duckdb.*|queries\.jsonl\.lock)$/;
