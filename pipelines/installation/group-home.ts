import {statSync} from "node:fs";

export const GROUP_WRITES = 0o020;

/** Whether several accounts of one group work on an installation: then its folder is open to them for writing. */
export function isOfGroup(root: string): boolean {
  return ((statSync(root, {throwIfNoEntry: false})?.mode ?? 0) & GROUP_WRITES) !== 0;
}
