import {spawn} from "node:child_process";
import {statSync} from "node:fs";
import {join} from "node:path";
import {json} from "node:stream/consumers";
import {setTimeout as pause} from "node:timers/promises";
import type {Page} from "../../reports/print/start-browser.ts";
import {type Comparison, compare} from "./measure.ts";
import type {OpenedWindow} from "./opened-window.ts";
import {writeOvertime} from "./overtime-file.ts";
import {CLI} from "./run-cli.ts";
import {inSignedBrowser} from "./signed-browser.ts";

const ROWS = 500_000;
/** Nobody finds a file on the disk faster. */
const CHOOSING_MS = 1000;

/**
 * Half a million overtime rows (20 MB): from the file that somebody has chosen in the browser until its verdict stands on the page, against
 * `ingest --check` of the same file as a process of its own, which is what the window lets judge it.
 */
export function compareUpload({home, address}: OpenedWindow, work: string): Promise<Comparison> {
  const file = join(work, "uploaded-overtime.csv");
  writeOvertime(ROWS, {sent: file});
  const megabytes = (statSync(file).size / 1e6).toFixed(0);
  return inSignedBrowser(address, (page) =>
    compare(`an upload of ${megabytes} MB until its verdict is read, against \`ingest --check\``, 1.1, {
      product: async () => {
        await page.goto(`${address}/files`);
        await pause(CHOOSING_MS);
        return () => sendUntilJudged(page, file);
      },
      bare: () => Promise.resolve(() => judgeAlone(home.root, file)),
    }),
  );
}

async function sendUntilJudged(page: Page, file: string): Promise<void> {
  const field = await page.waitForSelector("input[type=file]");
  await field?.uploadFile(file);
  const verdict = await page.waitForSelector("p.verdict", {timeout: 120_000});
  const said = await verdict?.evaluate(({textContent}) => textContent);
  if (!said?.includes("行")) throw new Error(`the verdict has no rows: ${said}`);
}

async function judgeAlone(root: string, file: string): Promise<void> {
  const child = spawn(process.execPath, [CLI, "ingest", "--check", "--json", file], {
    env: {...process.env, KAIKAKU_HOME: root},
    stdio: ["ignore", "pipe", "ignore"],
  });
  const checks = (await json(child.stdout)) as object[];
  if (checks.length !== 1) throw new Error(`judged ${checks.length} files`);
}
