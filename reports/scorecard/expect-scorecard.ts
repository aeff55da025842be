import {DOCUMENT_FONTS} from "../../pipelines/engine/document-typeface.ts";
import {allInBodyWords} from "../../schemas/body-words.ts";
import {noteBlocks} from "../../schemas/office-note.ts";
import {formatValue, NONE} from "../values/format.ts";
import {latestValue} from "../values/latest-value.ts";
import {requiredText, targetPhrase, targetYear} from "../values/target-text.ts";
import type {Expectation} from "../verify/expectation.ts";
import {bureauCardTitle, CHARTS_TITLE} from "./bureau-card-html.ts";
import {bureauTables, inOrder} from "./bureau-card-tables.ts";
import {continuedTitle, isContinued, pageCount} from "./continued-page.ts";
import type {BureauCard} from "./read-bureau-cards.ts";
import type {Indicator, Scorecard} from "./read-scorecard.ts";
import {hasRevisions, REVISIONS_TITLE} from "./revision-table.ts";
import {NOTES_APART, scorecardTitle} from "./scorecard-html.ts";
import {scorecardTables} from "./scorecard-tables.ts";
import {SUMS_TITLE, sumPages} from "./sum-pages.ts";

/** What the printed scorecard must be; with one page more where page 1 has no room for its notes. */
export function expectScorecard(
  scorecard: Scorecard,
  figures: Expectation["figures"],
  areNotesApart = false,
): Expectation {
  const {pages: indicators} = scorecard;
  const title = scorecardTitle(scorecard);
  const last = [
    ...(hasRevisions(scorecard) ? [REVISIONS_TITLE] : []),
    ...(areNotesApart ? [NOTES_APART.title] : []),
  ];
  return allInBodyWords<Expectation>(
    {
      title,
      pages: indicators.reduce((sum, indicator) => sum + pageCount(indicator), 1) + last.length,
      outline: [title, ...indicators.flatMap(pageTitles), ...last],
      contents: null,
      tables: scorecardTables(scorecard),
      texts: indicators.flatMap((indicator) =>
        [...headTexts(indicator), ...noteTexts(indicator)].map((text) => ({
          bookmark: indicator.kpi.kpi_name,
          text,
        })),
      ),
      ...ofRelease(scorecard, figures),
    },
    scorecard.body.words,
  );
}

function pageTitles(indicator: Indicator): string[] {
  const apart = isContinued(indicator) ? [continuedTitle(indicator)] : [];
  return [indicator.kpi.kpi_name, ...apart, ...sumPages(indicator).map(({heading}) => heading)];
}

/** What one bureau's printed scorecard must be: a page of tables, one of charts, and one of groups and several years where they are told. */
export function expectBureauCard(card: BureauCard, figures: Expectation["figures"]): Expectation {
  const title = bureauCardTitle(card);
  const tables = bureauTables(card);
  const last = tables.sums.length === 0 ? [] : [`${title}　${SUMS_TITLE}`];
  return allInBodyWords<Expectation>(
    {
      title,
      pages: 2 + last.length,
      outline: [title, `${title}　${CHARTS_TITLE}`, ...last],
      contents: null,
      tables: inOrder(tables),
      texts: [],
      ...ofRelease(card.scorecard, figures),
    },
    card.scorecard.body.words,
  );
}

function ofRelease({release, isDraft}: Scorecard, figures: Expectation["figures"]) {
  return {
    fonts: DOCUMENT_FONTS.map(({name}) => name),
    releaseId: release.release_id,
    isSample: release.is_sample,
    isDraft,
    figures,
  };
}

function noteTexts({note}: Indicator): string[] {
  return noteBlocks(note ?? "").flatMap(({items, text}) => items ?? [text]);
}

/** The figures on top of an indicator's page, in the order of the marts' columns. */
function headTexts({kpi, score}: Indicator): string[] {
  const {unit, decimals} = kpi;
  const value = (amount: number | null) => `${formatValue(amount, decimals)}${amount === null ? "" : unit}`;
  const isWithheld = score.observation_status === "withheld";
  const shown = latestValue({kpi, score}).value;
  const latest = score.status === "none" || score.value === null ? shown : `${shown}${unit}`;
  const required = `${requiredText({kpi, score})}${requiredText({kpi, score}) === NONE ? "" : unit}`;
  return [
    `）${value(score.base_value)}最新値`,
    ...(isWithheld ? [] : [`${latest}必要水準`]),
    `${required}目標（${targetYear(score)}`,
    `）${targetPhrase(score, kpi)}`,
    ...(score.to_date_value === null || score.year_end_value !== null
      ? []
      : [`${value(score.to_date_value)}状況`]),
    ...(score.year_end_value === null ? [] : [`${value(score.year_end_value)}状況`]),
  ];
}
