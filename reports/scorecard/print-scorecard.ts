import {mkdir, rename, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import {fileURLToPath} from "node:url";
import type {Marts} from "../../pipelines/warehouse/kysely.ts";
import {UserError} from "../../schemas/errors.ts";
import type {FiscalQuarter} from "../../schemas/fiscal-time.ts";
import {type Printer, withPrinter} from "../pdf.ts";
import {type Indicator, readScorecard, type Scorecard} from "./read-scorecard.ts";
import {scorecardHtml} from "./scorecard-html.ts";

export interface PrintScorecardOptions {
  marts: Marts;
  quarter: FiscalQuarter;
  /** Path of the PDF; its folder is made, an older file is replaced when the new one is whole. */
  outFile: string;
  log: {info(line: string): void};
}

const FONTS = ["400Regular/BIZUDPGothic_400Regular.ttf", "700Bold/BIZUDPGothic_700Bold.ttf"];

/**
 * Prints one quarter's scorecard: the board, then exactly one page per indicator. UserError when the release has no data
 * for the quarter, no browser starts, or a text is too long for its page.
 */
export async function printScorecard({
  marts,
  quarter,
  outFile,
  log,
}: PrintScorecardOptions): Promise<{pages: number}> {
  const {pdf, pages} = await withPrinter(async (printer) => {
    const scorecard = await readScorecard(marts, quarter);
    const printed = await printPages(printer, scorecard, scorecard.indicators);
    if (printed.pages !== 1 + scorecard.indicators.length) throw await tooLong(printer, scorecard);
    return printed;
  });
  await mkdir(dirname(outFile), {recursive: true});
  await writeFile(`${outFile}.part`, pdf);
  await rename(`${outFile}.part`, outFile);
  log.info(`スコアカードを印刷しました: ${outFile}（${pages}ページ）`);
  return {pages};
}

function printPages(printer: Printer, scorecard: Scorecard, indicators: Indicator[]) {
  const html = scorecardHtml(scorecard, indicators);
  return printer.print({html, assets: FONTS.map(fontFile), date: scorecard.release.created_on});
}

/** Prints page by page to find those that do not fit. */
async function tooLong(printer: Printer, scorecard: Scorecard): Promise<UserError> {
  const board = await printPages(printer, scorecard, []);
  const names = board.pages > 1 ? ["スコアボード（1ページ目）"] : [];
  for (const indicator of scorecard.indicators) {
    const {pages} = await printPages(printer, scorecard, [indicator]);
    if (pages > board.pages + 1) names.push(`${indicator.kpi.kpi_name}（${indicator.kpi.kpi_id}）`);
  }
  return new UserError(
    `スコアカードの1ページに収まりません: ${names.join("、")}。data/catalog/kpis.yaml の名前や説明（definition、assumption）を短くしてください。`,
  );
}

function fontFile(name: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/biz-udpgothic/${name}`));
}
