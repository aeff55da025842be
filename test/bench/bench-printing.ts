import {copyFileSync, mkdirSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {pathToFileURL} from "node:url";
import puppeteer from "puppeteer-core";
import type {Marts} from "../../pipelines/engine/kysely.ts";
import {type BrowserChoice, browserChoices} from "../../reports/print/browser-choices.ts";
import {DOCUMENT_FONTS} from "../../reports/print/fonts.ts";
import {withPrinter} from "../../reports/print/pdf.ts";
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
  const browser = await firstBrowser();
  return compare("printing the scorecard", 1.3, {
    product: async () => async () => writeFileSync(join(folder, "scorecard.pdf"), await printCity(marts)),
    bare: async () => () => printBare(browser, pages),
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
  const browser = await firstBrowser();
  return compare(what, limit, {
    product: async () => async () =>
      void (await printScorecards({marts, quarter: QUARTER, whose, folder: work, log: {info: () => {}}})),
    bare: async () => () => printBare(browser, pages),
  });
}

/** With the fonts beside them. */
function writePages(work: string, htmls: string[]): string[] {
  mkdirSync(work);
  for (const {file} of DOCUMENT_FONTS) copyFileSync(file, join(work, basename(file)));
  return htmls.map((html, index) => {
    const page = join(work, `${index}.html`);
    writeFileSync(page, html);
    return page;
  });
}

async function printBare({program, isShell, hasSandbox, env}: BrowserChoice, pages: string[]): Promise<void> {
  const args = hasSandbox ? [] : ["--no-sandbox"];
  const headless = isShell ? "shell" : true;
  const browser = await puppeteer.launch({executablePath: program, headless, args, env});
  const page = await browser.newPage();
  for (const html of pages) {
    await page.goto(pathToFileURL(html).href);
    const path = `${html}.pdf`;
    await page.pdf({path, preferCSSPageSize: true, printBackground: true, tagged: true, outline: true});
  }
  await browser.close();
}

/** The browser that the product would take: the first that starts. */
async function firstBrowser(): Promise<BrowserChoice> {
  for await (const choice of browserChoices(process.env)) {
    const {program, isShell, hasSandbox, env} = choice;
    const args = hasSandbox ? [] : ["--no-sandbox"];
    const started = await puppeteer
      .launch({executablePath: program, headless: isShell ? "shell" : true, args, env})
      .catch(() => undefined);
    await started?.close();
    if (started) return choice;
  }
  throw new Error("no browser starts");
}
