import {pathToFileURL} from "node:url";
import {UserError} from "../../schemas/errors.ts";
import {withInfo} from "./pdf-info.ts";
import type {Browser, Page} from "./start-browser.ts";
import {together} from "./together.ts";

/** One HTML document with the files it names by their bare names (fonts). */
export interface Document {
  html: string;
  assets: string[];
  /** ISO date, written into the PDF as its creation and modification date: the same HTML gives the same bytes. */
  date: string;
  /** Which paper of which release this is, for the PDF's metadata; see document-mark.ts. */
  keywords: string;
}

/** A page of the browser that waits for a document: it runs no script and reaches nothing but the files it is given. */
export interface GuardedPage {
  page: Page;
  /** Addresses of all that the page may load. */
  allowed: Set<string>;
}

/** UserError when the browser ends, or no longer answers, while it is asked. */
export async function answered<Answer>(browser: Browser, asking: Promise<Answer>): Promise<Answer> {
  const {promise: gone, reject} = Promise.withResolvers<never>();
  const leave = () => reject(new Error("the browser has ended"));
  browser.once("disconnected", leave); // some answers would be waited for all the same
  try {
    return await Promise.race([asking, gone]);
  } catch (cause) {
    throw new UserError(STOPPED, {cause});
  } finally {
    browser.off("disconnected", leave);
  }
}

const STOPPED =
  "PDFを作るブラウザーが、印刷の途中で終わったか、答えなくなりました。メモリーとディスクの空きを確かめて、もう一度実行してください。続くときは npx kaikaku doctor で調べられます。";

/** The page that the browser starts with. */
export async function firstPage(browser: Browser): Promise<GuardedPage> {
  const [page] = await answered(browser, browser.pages());
  return guardedPage(page ?? (await answered(browser, browser.newPage())));
}

/** In a context of its own: pages of one context share a process, and would wait for each other. */
export async function anotherPage(browser: Browser): Promise<GuardedPage> {
  const context = await answered(browser, browser.createBrowserContext());
  return guardedPage(await answered(browser, context.newPage()));
}

async function guardedPage(page: Page): Promise<GuardedPage> {
  const guarded: GuardedPage = {page, allowed: new Set()};
  await answered(page.browser(), together([page.setJavaScriptEnabled(false), forbidOthers(guarded)]));
  return guarded;
}

/** Whatever else the page asks for fails. Inlined data need no asking, and asking costs time. */
async function forbidOthers(guarded: GuardedPage): Promise<void> {
  const session = await guarded.page.createCDPSession();
  session.on("Fetch.requestPaused", ({requestId, request}) => {
    const answer = guarded.allowed.has(request.url)
      ? session.send("Fetch.continueRequest", {requestId})
      : session.send("Fetch.failRequest", {requestId, errorReason: "BlockedByClient"});
    answer.catch(() => {}); // the page may be gone
  });
  const patterns = ["file", "http", "https", "ftp", "ws", "wss"].map((scheme) => ({
    urlPattern: `${scheme}://*`,
  }));
  await session.send("Fetch.enable", {patterns});
}

/** Prints the HTML in `file`, which may load itself and `assets`. */
export async function printAt(
  guarded: GuardedPage,
  {file, assets}: {file: string; assets: string[]},
  {date, keywords}: Pick<Document, "date" | "keywords">,
): Promise<{pdf: Uint8Array; pages: number}> {
  guarded.allowed = new Set([file, ...assets].map((name) => pathToFileURL(name).href));
  const bytes = await answered(guarded.page.browser(), bytesOf(guarded.page, file));
  return {pdf: withInfo(bytes, {date, keywords}), pages: pageCount(bytes)};
}

async function bytesOf(page: Page, file: string): Promise<Uint8Array> {
  await page.goto(pathToFileURL(file).href, {waitUntil: "load"});
  return page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    waitForFonts: true,
  });
}

function pageCount(bytes: Uint8Array): number {
  const text = Buffer.from(bytes).toString("latin1");
  return text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
