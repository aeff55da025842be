import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
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

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}";

interface Violation {
  id: string;
  nodes: {html: string}[];
}

/** On a desk, and on a phone. */
export const WIDTHS = [1280, 390];

/** Violations of WCAG 2.2 AA on the page as it stands at a width, and whether it is wider than that. */
export async function wrongAt(page: Page, width: number): Promise<string[]> {
  await page.setViewport({width, height: 800});
  await page.evaluate(AXE);
  const {violations} = (await page.evaluate(`axe.run(document, ${RULES})`)) as {violations: Violation[]};
  const wide = (await page.evaluate("document.documentElement.scrollWidth")) as number;
  return [
    ...violations.map(({id, nodes}) => `${width} ${id}: ${nodes[0]?.html.slice(0, 120)}`),
    ...(wide > width ? [`${width} is ${wide} wide`] : []),
    ...(width === WIDTHS[0] ? await cutOff(page) : []),
  ];
}

/** Parts of a page that a desk's screen shows only to who moves them sideways. */
function cutOff(page: Page): Promise<string[]> {
  return page.$$eval("*", (elements) =>
    elements
      .filter((element) => ["auto", "scroll"].includes(String(element.computedStyleMap().get("overflow-x"))))
      .filter(({scrollWidth, clientWidth}) => scrollWidth > clientWidth)
      .map(({className, scrollWidth, clientWidth}) => `${className}: ${scrollWidth} in ${clientWidth}`),
  );
}

/** The same at both widths, of a page that cannot be opened again as it stands. */
export async function wrongAtBothWidths(page: Page): Promise<string[]> {
  const [desk = 0, phone = 0] = WIDTHS;
  return [...(await wrongAt(page, desk)), ...(await wrongAt(page, phone))];
}
