import {copyFileSync, mkdirSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import puppeteer from "puppeteer-core";
import type {Marts} from "../../pipelines/warehouse/kysely.ts";
import {type BrowserChoice, browserChoices} from "../../reports/browser-choices.ts";
import {printScorecards} from "../../reports/scorecard/print-scorecard.ts";
import {readScorecard} from "../../reports/scorecard/read-scorecard.ts";
import {scorecardHtml} from "../../reports/scorecard/scorecard-html.ts";
import {type Comparison, compare} from "./measure.ts";

const QUARTER = {fiscalYear: 2024, quarter: 2} as const;
const FONTS = ["400Regular/BIZUDPGothic_400Regular.ttf", "700Bold/BIZUDPGothic_700Bold.ttf"];

/** The scorecard from the release to the file, against the same browser printing the same HTML. */
export async function comparePrinting(marts: Marts, work: string): Promise<Comparison> {
  const page = join(work, "page");
  mkdirSync(page);
  for (const font of FONTS) copyFileSync(fontFile(font), join(page, basename(font)));
  const html = join(page, "index.html");
  writeFileSync(html, scorecardHtml(await readScorecard(marts, QUARTER)));
  const browser = await firstBrowser();
  return compare("printing the scorecard", 1.3, {
    product: async () => async () =>
      void (await printScorecards({
        marts,
        quarter: QUARTER,
        whose: "city",
        folder: work,
        log: {info: () => {}},
      })),
    bare: async () => () => printBare(browser, html, join(work, "bare.pdf")),
  });
}

async function printBare(
  {program, isShell, hasSandbox, env}: BrowserChoice,
  html: string,
  out: string,
): Promise<void> {
  const args = hasSandbox ? [] : ["--no-sandbox"];
  const browser = await puppeteer.launch({
    executablePath: program,
    headless: isShell ? "shell" : true,
    args,
    env,
  });
  const page = await browser.newPage();
  await page.goto(pathToFileURL(html).href);
  await page.pdf({path: out, preferCSSPageSize: true, printBackground: true, tagged: true, outline: true});
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

function fontFile(name: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/biz-udpgothic/${name}`));
}
