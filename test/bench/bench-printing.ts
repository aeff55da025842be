import {copyFileSync, mkdirSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {pathToFileURL} from "node:url";
import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import type {Marts} from "../../pipelines/engine/kysely.ts";
import {withPrinter} from "../../reports/print/pdf.ts";
import {usualPrinting, withBrowser} from "../../reports/print/with-browser.ts";
import {bureauCardHtml} from "../../reports/scorecard/bureau-card-html.ts";
import {printScorecards} from "../../reports/scorecard/print-scorecard.ts";
import {readBureauCards} from "../../reports/scorecard/read-bureau-cards.ts";
import {readScorecard} from "../../reports/scorecard/read-scorecard.ts";
import {scorecardHtml} from "../../reports/scorecard/scorecard-html.ts";
import {type Comparison, compare} from "./measure.ts";

const QUARTER = {fiscalYear: 2024, quarter: 2} as const;

/** The city's scorecard from the release to the PDF, against the same browser printing the same HTML with the fonts beside it. */
export async function comparePrinting(marts: Marts, work: string): Promise<Comparison> {
  const folder = join(work, "printed");
  const pages = writePages(folder, [scorecardHtml(await readScorecard(marts, QUARTER))]);
  return compare("printing the scorecard", 1.3, {
    product: async () => async () => writeFileSync(join(folder, "scorecard.pdf"), await printCity(marts)),
    bare: async () => () => printBare(pages),
  });
}

async function printCity(marts: Marts): Promise<Uint8Array> {
  const {pdf} = await withPrinter(async (printer) => {
    const html = scorecardHtml(await readScorecard(marts, QUARTER));
    const assets = DOCUMENT_FONTS.map(({file}) => file);
    return printer.print({html, assets, date: "2024-10-08", keywords: ""});
  });
  return pdf;
}

/** The same with every figure read back from the PDF and held against the release before it gets its name. */
export async function compareVerified(marts: Marts, work: string): Promise<Comparison> {
  const html = scorecardHtml(await readScorecard(marts, QUARTER));
  const what = "printing and verifying the scorecard";
  return compareScorecards(what, {marts, work: join(work, "one"), whose: "city", limit: null}, [html]);
}

/** The city's and every bureau's scorecard in one browser run, against one bare browser printing the same HTML. */
export async function compareAllScorecards(marts: Marts, work: string): Promise<Comparison> {
  const scorecard = await readScorecard(marts, QUARTER);
  const cards = await readBureauCards(marts, scorecard, "all");
  const htmls = [scorecardHtml(scorecard), ...cards.map(bureauCardHtml)];
  const what = `printing and verifying ${htmls.length} scorecards`;
  return compareScorecards(what, {marts, work: join(work, "all"), whose: "all", limit: 1.3}, htmls);
}

async function compareScorecards(
  what: string,
  {marts, work, whose, limit}: {marts: Marts; work: string; whose: "city" | "all"; limit: number | null},
  htmls: string[],
): Promise<Comparison> {
  const pages = writePages(work, htmls);
  return compare(what, limit, {
    product: async () => async () =>
      void (await printScorecards({
        marts,
        quarter: QUARTER,
        whose,
        folder: work,
        printing: usualPrinting(),
        log: {info: () => {}},
      })),
    bare: async () => () => printBare(pages),
  });
}

/** With the fonts beside them, loaded as a page does. */
function writePages(work: string, htmls: string[]): string[] {
  mkdirSync(work);
  for (const {file} of DOCUMENT_FONTS) copyFileSync(file, join(work, basename(file)));
  return htmls.map((html, index) => {
    const page = join(work, `${index}.html`);
    writeFileSync(page, html.replaceAll(/local\("kaikaku [^"]*"\), /g, ""));
    return page;
  });
}

async function printBare(pages: string[]): Promise<void> {
  await withBrowser(async (starting) => {
    const page = await (await starting).browser.newPage();
    for (const html of pages) {
      await page.goto(pathToFileURL(html).href);
      const path = `${html}.pdf`;
      await page.pdf({path, preferCSSPageSize: true, printBackground: true, tagged: true, outline: true});
    }
  });
}
