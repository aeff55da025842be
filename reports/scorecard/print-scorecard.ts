import type {Marts} from "../../pipelines/warehouse/kysely.ts";
import {UserError} from "../../schemas/errors.ts";
import type {FiscalQuarter} from "../../schemas/fiscal-time.ts";
import {markText} from "../document-mark.ts";
import {DOCUMENT_FONTS} from "../fonts.ts";
import {keepVerified} from "../keep-verified.ts";
import {type Document, type Printer, withPrinter} from "../pdf.ts";
import {readFigures} from "../verify/read-figures.ts";
import {withVerifier} from "../verify/verifier.ts";
import {expectScorecard} from "./expect-scorecard.ts";
import {type Indicator, readScorecard, type Scorecard} from "./read-scorecard.ts";
import {scorecardHtml} from "./scorecard-html.ts";

export interface PrintScorecardOptions {
  marts: Marts;
  quarter: FiscalQuarter;
  /** Path of the PDF; its folder is made, an older file is replaced when the new one is whole. */
  outFile: string;
  log: {info(line: string): void};
}

/**
 * Prints one quarter's scorecard: the board, then exactly one page per indicator, read back and held against the
 * release. UserError when the release has no data for the quarter, no browser starts, a text is too long for its page, or
 * the PDF does not say what the release says.
 */
export async function printScorecard({
  marts,
  quarter,
  outFile,
  log,
}: PrintScorecardOptions): Promise<{pages: number}> {
  const {pages} = await withPrinter((printer) =>
    withVerifier(async (verifier) => {
      const scorecard = await readScorecard(marts, quarter);
      const document = documentOf(scorecard, scorecard.indicators);
      const printing = printer.print(document);
      const expectation = expectScorecard(scorecard, await readFigures(marts));
      const printed = await printing;
      if (printed.pages !== expectation.pages) throw await tooLong(printer, scorecard);
      await keepVerified({...printed, verifier, expectation, outFile});
      return printed;
    }),
  );
  log.info(`スコアカードを印刷しました: ${outFile}（${pages}ページ、検査済み）`);
  return {pages};
}

function documentOf(scorecard: Scorecard, indicators: Indicator[]): Document {
  const {release, quarter} = scorecard;
  return {
    html: scorecardHtml(scorecard, indicators),
    assets: DOCUMENT_FONTS.map(({file}) => file),
    date: release.created_on,
    keywords: markText({kind: "scorecard", quarter, bureauCode: null}, release.release_id),
  };
}

/** Prints page by page to find those that do not fit. */
async function tooLong(printer: Printer, scorecard: Scorecard): Promise<UserError> {
  const board = await printer.print(documentOf(scorecard, []));
  const names = board.pages > 1 ? ["スコアボード（1ページ目）"] : [];
  for (const indicator of scorecard.indicators) {
    const {pages} = await printer.print(documentOf(scorecard, [indicator]));
    if (pages > board.pages + 1) names.push(`${indicator.kpi.kpi_name}（${indicator.kpi.kpi_id}）`);
  }
  return new UserError(
    `スコアカードの1ページに収まりません: ${names.join("、")}。data/catalog/kpis.yaml の名前や説明（definition、assumption）を短くしてください。`,
  );
}
