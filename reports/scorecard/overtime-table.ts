import {
  type DocumentTable,
  heading,
  label,
  numberCell,
  type TableRow,
  textCell,
} from "../values/document-table.ts";
import {formatValue, formatYear} from "../values/format.ts";
import type {OvertimeSeries} from "./read-scorecard.ts";

/** The overtime series of all authorities. Its scope is wider than the programme's, so it is a table of its own and never a line beside it. */
export interface OvertimeTable {
  title: string;
  years: string[];
  rows: {label: string; unit: string; cells: string[]}[];
  note: string;
}

const CAUSE_SETS = [
  {causeSet: "all", label: "1人当たりの年間平均"},
  {causeSet: "without_disaster_election", label: "同（災害対応・選挙事務を除く）"},
] as const;

/** The table as it is printed, from the plain one. */
export function overtimeTable(series: OvertimeSeries): OvertimeTable {
  const {caption, head, rows, notes} = overtimeDocumentTable(series);
  return {
    title: caption,
    years: (head[0] ?? []).slice(2).map(({text}) => text),
    rows: rows.map(({cells}) => {
      const [first = "", unit = "", ...values] = cells.map(({text}) => text);
      return {label: first, unit, cells: values};
    }),
    note: notes.join(""),
  };
}

export function overtimeDocumentTable({scope, counts, means}: OvertimeSeries): DocumentTable {
  const years = [...new Set([...counts, ...means].map(({fiscal_year}) => fiscal_year))].sort();
  const thresholds = [...new Set(counts.map(({threshold_hours}) => threshold_hours))].sort((a, b) => a - b);
  return {
    id: "overtime-all-authorities",
    caption: `参考：${scope.scope_name}の時間外勤務`,
    head: [
      [heading("区分"), heading("単位"), ...years.map((year) => heading(formatYear(year), {isNumber: true}))],
    ],
    rows: [
      ...thresholds.map((hours) => countRow(overLabel(scope, hours), years, ofThreshold(counts, hours))),
      ...CAUSE_SETS.map((set) => meanRow(set, years, means)),
    ],
    notes: [scope.scope_note],
  };
}

/** Never the words of the indicator, which counts other people: "年480時間超（全任命権者）". */
export function overLabel({scope_name}: OvertimeSeries["scope"], hours: number): string {
  return `年${formatValue(hours, 0)}時間超（${scope_name}）`;
}

function ofThreshold(counts: OvertimeSeries["counts"], hours: number): OvertimeSeries["counts"] {
  return counts.filter(({threshold_hours}) => threshold_hours === hours);
}

function countRow(name: string, years: number[], counts: OvertimeSeries["counts"]): TableRow {
  const cells = years.map((year) => {
    const bureaus = counts.filter(({fiscal_year}) => fiscal_year === year);
    const city = bureaus.reduce((sum, {staff_count}) => sum + (staff_count ?? 0), 0);
    return numberCell(bureaus.length === 0 ? null : city);
  });
  return {
    kind: "row",
    cells: [label(name), textCell("人"), ...cells],
  };
}

function meanRow(
  {causeSet, label: name}: (typeof CAUSE_SETS)[number],
  years: number[],
  means: OvertimeSeries["means"],
): TableRow {
  const cells = years.map((year) => {
    const mean = means.find(({fiscal_year, cause_set}) => fiscal_year === year && cause_set === causeSet);
    return numberCell(mean?.mean_hours ?? null, {decimals: 1});
  });
  return {kind: "row", cells: [label(name), textCell("時間"), ...cells]};
}
