import {copyFile, mkdir, readFile, writeFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import {UserError} from "../../schemas/errors.ts";
import {readPdf} from "../verify/read-pdf.ts";
import {anotherPage, answered, type Document, printAt} from "./guarded-page.ts";
import {proofPage} from "./proof-page.ts";
import type {RunningBrowser} from "./start-browser.ts";

/** What the bundled browser prints, one run of text a line: page, millimetres from the left and the top, text. */
export const REFERENCE = join(import.meta.dirname, "proof-print.txt");

/** Nobody sees a smaller step; letters whose width is rounded to pixels move the end of a line by ten times as much. */
const TOLERANCE_MM = 0.2;

/** UserError when the browser does not print the proof pages as the bundled one does. */
export async function mustPrintAsReference({browser, choice}: RunningBrowser, folder: string): Promise<void> {
  const place = join(folder, "proof");
  const document = proofDocument();
  const file = join(place, "proof.html");
  const assets = document.assets.map((asset) => join(place, basename(asset)));
  await mkdir(place);
  await writeFile(file, document.html);
  for (const asset of document.assets) await copyFile(asset, join(place, basename(asset)));
  const guarded = await anotherPage(browser);
  const {pdf} = await printAt(guarded, {file, assets}, document);
  await answered(browser, guarded.page.browserContext().close());
  const difference = firstDifference(await proofLines(pdf), await readFile(REFERENCE, "utf8"));
  if (difference)
    throw new UserError(
      notAsReference(choice.program, await answered(browser, browser.version()), difference),
    );
}

export function proofDocument(): Document {
  const assets = DOCUMENT_FONTS.map(({file}) => file);
  return {html: proofPage(), assets, date: "2020-01-01", keywords: ""};
}

/** Every run of text with its place, in the order of the file. */
export async function proofLines(pdf: Uint8Array): Promise<string> {
  const {pages} = await readPdf(pdf);
  const lines = pages.flatMap(({runs}, index) =>
    runs.map(({left, top, text}) => `${index + 1}\t${left.toFixed(2)}\t${top.toFixed(2)}\t${text}\n`),
  );
  return lines.join("");
}

/** Where two prints part, in words; null when they are the same to the eye. */
function firstDifference(printed: string, reference: string): string | null {
  const found = runsOf(printed);
  for (const [index, wanted] of runsOf(reference).entries()) {
    const run = found[index];
    const place = `${wanted.page}ページ「${wanted.text.slice(0, 12)}」`;
    if (run?.text !== wanted.text || run.page !== wanted.page) return `${place}がその行にありません`;
    const step = Math.max(Math.abs(run.left - wanted.left), Math.abs(run.top - wanted.top));
    if (step > TOLERANCE_MM) return `${place}が${step.toFixed(1)}mmずれます`;
  }
  return found.length > runsOf(reference).length ? "余分な文字があります" : null;
}

function runsOf(lines: string) {
  return lines
    .trim()
    .split("\n")
    .map((line) => line.split("\t"))
    .map(([page, left, top, text = ""]) => ({page, left: Number(left), top: Number(top), text}));
}

function notAsReference(program: string, version: string, difference: string): string {
  return [
    `環境変数 KAIKAKU_CHROME のブラウザー（${program}、${version}）は、同梱のブラウザーと同じには印刷しないので使いません`,
    `（試し刷りの${difference}）。文字の位置がずれると、ページからあふれた行が次のページに残ることがあります。`,
    "Linux（x64）では KAIKAKU_CHROME を消すと同梱のものを使います。ほかの機械では、別の版の Chrome か Chromium を試してください。",
  ].join("");
}
