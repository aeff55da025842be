import {type Cell, numberCell, textCell} from "../values/document-table.ts";
import {countDecimals, NONE} from "../values/format.ts";
import type {YearColumn} from "./year-columns.ts";

type YearRow = NonNullable<YearColumn["row"]>;

const STATUS_WORDS = {provisional: "速報", final: "確定", revised: "改定", withheld: "秘匿"} as const;

/** The rows below the chart. Numerator and denominator stand only where there is something to divide. */
export function yearlyRows(
  columns: YearColumn[],
  forecastYear: number | undefined,
): {label: string; cells: Cell[]}[] {
  const counts = (pick: (row: YearRow) => number | null) => columns.map(({row}) => countCell(row, pick));
  const hasRatio = columns.some(({row}) => row?.denominator != null);
  const ratio = [
    {label: "分子", cells: counts((row) => row.numerator)},
    {label: "分母", cells: counts((row) => row.denominator)},
  ];
  const status = columns.map(({year, row}) => textCell(year === forecastYear ? "見込み" : statusText(row)));
  return [...(hasRatio ? ratio : []), {label: "確定状況", cells: status}];
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
