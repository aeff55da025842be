import {mkdir, rename, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import {fileURLToPath} from "node:url";
import type {Marts} from "../../pipelines/warehouse/kysely.ts";
import type {FiscalQuarter} from "../../schemas/fiscal-time.ts";
import {withPrinter} from "../pdf.ts";
import {readScorecard} from "./read-scorecard.ts";
import {scorecardHtml} from "./scorecard-html.ts";

export interface PrintScorecardOptions {
  marts: Marts;
  quarter: FiscalQuarter;
  /** Path of the PDF; its folder is made, an older file is replaced when the new one is whole. */
  outFile: string;
  log: {info(line: string): void};
}

const FONTS = ["400Regular/BIZUDPGothic_400Regular.ttf", "700Bold/BIZUDPGothic_700Bold.ttf"];

/** Prints one quarter's scorecard. UserError when the release has no data for the quarter or no browser starts. */
export async function printScorecard({
  marts,
  quarter,
  outFile,
  log,
}: PrintScorecardOptions): Promise<{pages: number}> {
  const {pdf, pages} = await withPrinter(async (printer) => {
    const scorecard = await readScorecard(marts, quarter);
    const html = scorecardHtml(scorecard);
    return printer.print({html, assets: FONTS.map(fontFile), date: scorecard.release.created_on});
  });
  await mkdir(dirname(outFile), {recursive: true});
  await writeFile(`${outFile}.part`, pdf);
  await rename(`${outFile}.part`, outFile);
  log.info(`スコアカードを印刷しました: ${outFile}（${pages}ページ）`);
  return {pages};
}

function fontFile(name: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/biz-udpgothic/${name}`));
}
