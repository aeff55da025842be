import {megabytesOf, type OpenedWindow, read, signedIn} from "./opened-window.ts";
import {within} from "./tell.ts";

const SESSIONS = 200;
const PAGES = ["/", "/indicators/overtime_over_480h", "/bureaus/1010"];

/** What an idle window may hold, and a quarter of a megabyte for each session with the answers that are on their way to it. */
const MEGABYTES = 250 + SESSIONS / 4;

/** The most memory that the window's own process held since it began: 200 people sign in, then each reads three pages, all at once. */
export async function sessions({address, pid}: OpenedWindow): Promise<string> {
  const cookies = await Promise.all(Array.from({length: SESSIONS}, () => signedIn(address, "reader")));
  await Promise.all(
    cookies.map(async (cookie) => {
      for (const path of PAGES) await read(address, cookie, path);
    }),
  );
  const most = within(megabytesOf(pid, "VmHWM"), "MB", MEGABYTES);
  return `the window at its most, ${SESSIONS} sessions reading ${PAGES.length} pages each: ${most}`;
}
