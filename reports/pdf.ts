import {copyFile, mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {pathToFileURL} from "node:url";
import puppeteer, {type Browser, type Page} from "puppeteer-core";
import {UserError} from "../schemas/errors.ts";
import {type BrowserChoice, browserChoices} from "./browser-choices.ts";
import {withInfo} from "./pdf-info.ts";

/** One HTML document with the files it names by their bare names (fonts). */
export interface Document {
  html: string;
  assets: string[];
  /** ISO date, written into the PDF as its creation and modification date: the same HTML gives the same bytes. */
  date: string;
  /** Which paper of which release this is, for the PDF's metadata; see document-mark.ts. */
  keywords: string;
}

/** One running browser. Pages run no script and reach nothing but their own folder. */
export interface Printer {
  /** The document as a tagged, outlined PDF; paper size and margins come from its own @page rules. */
  print(document: Document): Promise<{pdf: Uint8Array; pages: number}>;
}

/**
 * Starts the browser, hands it to `work` and closes it whatever happens. One per run: starting is what costs, so
 * `work` begins while the browser still starts.
 */
export async function withPrinter<Result>(work: (printer: Printer) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "kaikaku-print-"));
  const starting = startBrowser(join(folder, "profile"));
  starting.catch(() => {}); // told where it is awaited
  try {
    return await work({print: async (document) => print(await starting, folder, document)});
  } finally {
    await starting.then((browser) => browser.close()).catch(() => {});
    await rm(folder, {recursive: true, force: true, maxRetries: 3});
  }
}

async function startBrowser(profile: string): Promise<Browser> {
  const failures: unknown[] = [];
  for await (const choice of browserChoices(process.env)) {
    try {
      return await launch(choice, profile);
    } catch (error) {
      failures.push(error);
    }
  }
  throw new UserError(NO_BROWSER, {cause: new AggregateError(failures)});
}

/** Connected by a pipe, not a port: the browser ends by itself when this process does, however it ends. */
async function launch({program, isShell, hasSandbox, env}: BrowserChoice, profile: string): Promise<Browser> {
  const args = ["--font-render-hinting=none", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"];
  return puppeteer.launch({
    executablePath: program,
    headless: isShell ? "shell" : true,
    args: hasSandbox ? args : [...args, "--no-sandbox"],
    env,
    pipe: true,
    userDataDir: profile,
  });
}

async function print(browser: Browser, folder: string, {html, assets, date, keywords}: Document) {
  const documentFolder = join(folder, "document");
  const page = await browser.newPage();
  try {
    await mkdir(documentFolder, {recursive: true});
    for (const asset of assets) await copyFile(asset, join(documentFolder, basename(asset)));
    const file = join(documentFolder, "index.html");
    await writeFile(file, html);
    await page.setJavaScriptEnabled(false);
    await allowOnly(page, `${pathToFileURL(documentFolder).href}/`);
    await page.goto(pathToFileURL(file).href, {waitUntil: "load"});
    const bytes = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: true,
      outline: true,
      waitForFonts: true,
    });
    return {pdf: withInfo(bytes, {date, keywords}), pages: pageCount(bytes)};
  } finally {
    await page.close();
    await rm(documentFolder, {recursive: true, force: true});
  }
}

/** Whatever the page asks for outside its own folder fails. Inlined data need no asking, and asking costs time. */
async function allowOnly(page: Page, folder: string): Promise<void> {
  const session = await page.createCDPSession();
  session.on("Fetch.requestPaused", ({requestId, request}) => {
    const answer = request.url.startsWith(folder)
      ? session.send("Fetch.continueRequest", {requestId})
      : session.send("Fetch.failRequest", {requestId, errorReason: "BlockedByClient"});
    answer.catch(() => {}); // the page may be gone
  });
  const patterns = ["file", "http", "https", "ftp", "ws", "wss"].map((scheme) => ({
    urlPattern: `${scheme}://*`,
  }));
  await session.send("Fetch.enable", {patterns});
}

function pageCount(bytes: Uint8Array): number {
  const text = Buffer.from(bytes).toString("latin1");
  return text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

const NO_BROWSER = [
  "PDFを作るブラウザーを起動できません。",
  "Chrome か Chromium を入れるか、環境変数 KAIKAKU_CHROME にその実行ファイルの場所を設定してください。",
].join("");
