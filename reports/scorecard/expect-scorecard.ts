import {DOCUMENT_FONTS} from "../fonts.ts";
import {formatTarget, formatValue, formatYear} from "../format.ts";
import type {Expectation} from "../verify/expectation.ts";
import type {Indicator, Scorecard} from "./read-scorecard.ts";
import {scorecardTitle} from "./scorecard-html.ts";
import {scorecardTables} from "./scorecard-tables.ts";

/** What the printed scorecard must be. */
export function expectScorecard(scorecard: Scorecard, figures: Expectation["figures"]): Expectation {
  const {release, indicators} = scorecard;
  const title = scorecardTitle(scorecard);
  return {
    title,
    pages: 1 + indicators.length,
    outline: [title, ...indicators.map(({kpi}) => kpi.kpi_name)],
    contents: null,
    tables: scorecardTables(scorecard),
    texts: indicators.flatMap((indicator) =>
      headTexts(indicator).map((text) => ({bookmark: indicator.kpi.kpi_name, text})),
    ),
    fonts: DOCUMENT_FONTS.map(({name}) => name),
    releaseId: release.release_id,
    isSample: release.is_sample,
    figures,
  };
}

/** The figures on top of an indicator's page, in the order of the marts' columns. */
function headTexts({kpi, score}: Indicator): string[] {
  const {unit, decimals} = kpi;
  const value = (amount: number | null) => `${formatValue(amount, decimals)}${amount === null ? "" : unit}`;
  const isWithheld = score.observation_status === "withheld";
  return [
    `）${value(score.base_value)}最新値`,
    ...(isWithheld ? [] : [`${value(score.value)}必要水準`]),
    `${value(score.required_value)}目標（${formatYear(score.target_fiscal_year)}`,
    `）${formatTarget(score.target_value, kpi.target_decimals, unit)}${kpi.comparator}`,
    ...(score.to_date_value === null ? [] : [`${value(score.to_date_value)}状況`]),
  ];
}
