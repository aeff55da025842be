import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import puppeteer, {type Browser} from "puppeteer-core";
import {UserError} from "../../schemas/errors.ts";
import type {Sandbox} from "../../schemas/settings.ts";
import {type BrowserChoice, browserChoices} from "./browser-choices.ts";
import {type BrowserProcess, browserProcess} from "./browser-process.ts";
import {fontConfiguration} from "./fonts.ts";
import {noBrowser} from "./no-browser.ts";

export type {Browser, Page} from "puppeteer-core";

export interface RunningBrowser {
  browser: Browser;
  choice: BrowserChoice;
  /** Ends it, whatever state it is in. */
  end(): Promise<void>;
}

type Start =
  | {kind: "started"; running: RunningBrowser}
  | {kind: "failed"; why: unknown; lastWords: string}
  | {kind: "silent"; lastWords: string};

const ANSWER_MS = 30_000;

/** Starts the first browser that can be started; all its files lie in `folder`. UserError when there is none. */
export async function startBrowser(
  folder: string,
  {sandbox, reaches}: {sandbox: Sandbox; reaches?: string},
): Promise<RunningBrowser> {
  await writeFile(fontsIn(folder), fontConfiguration(process.env, folder));
  const failures: Exclude<Start, {kind: "started"}>[] = [];
  for await (const choice of browserChoices(process.env, sandbox, folder)) {
    const start = await tryToStart(choice, {folder, reaches, attempt: failures.length});
    if (start.kind === "started") return start.running;
    failures.push(start);
    if (start.kind === "silent") break; // another attempt would take as long
  }
  throw new UserError(noBrowser(failures.at(-1)?.lastWords ?? "", sandbox), {cause: failures});
}

async function tryToStart(
  choice: BrowserChoice,
  {folder, reaches, attempt}: {folder: string; reaches: string | undefined; attempt: number},
): Promise<Start> {
  const env = {...choice.env, FONTCONFIG_FILE: fontsIn(folder), TMPDIR: folder};
  const program = browserProcess(
    choice.program,
    argumentsFor(choice, {profile: join(folder, `profile-${attempt}`), reaches}),
    env,
  );
  const start = await Promise.race([
    answer(program).then(
      (browser): Start => ({kind: "started", running: {browser, choice, end: () => end(browser, program)}}),
      (why: unknown): Start => ({kind: "failed", why, lastWords: program.lastWords()}),
    ),
    setTimeout(ANSWER_MS, undefined, {ref: false}).then(
      (): Start => ({kind: "silent", lastWords: program.lastWords()}),
    ),
  ]);
  if (start.kind !== "started") await program.end();
  return start;
}

/** The browser with the page that it starts with. */
async function answer({transport, ended}: BrowserProcess): Promise<Browser> {
  const browser = await Promise.race([withPage(transport), ended]);
  if (!browser) throw new Error("the browser ended before it answered");
  return browser;
}

async function withPage(transport: BrowserProcess["transport"]): Promise<Browser> {
  const browser = await puppeteer.connect({transport});
  await browser.waitForTarget((target) => target.type() === "page", {timeout: ANSWER_MS});
  return browser;
}

/** `puppeteer` would leave the sandbox out by an environment variable of its own: that is not its to decide. */
function argumentsFor(
  {isShell, hasSandbox}: BrowserChoice,
  {profile, reaches}: {profile: string; reaches: string | undefined},
): string[] {
  const rules = ["MAP * ~NOTFOUND", ...(reaches === undefined ? [] : [`EXCLUDE ${reaches}`])].join(", ");
  const usual = puppeteer.defaultArgs({
    headless: isShell ? "shell" : true,
    args: ["--font-render-hinting=none", "--disable-gpu", `--host-resolver-rules=${rules}`],
    userDataDir: profile,
  });
  const args = usual.filter((arg) => arg !== "--no-sandbox");
  return hasSandbox ? args : [...args, "--no-sandbox"];
}

/** It is asked to end; an answer may never come. */
async function end(browser: Browser, program: BrowserProcess): Promise<void> {
  browser.close().catch(() => {});
  await program.end();
}

function fontsIn(folder: string): string {
  return join(folder, "fonts.conf");
}
