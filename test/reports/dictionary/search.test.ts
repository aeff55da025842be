import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {expect, test} from "vitest";
import {gatherDictionary} from "../../../pipelines/dictionary/gather.ts";
import {dictionaryHtml} from "../../../reports/dictionary/dictionary-html.ts";
import type {Page} from "../../../reports/print/start-browser.ts";
import {withBrowser} from "../../../reports/print/with-browser.ts";
import {sampleHome} from "../../sample-city.ts";
import {temporaryFolder} from "../../temporary-folder.ts";

/** The page in a browser, as a reader opens it: with its script. */
async function onPage(html: string, work: (page: Page) => Promise<void>): Promise<void> {
  const file = join(temporaryFolder(), "dictionary.html");
  writeFileSync(file, html);
  await withBrowser(async (starting) => {
    const page = await (await starting).browser.newPage();
    await page.goto(pathToFileURL(file).href);
    await work(page);
  });
}

/** Titles of what is in sight: entries of the page, or links of its contents. */
function shown(page: Page, selector: string): Promise<string[]> {
  return page.$$eval(selector, (elements) =>
    elements
      .filter((element) => element.getClientRects().length > 0)
      .map(({id, textContent}) => id || textContent),
  );
}

test("what is searched for is left on the page and in its contents, and a way out of the hits leads there", async () => {
  const html = dictionaryHtml({
    ...(await gatherDictionary(sampleHome(temporaryFolder()))),
    release: null,
    backtest: [],
  });
  await onPage(html, async (page) => {
    const all = await shown(page, ".entry");
    await page.focus("#search");
    await page.keyboard.sendCharacter("marts.fct_overtime_counts 公開版で読める");
    const hits = await shown(page, ".entry");
    expect(hits).toContain("marts-fct_overtime_counts");
    expect(hits.length).toBeLessThan(5);
    expect(await shown(page, "nav .contents > li > a")).not.toContain("提出ファイル 15");
    expect(hits).not.toContain("metrics-overtime_counts");
    await page.click('#marts-fct_overtime_counts a[href="#metrics-overtime_told"]');
    expect(await shown(page, ".entry")).toEqual(all);
    expect(
      await page.$eval("#metrics-overtime_told", (entry) => Math.abs(entry.getBoundingClientRect().top) < 40),
    ).toBe(true);
  });
});
