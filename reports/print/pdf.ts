import {copyFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {pathToFileURL} from "node:url";
import puppeteer, {type Browser, type Page} from "puppeteer-core";
import {UserError} from "../../schemas/errors.ts";
import {type BrowserChoice, browserChoices} from "./browser-choices.ts";
import {fontConfiguration} from "./fonts.ts";
import {withInfo} from "./pdf-info.ts";
import {scratchFolder} from "./scratch-folder.ts";

/** One HTML document with the files it names by their bare names (fonts). */
export interface Document {
  html: string;
  assets: string[];
  /** ISO date, written into the PDF as its creation and modification date: the same HTML gives the same bytes. */
  date: string;
  /** Which paper of which release this is, for the PDF's metadata; see document-mark.ts. */
  keywords: string;
}

/** One running browser. Pages run no script and reach nothing but their own files. */
export interface Printer {
  /**
   * The document as a tagged, outlined PDF; paper size and margins come from its own @page rules. Several may be printed
   * at a time.
   */
  print(document: Document): Promise<{pdf: Uint8Array; pages: number}>;
}

/** A page of the browser, and all that it may load. */
interface GuardedPage {
  page: Page;
  /** Addresses of all that the page may load. */
  allowed: Set<string>;
}

/**
 * Starts the browser, hands it to `work` and closes it whatever happens. One per run: starting is what costs, so
 * `work` begins while the browser still starts. All its files lie in a folder of `parent` that is gone afterwards.
 */
export async function withPrinter<Result>(
  work: (printer: Printer) => Promise<Result>,
  parent = tmpdir(),
): Promise<Result> {
  const folder = await scratchFolder(parent);
  const starting = startBrowser(folder.path);
  starting.catch(() => {}); // told where it is awaited
  try {
    return await work(printerOf(starting, folder.path));
  } finally {
    await starting.then((browser) => browser.close()).catch(() => {});
    await folder.remove();
  }
}

function printerOf(starting: Promise<Browser>, folder: string): Printer {
  const free: GuardedPage[] = [];
  let first: Promise<GuardedPage> | undefined = starting.then(firstPage);
  first.catch(() => {}); // told where it is awaited
  const freePage = async () => {
    const guarded = free.pop() ?? first ?? anotherPage(await starting);
    first = undefined;
    return guarded;
  };
  const assets = new Map<string, Promise<void>>();
  let count = 0;
  const layOut = async (asset: string) => {
    const copied = assets.get(asset) ?? copyFile(asset, join(folder, basename(asset)));
    assets.set(asset, copied);
    await copied;
  };
  return {
    async print(document) {
      count += 1;
      const file = join(folder, `${count}.html`);
      await Promise.all([writeFile(file, document.html), ...document.assets.map(layOut)]);
      const guarded = await freePage();
      const names = [file, ...document.assets.map((asset) => join(folder, basename(asset)))];
      guarded.allowed = new Set(names.map((name) => pathToFileURL(name).href));
      const printed = await print(guarded.page, file, document);
      free.push(guarded);
      await rm(file);
      return printed;
    },
  };
}

async function startBrowser(folder: string): Promise<Browser> {
  await writeFile(fontsIn(folder), fontConfiguration(process.env));
  const failures: unknown[] = [];
  for await (const choice of browserChoices(process.env)) {
    try {
      return await launch(choice, folder);
    } catch (error) {
      failures.push(error);
    }
  }
  throw new UserError(NO_BROWSER, {cause: new AggregateError(failures)});
}

/** Connected by a pipe, not a port: the browser ends by itself when this process does, however it ends. */
async function launch({program, isShell, hasSandbox, env}: BrowserChoice, folder: string): Promise<Browser> {
  const args = ["--font-render-hinting=none", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND"];
  return puppeteer.launch({
    executablePath: program,
    headless: isShell ? "shell" : true,
    args: hasSandbox ? args : [...args, "--no-sandbox"],
    env: {...env, FONTCONFIG_FILE: fontsIn(folder), TMPDIR: folder},
    pipe: true,
    userDataDir: join(folder, "profile"),
  });
}

function fontsIn(folder: string): string {
  return join(folder, "fonts.conf");
}

/** The page that the browser starts with. */
async function firstPage(browser: Browser): Promise<GuardedPage> {
  const [page] = await browser.pages();
  return guardedPage(page ?? (await browser.newPage()));
}

/** In a context of its own: pages of one context share a process, and would wait for each other. */
async function anotherPage(browser: Browser): Promise<GuardedPage> {
  return guardedPage(await (await browser.createBrowserContext()).newPage());
}

async function guardedPage(page: Page): Promise<GuardedPage> {
  const guarded: GuardedPage = {page, allowed: new Set()};
  await Promise.all([page.setJavaScriptEnabled(false), forbidOthers(guarded)]);
  return guarded;
}

async function print(page: Page, file: string, {date, keywords}: Document) {
  await page.goto(pathToFileURL(file).href, {waitUntil: "load"});
  const bytes = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    waitForFonts: true,
  });
  return {pdf: withInfo(bytes, {date, keywords}), pages: pageCount(bytes)};
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

function pageCount(bytes: Uint8Array): number {
  const text = Buffer.from(bytes).toString("latin1");
  return text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

const NO_BROWSER = [
  "PDFを作るブラウザーを起動できません。",
  "Chrome か Chromium を入れるか、環境変数 KAIKAKU_CHROME にその実行ファイルの場所を設定してください。",
  "ブラウザーがあるのに起動しないときは、保護（サンドボックス）を使えないことがあります。保護なしでは起動しません。",
  "機械の管理者に、ユーザー名前空間の許可（Linux では sysctl の kernel.unprivileged_userns_clone=1、",
  "Ubuntu ではさらに kernel.apparmor_restrict_unprivileged_userns=0）か、配布元の Chrome の導入を頼んでください。",
].join("");
