import {createHash} from "node:crypto";
import {isPlainPath} from "../../schemas/backup.ts";
import {fittingName} from "../installation/fitting-name.ts";
import {hasPlaceInHome, sameness} from "./home-names.ts";

/**
 * The names under which a backup holds files, by those that they have. A sender or a person may have given one that a restore
 * refuses, or two that are the same elsewhere: such a file is held under a name that is good everywhere.
 */
export function backupNames(names: string[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    names.map((name) => {
      const placed = hasPlaceInHome(name) ? name : besideHome(name);
      const good = isGood(placed) && !taken.has(sameness(placed)) ? placed : goodName(placed);
      taken.add(sameness(good));
      return [name, good];
    }),
  );
}

function isGood(name: string): boolean {
  return isPlainPath(name) && name.split("/").every((part) => fittingName(part) === part);
}

/** A person's own file or folder whose name the program would take for its own: a copy of the ledger in "ledger.old". */
function besideHome(name: string): string {
  const [first = "", ...rest] = name.split("/");
  return [`${markOf(first)}_${first}`, ...rest].join("/");
}

function goodName(name: string): string {
  const parts = name.split("/").map((part) => fittingName(part.replace(UNFIT, "_")));
  const last = parts.pop() ?? "";
  return [...parts, `${markOf(name)}_${last}`].join("/");
}

function markOf(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 8);
}

/** Signs that some system gives a meaning to, also at the end of a part. */
const UNFIT = /[\\:*?"<>|\p{Cc}]|[ .]$/gu;
