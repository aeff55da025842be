import {mkdirSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "./home.ts";

/** What the window keeps: accounts, and files that are on their way in. Only the account that runs it reads them. */
export interface WindowFiles {
  accounts: string;
  /** Locked by the one window that is open. */
  lease: string;
  /** A folder for every file that is sent, until it is handed in or left. */
  arriving: string;
}

export function windowFiles(home: Home): WindowFiles {
  const arriving = join(home.window, "arriving");
  mkdirSync(arriving, {recursive: true, mode: 0o700});
  return {accounts: join(home.window, "accounts.json"), lease: join(home.locks, "window.lock"), arriving};
}
