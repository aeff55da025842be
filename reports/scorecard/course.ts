import {yearLines} from "../charts/year-lines.ts";
import {type Markup, trustedMarkup} from "../print/render.ts";
import {type DocumentTable, heading, label, numberCell, textCell} from "../values/document-table.ts";
import {formatYear} from "../values/format.ts";
import type {Indicator} from "./read-scorecard.ts";

/** How the running year goes beside those before it: the values to the end of each quarter, as a table and as lines. */
export interface Course {
  title: string;
  chart: Markup;
  table: DocumentTable;
}

const YEARS = 3;
const POINTS = ["6月末", "9月末", "12月末", "3月末"];
const SIZE = {width: 318, height: 80};

/** Null where there is no earlier year to hold the running one against, or no room: the office's note goes before, beside another table. */
export function course(indicator: Indicator): Course | null {
  const {kpi, score, quarters, overtime, note} = indicator;
  if (overtime && note !== null) return null;
  const last = score.as_of_fiscal_year;
  const lines = Array.from({length: YEARS}, (_, index) => last - YEARS + 1 + index)
    .map((year) => ({year, values: valuesOf(quarters, year)}))
    .filter(({values}) => values.some((value) => value !== null));
  if (lines.length < 2 || lines.at(-1)?.year !== last) return null;
  const title = kpi.is_cumulative ? "四半期末の累計" : "四半期末までの値";
  return {
    title: `${title}（${kpi.unit}）`,
    chart: trustedMarkup(
      yearLines({
        name: `${kpi.kpi_id.replaceAll("_", "-")}-course`,
        points: POINTS,
        isNamed: false,
        lines: lines.map(({year, values}) => ({name: formatYear(year), values})),
        size: SIZE,
      }),
    ),
    table: courseTable(kpi, lines),
  };
}

type Line = {year: number; values: (number | null)[]};

function valuesOf(quarters: Indicator["quarters"], year: number): Line["values"] {
  return POINTS.map((_, index) => {
    const end = ["06-30", "09-30", "12-31", "03-31"][index] ?? "";
    return (
      quarters.find(({fiscal_year, period_end}) => fiscal_year === year && period_end.endsWith(end))?.value ??
      null
    );
  });
}

function courseTable(kpi: Indicator["kpi"], lines: Line[]): DocumentTable {
  return {
    id: `${kpi.kpi_id.replaceAll("_", "-")}-course`,
    caption: `${kpi.kpi_name}（四半期末）`,
    head: [[heading("年度"), ...POINTS.map((text) => heading(text, {isNumber: true}))]],
    rows: lines.toReversed().map(({year, values}) => ({
      kind: "row",
      cells: [
        label(formatYear(year)),
        ...values.map((value) =>
          value === null ? textCell("") : numberCell(value, {decimals: kpi.decimals}),
        ),
      ],
    })),
    notes: [],
  };
}
