import {existsSync, lstatSync, mkdirSync, readlinkSync, statSync} from "node:fs";
import {dirname, resolve} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {systemCode} from "./system-code.ts";

/**
 * Makes a folder and those above it. Node's own way of doing it never returns where the system says of a folder's place that it
 * does not exist although what is above it does (/proc, some folders of a network). The place is the one that is typed, whatever a link
 * makes of "..": that is the one that was judged.
 */
export function makeFolders(typed: string, mode = 0o777): void {
  const folder = resolve(typed);
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolders(above, mode);
  try {
    mkdirSync(folder, mode);
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof Error && systemCode(error) === "EEXIST" && isFolder(folder))) throw error;
  }
}

/** UserError for a link that leads to nothing, as to a disk that is not there. */
export function mustLeadSomewhere(folder: string): void {
  if (!lstatSync(folder, {throwIfNoEntry: false})?.isSymbolicLink() || existsSync(folder)) return;
  throw new UserError(
    `「${folder}」はリンクですが、リンク先（${readlinkSync(folder)}）がありません。リンク先のディスクをつないでください。もう使えないときは、リンクを消してから、控えから戻してください（npx kaikaku restore）。`,
  );
}

/** UserError where something else than a folder has its place, and for a link that leads to nothing: nothing can be made, read or restored there. */
export function mustHoldFolder(folder: string): void {
  mustLeadSomewhere(folder);
  if (!existsSync(folder) || isFolder(folder)) return;
  throw new UserError(
    `「${folder}」はフォルダーではありません。プログラムがフォルダーを置く名前なので、ほかの所に移してから、もう一度実行してください。前にフォルダーがあったときは、控えから戻してください（npx kaikaku restore）。`,
  );
}

function isFolder(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;
}
