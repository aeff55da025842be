import {statSync} from "node:fs";
import {dirname} from "node:path";

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

/** The same of a new folder. */
export function keepersFolderMode(folder: string, root = dirname(folder)): number {
  return isOfGroup(root) ? 0o770 : 0o700;
}
