import {tmpdir} from "node:os";
import type {Sandbox} from "../../schemas/settings.ts";
import {mustPrintAsReference} from "./proof-print.ts";
import {scratchFolder} from "./scratch-folder.ts";
import {type RunningBrowser, startBrowser} from "./start-browser.ts";

/** How this installation prints. */
export interface Printing {
  /** Where the browser keeps its own files while it runs. */
  scratch: string;
  sandbox: Sandbox;
  /** The one host that pages may reach: none where documents are printed. */
  reaches?: string;
}

/** Where there is no installation: in tests and measurements. */
export function usualPrinting(): Printing {
  return {scratch: tmpdir(), sandbox: "if_available"};
}

/**
 * Starts the browser, hands its start to `work` and ends it whatever happens: the one road to a browser, in the product and
 * in its tests. All its files lie in a folder of `scratch` that is gone afterwards. A browser of the office's choosing
 * (KAIKAKU_CHROME) has to print as the bundled one before anything else is printed with it.
 */
export async function withBrowser<Result>(
  work: (starting: Promise<RunningBrowser>, folder: string) => Promise<Result>,
  {scratch, ...how}: Printing = usualPrinting(),
): Promise<Result> {
  const folder = await scratchFolder(scratch);
  const starting = startBrowser(folder.path, how).then((running) => proved(running, folder.path));
  starting.catch(() => {}); // told where it is awaited
  try {
    return await work(starting, folder.path);
  } finally {
    await starting.then(
      (running) => running.end(),
      () => {}, // told by the work
    );
    await folder.remove();
  }
}

async function proved(running: RunningBrowser, folder: string): Promise<RunningBrowser> {
  if (running.choice.isBundled) return running;
  try {
    await mustPrintAsReference(running, folder);
    return running;
  } catch (error) {
    await running.end();
    throw error;
  }
}
