import type {Home} from "../../pipelines/installation/home.ts";
import {addAccounts, withWindow} from "./opened-window.ts";
import {comparison} from "./tell.ts";
import {pages} from "./window-pages.ts";
import {readers} from "./window-readers.ts";
import {sessions} from "./window-sessions.ts";
import {compareUpload} from "./window-upload.ts";

/** What the office feels of the window, over loopback on the sample city; each measured on a window that was opened for it. */
export async function measureWindow(home: Home, work: string): Promise<string[]> {
  await addAccounts(home);
  return [
    ...(await withWindow(home, pages)),
    comparison(await withWindow(home, (window) => compareUpload(window, work))),
    await withWindow(home, sessions),
    ...(await withWindow(home, (window) => readers(window, work))),
  ];
}
