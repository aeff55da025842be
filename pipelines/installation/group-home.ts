import {statSync} from "node:fs";
import {dirname} from "node:path";

export const GROUP_WRITES = 0o020;

/** Whether several accounts of one group work on an installation: then its folder is open to them for writing. */
export function isOfGroup(root: string): boolean {
  return ((statSync(root, {throwIfNoEntry: false})?.mode ?? 0) & GROUP_WRITES) !== 0;
}

/** Mode of a new file that is for the account alone; in a folder on which a group works, for the accounts of that group. */
export function keepersMode(file: string): number {
  return isOfGroup(dirname(file)) ? 0o660 : 0o600;
}

/** The same of a new folder. */
export function keepersFolderMode(folder: string): number {
  return isOfGroup(dirname(folder)) ? 0o770 : 0o700;
}
