import {existsSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import type {Sandbox} from "../../schemas/settings.ts";
import {bundledBrowser} from "./bundled-browser.ts";

/** One way to start a browser: the program with its environment, with or without the sandbox. */
export interface BrowserChoice {
  program: string;
  /** A browser of the office's choosing has to show first that it prints as the bundled one. */
  isBundled: boolean;
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
 * Never what else is installed: the same release has to give the same pages everywhere. With its sandbox; where it does
 * not start so (a container without user namespaces), without: the pages are our own, run no script and reach nothing.
 */
export async function* browserChoices(
  env: NodeJS.ProcessEnv,
  sandbox: Sandbox,
  spare?: string,
): AsyncGenerator<BrowserChoice> {
  const programs = env.KAIKAKU_CHROME ? [askedFor(env.KAIKAKU_CHROME, env)] : await bundled(env, spare);
  for (const hasSandbox of withSandbox(sandbox))
    for (const program of programs) yield {...program, hasSandbox};
}

type Program = Omit<BrowserChoice, "hasSandbox">;

function askedFor(program: string, env: NodeJS.ProcessEnv): Program {
  if (!existsSync(program)) throw new UserError(missingSetting(program));
  return {program, isBundled: false, isShell: false, env};
}

/** With the machine's libraries first: the bundled ones are older and only for machines that lack them. */
async function bundled(env: NodeJS.ProcessEnv, spare: string | undefined): Promise<Program[]> {
  if (process.platform !== "linux" || process.arch !== "x64") throw new UserError(noneBundled());
  const {program, libraries} = await bundledBrowser(env, spare);
  const withLibraries = {...env, LD_LIBRARY_PATH: [libraries, env.LD_LIBRARY_PATH ?? ""].join(":")};
  return [env, withLibraries].map((own) => ({program, isBundled: true, isShell: true, env: own}));
}

/** Root's browser starts no sandbox. */
function withSandbox(sandbox: Sandbox): boolean[] {
  if (sandbox === "required") return [true];
  return process.getuid?.() === 0 ? [false] : [true, false];
}

function noneBundled(): string {
  const place = USUAL_PLACES[process.platform] ?? "/usr/bin/chromium";
  return `PDFを作るブラウザーは Linux（x64）用だけを同梱しています。ほかの機械では、環境変数 KAIKAKU_CHROME に Chrome か Chromium の実行ファイルの場所を設定してください。例: ${place}`;
}

function missingSetting(setting: string): string {
  return `環境変数 KAIKAKU_CHROME の「${setting}」がありません。Chrome か Chromium の実行ファイルの場所に直すか、設定を消してください。`;
}
