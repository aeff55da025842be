import {existsSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import {bundledBrowser} from "./bundled-browser.ts";

/** One way to start a browser: the program with its environment, with or without the sandbox. */
export interface BrowserChoice {
  program: string;
  /** A headless-only build (the bundled one) against a full Chrome. */
  isShell: boolean;
  hasSandbox: boolean;
  env: NodeJS.ProcessEnv;
}

/** Where Chrome and Edge usually lie on systems for which no browser is bundled: named as examples, never taken unasked. */
const USUAL_PLACES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  win32: "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
};

/**
 * Ways to start a browser, in the order in which they are tried: the setting KAIKAKU_CHROME (then nothing else), or the bundled one.
 * Never what else is installed: Chromium 156 prints page 29 of the packet nearly empty, and the same release has to
 * give the same pages everywhere. Always with its sandbox; without it only for root, for whom no browser starts one.
 */
export async function* browserChoices(env: NodeJS.ProcessEnv): AsyncGenerator<BrowserChoice> {
  const setting = env.KAIKAKU_CHROME;
  if (setting) {
    if (!existsSync(setting)) throw new UserError(missingSetting(setting));
    yield withSandbox({program: setting, isShell: false, env});
    return;
  }
  if (process.platform !== "linux" || process.arch !== "x64") throw new UserError(noneBundled());
  const {program, libraries} = await bundledBrowser(env);
  // With the machine's libraries first: the bundled ones are older and only for machines that lack them.
  for (const own of [env, {...env, LD_LIBRARY_PATH: [libraries, env.LD_LIBRARY_PATH ?? ""].join(":")}])
    yield withSandbox({program, isShell: true, env: own});
}

function withSandbox(choice: Omit<BrowserChoice, "hasSandbox">): BrowserChoice {
  const isRoot = process.getuid?.() === 0;
  return {...choice, hasSandbox: !isRoot};
}

function noneBundled(): string {
  const place = USUAL_PLACES[process.platform] ?? "/usr/bin/chromium";
  return `PDFを作るブラウザーは Linux（x64）用だけを同梱しています。ほかの機械では、環境変数 KAIKAKU_CHROME に Chrome か Chromium の実行ファイルの場所を設定してください。例: ${place}`;
}

function missingSetting(setting: string): string {
  return `環境変数 KAIKAKU_CHROME の「${setting}」がありません。Chrome か Chromium の実行ファイルの場所に直すか、設定を消してください。`;
}
