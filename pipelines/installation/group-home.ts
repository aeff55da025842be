import {statSync} from "node:fs";
import {dirname} from "node:path";
import {setMode} from "./set-mode.ts";

export const GROUP_WRITES = 0o020;

/** Whether several accounts of one group work on an installation: then its folder is open to them for writing. */
export function isOfGroup(root: string): boolean {
  return ((statSync(root, {throwIfNoEntry: false})?.mode ?? 0) & GROUP_WRITES) !== 0;
}

/**
 * Mode of a new file that is for the account alone; where a group works in `root`, for the accounts of that group. `root` is
 * the file's folder, but for keys that lie apart from their installation.
 */
export function keepersMode(file: string, root = dirname(file)): number {
  return isOfGroup(root) ? 0o660 : 0o600;
}

/** Gives the keepers of an installation a file that came into it with rights of its own. */
export function openToKeepers(file: string, root = dirname(file)): void {
  setMode(file, (statSync(file).mode & 0o7777) | keepersMode(file, root));
}

/** The same of a new folder. */
export function keepersFolderMode(folder: string, root = dirname(folder)): number {
  return isOfGroup(root) ? 0o770 : 0o700;
}
