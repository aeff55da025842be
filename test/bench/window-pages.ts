import type {Page} from "../../reports/print/start-browser.ts";
import {median} from "./measure.ts";
import type {OpenedWindow} from "./opened-window.ts";
import {inSignedBrowser} from "./signed-browser.ts";
import {within} from "./tell.ts";

const PAGES = [
  "/",
  "/indicators/overtime_over_480h",
  "/bureaus/1010",
  "/files",
  "/publish",
  "/printed",
  "/news",
  "/admin",
  "/admin/log",
  "/me",
];
const LOOKS = 3;

interface Look {
  /** Milliseconds from asking for the page to the first of its text or pictures on the screen. */
  painted: number;
  /** Kilobytes of the page with its style, script and pictures. */
  kilobytes: number;
}

/**
 * The bundled browser, which has nothing of the window but its typeface, opens each page over loopback, three times: the
 * medians of its first contentful paint and of what it gets.
 */
export function pages({address}: OpenedWindow): Promise<string[]> {
  return inSignedBrowser(address, async (page) => {
    await page.setCacheEnabled(false);
    const lines: string[] = [];
    for (const path of PAGES) lines.push(await line(page, address, path));
    return lines;
  });
}

async function line(page: Page, address: string, path: string): Promise<string> {
  const looks: Look[] = [];
  for (let look = 0; look < LOOKS; look += 1) looks.push(await lookAt(page, `${address}${path}`));
  const painted = median(looks.map((look) => look.painted));
  const kilobytes = median(looks.map((look) => look.kilobytes));
  return `${path}: first paint after ${within(painted, "ms", 1000)}, ${within(kilobytes, "kB", 200)}`;
}

const PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
const KILOBYTES = `[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(({name}) => !name.endsWith(".ttf"))
  .reduce((sum, {encodedBodySize}) => sum + encodedBodySize, 0) / 1000`;

async function lookAt(page: Page, url: string): Promise<Look> {
  const answer = await page.goto(url, {waitUntil: "load"});
  if (answer?.status() !== 200) throw new Error(`${url}: status ${answer?.status()}`);
  await page.waitForFunction(PAINTED);
  return {
    painted: (await page.evaluate(PAINTED)) as number,
    kilobytes: (await page.evaluate(KILOBYTES)) as number,
  };
}
