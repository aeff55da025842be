import {copyFile, rm, writeFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {anotherPage, type Document, firstPage, type GuardedPage, printAt} from "./guarded-page.ts";
import type {RunningBrowser} from "./start-browser.ts";
import {type Printing, usualPrinting, withBrowser} from "./with-browser.ts";

/** One running browser. Pages run no script and reach nothing but their own files. */
export interface Printer {
  /**
   * The document as a tagged, outlined PDF; paper size and margins come from its own @page rules. Several may be printed
   * at a time.
   */
  print(document: Document): Promise<{pdf: Uint8Array; pages: number}>;
  hasSandbox(): Promise<boolean>;
}

/** Starts the browser, hands it to `work` and ends it. One per run: starting is what costs, so `work` begins while it still starts. */
export async function withPrinter<Result>(
  work: (printer: Printer) => Promise<Result>,
  printing: Printing = usualPrinting(),
): Promise<Result> {
  return withBrowser((starting, folder) => work(printerOf(starting, folder)), printing);
}

function printerOf(starting: Promise<RunningBrowser>, folder: string): Printer {
  const nextPage = pagesOf(starting);
  const assets = new Map<string, Promise<void>>();
  let count = 0;
  const layOut = async (asset: string) => {
    const copied = assets.get(asset) ?? copyFile(asset, join(folder, basename(asset)));
    assets.set(asset, copied);
    await copied;
  };
  return {
    hasSandbox: async () => (await starting).choice.hasSandbox,
    async print(document) {
      count += 1;
      const file = join(folder, `${count}.html`);
      await Promise.all([writeFile(file, document.html), ...document.assets.map(layOut)]);
      const {guarded, putBack} = await nextPage();
      const laidOut = document.assets.map((asset) => join(folder, basename(asset)));
      const printed = await printAt(guarded, {file, assets: laidOut}, document);
      putBack();
      await rm(file);
      return printed;
    },
  };
}

/** Pages that wait for a document; another one is opened when none does. */
function pagesOf(
  starting: Promise<RunningBrowser>,
): () => Promise<{guarded: GuardedPage; putBack: () => void}> {
  const waiting: GuardedPage[] = [];
  let first: Promise<GuardedPage> | undefined = starting.then(({browser}) => firstPage(browser));
  first.catch(() => {}); // told where it is awaited
  const free = async () => {
    const guarded = waiting.pop() ?? first ?? anotherPage((await starting).browser);
    first = undefined;
    return guarded;
  };
  return async () => {
    const guarded = await free();
    return {guarded, putBack: () => waiting.push(guarded)};
  };
}
