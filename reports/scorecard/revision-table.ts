import {figureCode} from "../../schemas/figure-code.ts";
import {type DocumentTable, heading, label, numberCell, textCell} from "../values/document-table.ts";
import {fittingRows} from "../values/fitting-rows.ts";
import {
  formatShortDate,
  formatValue,
  formatYear,
  shownDifference,
  tellingDecimals,
} from "../values/format.ts";
import {saidCells} from "../values/said-cells.ts";
import type {Indicator, Revision, Scorecard, SeriesRevision} from "./read-scorecard.ts";

const ROOM = {lines: 48, signs: 26, least: 2};

/** The judgements and the city's figures that readers know otherwise; null when there are none. */
export function revisionTable(scorecard: Scorecard): DocumentTable | null {
  const {revisions, indicators, seriesRevisions} = scorecard;
  if (!hasRevisions(scorecard)) return null;
  const ofCity = revisions.filter(({bureau_code}) => bureau_code === null);
  const all = [...seriesRevisions, ...ofCity];
  const fitting = fittingRows(all, ROOM);
  const others = seriesRevisions.slice(0, fitting.length);
  const shown = ofCity.slice(0, fitting.length - others.length);
  const left = all.length - fitting.length;
  const byId = new Map(indicators.map((indicator) => [indicator.kpi.kpi_id, indicator]));
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
    rows: [
      ...others.map((row) => ({
        kind: "row" as const,
        cells: seriesCells(row, byId.get(row.kpi_id ?? "")?.kpi),
      })),
      ...shown.flatMap((row) => {
        const kpi = byId.get(row.kpi_id)?.kpi;
        return kpi ? [{kind: "row" as const, cells: cellsOf(row, kpi)}] : [];
      }),
    ],
    notes: all.length > 0 ? notesOf(scorecard, left) : notesOfBureausAlone(scorecard),
  };
}

export function hasRevisions({revisions, seriesRevisions}: Scorecard): boolean {
  return revisions.length + seriesRevisions.length > 0;
}

export const REVISIONS_TITLE = "改定した数値";

/** A judgement under the indicator's name, another number under its own. */
function seriesCells(row: SeriesRevision, kpi: Indicator["kpi"] | undefined) {
  const item = row.figure_item.split("・");
  return [
    label(kpi?.short_name ?? row.series_title),
    textCell(row.figure_code),
    textCell(kpi ? (item.at(-1) ?? "").replace(/（.*）$/, "") : item.join(" ")),
    ...saidCells(row, kpi?.decimals ?? row.decimals),
    textCell(row.cause),
  ];
}

function cellsOf(row: Revision, kpi: Indicator["kpi"]) {
  const decimals = tellingDecimals(row.previous_value, row.value, kpi.decimals);
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
  if (period_kind === "year") return formatYear(fiscal_year);
  return `${formatYear(fiscal_year)} ${formatValue(month, 0)}月${period_kind === "month" ? "" : "まで"}`;
}

/** A page that says no more than its headings would be taken for one to which something was pushed. */
function notesOfBureausAlone({revisions, body: {whole}}: Scorecard): string[] {
  const [first] = revisions;
  return [
    `公開版 ${releaseBefore(first)}から変わった${whole}の数値と判定は、ありません。`,
    `局区別の数値が${formatValue(revisions.length, 0)}件変わりました。どの数値が、なぜ、いくつからいくつに変わったかは、kaikaku diff で一覧できます。`,
  ];
}

function releaseBefore(first: Revision | SeriesRevision | undefined): string {
  return first ? `${first.previous_release_id}（${formatShortDate(first.previous_released_on)}公開）` : "";
}

function notesOf({revisions, seriesRevisions, body: {whole}}: Scorecard, left: number): string[] {
  const [first] = [...revisions, ...seriesRevisions];
  const bureaus = revisions.filter(({bureau_code}) => bureau_code !== null).length;
  return [
    `公開版 ${releaseBefore(first)}から変わった${whole}の数値と判定。`,
    ...(left > 0 ? [`ほかに${whole}の数値${formatValue(left, 0)}件。`] : []),
    ...(bureaus > 0 ? [`ほかに局区別の数値${formatValue(bureaus, 0)}件（kaikaku diff で一覧）。`] : []),
  ];
}
