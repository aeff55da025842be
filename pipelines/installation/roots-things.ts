import {accessSync, constants, type Stats, statSync} from "node:fs";
import {join, relative} from "node:path";
import {visibleLine} from "../../schemas/visible-text.ts";
import {entriesBelow} from "./entries-below.ts";

const ROOT = 0;
/** Files that the program only reads, moves or removes. */
const READ_ONLY = /^(city|inbox)[/\\]/;

/**
 * What root left in an installation so that this account cannot go on with it, and what mends that; undefined where there is nothing
 * of the kind. `what` names one thing of it.
 */
export function rootsThings(root: string): {what: string; mend: string} | undefined {
  if ((process.geteuid?.() ?? ROOT) === ROOT) return undefined;
  const owner = statsOf(root);
  if (!owner || owner.uid === ROOT) return undefined;
  const found = entriesBelow(root, () => undefined)
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .find((path) => isClosedByRoot(path, READ_ONLY.test(relative(root, path))));
  if (found === undefined) return undefined;
  return {
    what: `「${visibleLine(relative(root, found))}」などは管理者（root）が作ったもので、この利用者は読み書きできません`,
    mend: `管理者が sudo chown -R -h ${owner.uid}:${owner.gid} ${root} を実行すると直ります。これからは、設備の持ち主の利用者で実行してください`,
  };
}

function isClosedByRoot(path: string, isRead: boolean): boolean {
  const found = statsOf(path);
  if (found?.uid !== ROOT) return false;
  try {
    accessSync(path, isRead && found.isFile() ? constants.R_OK : constants.R_OK | constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** Undefined also of what this account may not look at. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
