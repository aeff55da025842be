import type {Page} from "../../reports/print/start-browser.ts";
import {usualPrinting, withBrowser} from "../../reports/print/with-browser.ts";
import {PASSWORD} from "./office.ts";

/** What a page did that it must not: said on the console, asked of another machine, failed to load. */
export interface Watched {
  page: Page;
  troubles: string[];
}

/** Runs work in the bundled browser, which reaches this machine and no other. */
export async function inBrowser(work: (open: () => Promise<Watched>) => Promise<void>): Promise<void> {
  await withBrowser(
    async (starting) => {
      const {browser} = await starting;
      await work(async () => {
        const context = await browser.createBrowserContext();
        return watched(await context.newPage());
      });
    },
    {...usualPrinting(), reaches: "127.0.0.1"},
  );
}

function watched(page: Page): Watched {
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) troubles.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`${page.url()}: ${String(error)}`));
  page.on("requestfailed", (request) => {
    // A download is no page: the browser gives the navigation up.
    if (request.failure()?.errorText !== "net::ERR_ABORTED")
      troubles.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  page.on("request", (request) => {
    const {hostname, protocol} = new URL(request.url());
    if (hostname !== "127.0.0.1" && protocol !== "data:") troubles.push(`asked ${request.url()}`);
  });
  return {page, troubles};
}

export async function signIn(page: Page, address: string, id: string): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.type("input[name=id]", id);
  await page.type("input[name=password]", PASSWORD);
  // Also where scripts are off, and with them whatever looks a page over.
  await Promise.all([page.waitForNavigation({waitUntil: "load"}), page.click("button.filled")]);
}

/** Presses what is called so, and waits for the page that comes of it. */
export async function press(page: Page, name: string): Promise<void> {
  await Promise.all([
    page.waitForNavigation({waitUntil: "load"}),
    page.locator(`::-p-aria(${name})`).click(),
  ]);
}

/** What stands on the page for people. */
export function textOf(page: Page): Promise<string> {
  return page.evaluate("document.querySelector('main').innerText") as Promise<string>;
}

/** Waits until the page says something; fails with what it says instead. */
export async function untilSaid(page: Page, text: string): Promise<void> {
  const said = `document.querySelector('main')?.innerText.includes(${JSON.stringify(text)})`;
  await page.waitForFunction(said, {timeout: 60_000}).catch(async (cause: unknown) => {
    throw new Error(`${page.url()} never says 「${text}」 but: ${await textOf(page)}`, {cause});
  });
}
