import {type Cell, numberCell, textCell} from "../values/document-table.ts";
import {countDecimals, NONE} from "../values/format.ts";
import type {YearColumn} from "./year-columns.ts";

type YearRow = NonNullable<YearColumn["row"]>;

const STATUS_WORDS = {provisional: "速報", final: "確定", revised: "改定", withheld: "秘匿"} as const;

/** The rows below the chart. Numerator and denominator stand only where they are shown: some sums would give a person away. */
export function yearlyRows(
  columns: YearColumn[],
  forecastYear: number | undefined,
): {label: string; cells: Cell[]}[] {
  const part = (label: string, pick: (row: YearRow) => number | null) =>
    columns.some(({row}) => row && pick(row) !== null)
      ? [{label, cells: columns.map(({row}) => countCell(row, pick))}]
      : [];
  const ratio = columns.some(({row}) => row?.denominator != null)
    ? [...part("分子", (row) => row.numerator), ...part("分母", (row) => row.denominator)]
    : [];
  const status = columns.map(({year, row}) => textCell(year === forecastYear ? "見込み" : statusText(row)));
  return [...ratio, {label: "確定状況", cells: status}];
}

function countCell(row: YearRow | undefined, pick: (row: YearRow) => number | null): Cell {
  if (!row) return textCell("");
  const count = pick(row);
  return numberCell(count, {
    decimals: countDecimals(count),
    isWithheld: row.observation_status === "withheld",
  });
}

function statusText(row: YearRow | undefined): string {
  if (!row) return "";
  const isMissing = row.value === null && row.observation_status !== "withheld";
  return isMissing ? NONE : STATUS_WORDS[row.observation_status];
}
