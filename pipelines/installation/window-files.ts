import {lstatSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import type {Home} from "./home.ts";
import {makeFolders} from "./make-folders.ts";

/** What the window keeps: accounts, and files that are on their way in. Only the account that runs it reads them. */
export interface WindowFiles {
  accounts: string;
  /** What the last publication was told to whom. */
  news: string;
  /** Locked by the one window that is open. */
  lease: string;
  /** A folder for every file that is sent, until it is handed in or left. */
  arriving: string;
  /** Locked, among others, by every command that a window has started: also one that outlives its window reads what was sent. */
  inUse: string;
}

/** UserError for a link in place of a folder of the window's: what lies where it leads would be taken for what was sent, and removed. */
export function windowFiles(home: Home): WindowFiles {
  const arriving = join(home.window, "arriving");
  for (const folder of [home.window, arriving]) mustBeFolder(folder);
  return {
    accounts: join(home.window, "accounts.json"),
    news: join(home.window, "news.json"),
    lease: join(home.locks, "window.lock"),
    arriving,
    inUse: arrivalsInUse(home),
  };
}

export function arrivalsInUse({root}: Pick<Home, "root">): string {
  return join(root, "window", "arriving.lock");
}

function mustBeFolder(folder: string): void {
  const found = lstatSync(folder, {throwIfNoEntry: false});
  if (!found) makeFolders(folder, 0o700);
  else if (!found.isDirectory())
    throw new UserError(
      `「${folder}」は、ふつうのフォルダーではありません（リンクかファイルなどです）。窓口は中のものを消すことがあるので、使いません。ほかの所に移してください。`,
    );
}
