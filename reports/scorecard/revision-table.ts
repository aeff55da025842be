import {figureCode} from "../../schemas/figure-code.ts";
import {type DocumentTable, heading, label, numberCell, textCell} from "../values/document-table.ts";
import {formatShortDate, formatValue, formatYear, shownDifference} from "../values/format.ts";
import type {Indicator, Revision, Scorecard} from "./read-scorecard.ts";

/** What fits on the page. */
const MOST_ROWS = 24;

/** The city's figures that the release before said otherwise; null when there are none. */
export function revisionTable({revisions, indicators}: Scorecard): DocumentTable | null {
  const ofCity = revisions.filter(({bureau_code}) => bureau_code === null);
  if (revisions.length === 0) return null;
  const shown = ofCity.slice(0, MOST_ROWS);
  const byId = new Map(indicators.map(({kpi}) => [kpi.kpi_id, kpi]));
  return {
    id: "revisions",
    caption: REVISIONS_TITLE,
    head: [
      [
        ...["指標", "記号", "期間"].map((text) => heading(text)),
        ...["改定前", "改定後", "差"].map((text) => heading(text, {isNumber: true})),
        heading("原因"),
      ],
    ],
    rows: shown.flatMap((row) => {
      const kpi = byId.get(row.kpi_id);
      return kpi ? [{kind: "row" as const, cells: cellsOf(row, kpi)}] : [];
    }),
    notes: notesOf(revisions, ofCity.length - shown.length),
  };
}

export const REVISIONS_TITLE = "改定した数値";

function cellsOf(row: Revision, kpi: Indicator["kpi"]) {
  const {decimals} = kpi;
  const difference = shownDifference(row.value, row.previous_value, decimals);
  return [
    label(kpi.short_name),
    textCell(figureCode(row, kpi.scope_id)),
    textCell(periodText(row)),
    numberCell(row.previous_value, {decimals}),
    numberCell(row.value, {decimals, figureCode: figureCode(row, kpi.scope_id)}),
    numberCell(difference, {decimals}),
    textCell(row.cause),
  ];
}

function periodText({period_kind, fiscal_year, period_end}: Revision): string {
  const month = Number(period_end.slice(5, 7));
  return period_kind === "year"
    ? formatYear(fiscal_year)
    : `${formatYear(fiscal_year)} ${formatValue(month, 0)}月まで`;
}

function notesOf(revisions: Revision[], left: number): string[] {
  const [first] = revisions;
  const bureaus = revisions.filter(({bureau_code}) => bureau_code !== null).length;
  const from = first
    ? `${first.previous_release_id}（${formatShortDate(first.previous_released_on)}公開）`
    : "";
  return [
    `公開版 ${from}から変わった全市の数値。`,
    ...(left > 0 ? [`ほかに全市の数値${formatValue(left, 0)}件。`] : []),
    ...(bureaus > 0 ? [`ほかに局区別の数値${formatValue(bureaus, 0)}件（kaikaku diff で一覧）。`] : []),
  ];
}
