import {afterEach, beforeEach, describe, expect, test, vi} from "vitest";
import {withPrinter} from "../../../reports/print/pdf.ts";
import {proofDocument, proofLines, REFERENCE} from "../../../reports/print/proof-print.ts";
import {kaikaku} from "../../run-cli.ts";
import {temporaryFolder} from "../../temporary-folder.ts";
import {fakeBrowser, needsBundledBrowser} from "./fake-browser.ts";

const DOCUMENT = {html: "<title>t</title>", assets: [], date: "2024-10-15", keywords: "test"};

afterEach(() => void vi.unstubAllEnvs());

describe("the proof print", () => {
  beforeEach(needsBundledBrowser);

  test("is what the bundled browser prints (`npx vitest run -u` on this file writes it for another one)", async () => {
    vi.stubEnv("KAIKAKU_CHROME", "");
    const {pdf, pages} = await withPrinter((printer) => printer.print(proofDocument()));
    expect(pages).toBeGreaterThan(3);
    await expect(await proofLines(pdf)).toMatchFileSnapshot(REFERENCE);
  });

  test("lets a browser that was asked for print when it prints the same", async () => {
    vi.stubEnv("KAIKAKU_CHROME", await fakeBrowser(temporaryFolder(), 'exec "$BROWSER" "$@"'));
    const {pages} = await withPrinter((printer) => printer.print(DOCUMENT));
    expect(pages).toBe(1);
  });

  test("refuses one that rounds the width of letters to pixels; doctor says so", async () => {
    const home = temporaryFolder();
    const chrome = await fakeBrowser(temporaryFolder(), 'exec "$BROWSER" "$@" --font-render-hinting=full');
    vi.stubEnv("KAIKAKU_CHROME", chrome);
    await expect(withPrinter((printer) => printer.print(DOCUMENT))).rejects.toThrow(
      /KAIKAKU_CHROME のブラウザー.*同じには印刷しないので使いません（試し刷りの1ページ「/,
    );
    const {status, stdout} = kaikaku(home, ["doctor"]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/故障 {2}印刷用のブラウザー: .*同じには印刷しないので使いません/);
  });
});
