import {accessSync, constants, lstatSync, realpathSync, type Stats, statSync} from "node:fs";
import {join, relative} from "node:path";
import {visibleLine} from "../../schemas/visible-text.ts";
import {entriesBelow} from "./entries-below.ts";
import {MOVABLE_FOLDERS} from "./home.ts";

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
  const closed = (name: string) => isClosedByRoot(join(root, name), READ_ONLY.test(name));
  const found = namesBelow(root).find(closed) ?? namesElsewhere(root).find(closed);
  if (found === undefined) return undefined;
  return {
    what: `「${visibleLine(found)}」などは管理者（root）が作ったもので、この利用者は読み書きできません`,
    mend: `管理者が sudo ${givingBack(root, owner)} を実行すると直ります。これからは、設備の持ち主の利用者で実行してください`,
  };
}

/**
 * What root is to know before it works in the installation of another account of which folders lie elsewhere: nothing is given back
 * through a link. Undefined where there is none.
 */
export function notHandedOver(root: string): {what: string; mend: string} | undefined {
  const owner = statsOf(root);
  const linked = linkedFolders(root);
  if (process.geteuid?.() !== ROOT || !owner || owner.uid === ROOT || linked.length === 0) return undefined;
  return {
    what: `管理者（root）で動かしています。「${linked.join("」「")}」はよそに置かれたフォルダー（リンク）なので、そこに作るものは設備の持ち主に渡りません`,
    mend: `済んだら ${givingBack(root, owner)} を実行するか、設備の持ち主の利用者で実行してください`,
  };
}

/** Links are given, not followed: each folder that lies elsewhere is named by its own place. */
function givingBack(root: string, {uid, gid}: Stats): string {
  const folders = [root, ...linkedFolders(root).map((name) => realpathSync(join(root, name)))];
  return `chown -R -h ${uid}:${gid} ${folders.join(" ")}`;
}

function namesElsewhere(root: string): string[] {
  return linkedFolders(root).flatMap((name) => [
    name,
    ...namesBelow(realpathSync(join(root, name))).map((below) => join(name, below)),
  ]);
}

/** Files and folders, as seen from the folder. */
function namesBelow(folder: string): string[] {
  return entriesBelow(folder, () => undefined)
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function linkedFolders(root: string): string[] {
  return MOVABLE_FOLDERS.filter((name) => {
    const path = join(root, name);
    return lstatSync(path, {throwIfNoEntry: false})?.isSymbolicLink() && statsOf(path)?.isDirectory();
  });
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
