import {mkdirSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test, vi} from "vitest";
import {withPrinter} from "../../../reports/print/pdf.ts";
import type {Sandbox} from "../../../schemas/settings.ts";
import {kaikaku} from "../../run-cli.ts";
import {temporaryFolder} from "../../temporary-folder.ts";
import {fakeBrowser, needsBundledBrowser, WITHOUT_SANDBOX_ONLY} from "./fake-browser.ts";

const DOCUMENT = {html: "<title>t</title>", assets: [], date: "2024-10-15", keywords: "test"};

afterEach(() => void vi.unstubAllEnvs());

async function printed(sandbox: Sandbox): Promise<boolean> {
  return withPrinter(
    async (printer) => {
      await printer.print(DOCUMENT);
      return printer.hasSandbox();
    },
    {scratch: tmpdir(), sandbox},
  );
}

/** An installation and what doctor says of its browser. */
function browserDiagnosis(home: string, chrome: string): {state: string; what: string; mend: string} {
  const {stdout} = kaikaku(home, ["doctor", "--json"], undefined, {KAIKAKU_CHROME: chrome});
  return JSON.parse(stdout).find(({probe}: {probe: string}) => probe === "印刷用のブラウザー");
}

describe("on a machine that offers no sandbox", () => {
  beforeEach(needsBundledBrowser);

  test("pages are printed without, and refused where the office demands one", async () => {
    vi.stubEnv("KAIKAKU_CHROME", await fakeBrowser(temporaryFolder(), WITHOUT_SANDBOX_ONLY));
    expect(await printed("if_available")).toBe(false);
    await expect(printed("required")).rejects.toThrow(
      /必須にしているので、保護なしでは起動しません。.*KAIKAKU_CHROME/s,
    );
  });

  test("doctor warns that they are printed without, and calls it a fault where the office demands one", async () => {
    const home = temporaryFolder();
    const chrome = await fakeBrowser(temporaryFolder(), WITHOUT_SANDBOX_ONLY);
    expect(browserDiagnosis(home, chrome)).toMatchObject({
      state: "warning",
      what: expect.stringContaining("保護（サンドボックス）なしで印刷しています"),
      mend: expect.stringContaining("printing: {sandbox: required}"),
    });
    writeFileSync(join(home, "settings.yaml"), "printing: {sandbox: required}\n");
    expect(browserDiagnosis(home, chrome)).toMatchObject({
      state: "fault",
      what: expect.stringContaining("保護なしでは起動しません"),
    });
  });
});

test("no variable of the browser's driver takes the sandbox away", async (context) => {
  needsBundledBrowser(context);
  vi.stubEnv("PUPPETEER_DANGEROUS_NO_SANDBOX", "true");
  const chrome = await fakeBrowser(temporaryFolder(), WITHOUT_SANDBOX_ONLY);
  vi.stubEnv("KAIKAKU_CHROME", chrome);
  await expect(printed("required")).rejects.toThrow("必須にしている");
});

test("the words of the setting are known, and no others", () => {
  const home = temporaryFolder();
  mkdirSync(home, {recursive: true});
  writeFileSync(join(home, "settings.yaml"), "printing: {sandbox: maybe}\n");
  const {status, stdout} = kaikaku(home, ["doctor"]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/故障 {2}設定: .*settings.yaml が正しくありません。[\s\S]*sandbox/);
});
