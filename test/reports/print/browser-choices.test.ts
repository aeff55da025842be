import {chmodSync, writeFileSync} from "node:fs";
import {delimiter, join} from "node:path";
import {beforeEach, describe, expect, onTestFinished, test, vi} from "vitest";
import {browserChoices} from "../../../reports/print/browser-choices.ts";
import {bundledBrowser} from "../../../reports/print/bundled-browser.ts";
import type {Sandbox} from "../../../schemas/settings.ts";
import {temporaryFolder} from "../../temporary-folder.ts";
import {needsBundledBrowser} from "./fake-browser.ts";

async function choices(env: NodeJS.ProcessEnv, sandbox: Sandbox = "if_available") {
  return Array.fromAsync(browserChoices(env, sandbox));
}

/** What only one kind of account or system does, on any. */
function pretend(facts: {uid: number} | {platform: string} | {arch: string}): void {
  const own = "uid" in facts ? {getuid: () => facts.uid} : facts;
  vi.stubGlobal("process", Object.setPrototypeOf({...own}, process));
  onTestFinished(() => void vi.unstubAllGlobals());
}

describe("where a browser is bundled", () => {
  beforeEach(needsBundledBrowser);

  const env = {...process.env, KAIKAKU_CHROME: undefined};

  test("one that happens to be installed is never taken, one that is asked for is taken alone", async () => {
    const folder = temporaryFolder();
    for (const name of ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"]) {
      writeFileSync(join(folder, name), "#!/bin/sh\n");
      chmodSync(join(folder, name), 0o755);
    }
    const {program} = await bundledBrowser(env);
    const found = await choices({...env, PATH: `${folder}${delimiter}${process.env.PATH}`});
    expect(new Set(found.map((choice) => choice.program))).toEqual(new Set([program]));
    const asked = await choices({...env, KAIKAKU_CHROME: process.execPath});
    expect(new Set(asked.map((choice) => choice.program))).toEqual(new Set([process.execPath]));
  });

  test("it is tried with its sandbox first, and without only when that is not demanded", async () => {
    pretend({uid: 1000});
    expect((await choices(env)).map(({hasSandbox}) => hasSandbox)).toEqual([true, true, false, false]);
    expect((await choices(env, "required")).map(({hasSandbox}) => hasSandbox)).toEqual([true, true]);
  });

  test("root's browser, which starts no sandbox, is tried without at once", async () => {
    pretend({uid: 0});
    expect((await choices(env)).map(({hasSandbox}) => hasSandbox)).toEqual([false, false]);
    expect((await choices(env, "required")).map(({hasSandbox}) => hasSandbox)).toEqual([true, true]);
  });
});

test("a system without a bundled browser is told to name one", async () => {
  for (const machine of [{platform: "darwin"}, {platform: "win32"}, {arch: "arm64"}]) {
    pretend(machine);
    await expect(choices({})).rejects.toThrow(/同梱しています。.*KAIKAKU_CHROME/);
    vi.unstubAllGlobals();
  }
});

test("a setting that names no file is told in Japanese", async () => {
  await expect(choices({KAIKAKU_CHROME: "/no/such/chrome"})).rejects.toThrow(
    /KAIKAKU_CHROME の「\/no\/such\/chrome」がありません/,
  );
});
