import {formatValue, formatYear} from "../format.ts";
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

export function overtimeTable({scope, counts, means}: OvertimeSeries): OvertimeTable {
  const years = [...new Set([...counts, ...means].map(({fiscal_year}) => fiscal_year))].sort();
  const thresholds = [...new Set(counts.map(({threshold_hours}) => threshold_hours))].sort((a, b) => a - b);
  return {
    title: `参考：${scope.scope_name}の時間外勤務`,
    years: years.map(formatYear),
    rows: [
      ...thresholds.map((hours) => countRow(hours, years, counts)),
      ...CAUSE_SETS.map(({causeSet, label}) => ({
        label,
        unit: "時間",
        cells: years.map((year) => {
          const mean = means.find(
            ({fiscal_year, cause_set}) => fiscal_year === year && cause_set === causeSet,
          );
          return formatValue(mean?.mean_hours ?? null, 1);
        }),
      })),
    ],
    note: scope.scope_note,
  };
}

function countRow(
  hours: number,
  years: number[],
  counts: OvertimeSeries["counts"],
): OvertimeTable["rows"][number] {
  return {
    label: `年${formatValue(hours, 0)}時間を超えた職員`,
    unit: "人",
    cells: years.map((year) => {
      const bureaus = counts.filter((row) => row.fiscal_year === year && row.threshold_hours === hours);
      const city = bureaus.reduce((sum, {staff_count}) => sum + staff_count, 0);
      return formatValue(bureaus.length === 0 ? null : city, 0);
    }),
  };
}
