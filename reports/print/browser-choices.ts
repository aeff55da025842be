import {existsSync} from "node:fs";
import {delimiter, join} from "node:path";
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

const PROGRAM_NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
const OTHER_SYSTEMS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * Ways to start a browser, in the order in which they are tried: the setting KAIKAKU_CHROME (then nothing else),
 * the machine's own Chrome or Chromium, the bundled one. Always with its sandbox; without it only for root, for whom no browser starts
 * one.
 */
export async function* browserChoices(env: NodeJS.ProcessEnv): AsyncGenerator<BrowserChoice> {
  const setting = env.KAIKAKU_CHROME;
  if (setting) {
    if (!existsSync(setting)) throw new UserError(missingSetting(setting));
    yield withSandbox({program: setting, isShell: false, env});
    return;
  }
  const system = systemBrowser(env);
  if (system) yield withSandbox({program: system, isShell: false, env});
  if (process.platform === "linux" && process.arch === "x64") {
    const {program, libraries} = await bundledBrowser(env);
    // With the machine's libraries first: the bundled ones are older and only for machines that lack them.
    for (const own of [env, {...env, LD_LIBRARY_PATH: [libraries, env.LD_LIBRARY_PATH ?? ""].join(":")}])
      yield withSandbox({program, isShell: true, env: own});
  }
}

function systemBrowser(env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const inPath = folders.flatMap((folder) => PROGRAM_NAMES.map((name) => join(folder, name)));
  return [...inPath, ...OTHER_SYSTEMS].find((program) => existsSync(program));
}

function withSandbox(choice: Omit<BrowserChoice, "hasSandbox">): BrowserChoice {
  const isRoot = process.getuid?.() === 0;
  return {...choice, hasSandbox: !isRoot};
}

function missingSetting(setting: string): string {
  return `環境変数 KAIKAKU_CHROME の「${setting}」がありません。Chrome か Chromium の実行ファイルの場所に直すか、設定を消してください。`;
}
