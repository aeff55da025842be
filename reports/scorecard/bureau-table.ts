import {formatValue, formatYear, shownDifference, WITHHELD} from "../format.ts";
import type {Indicator} from "./read-scorecard.ts";

const BUREAUS_SHOWN = 5;

type BureauYear = Indicator["bureauYears"][number];

/** The bureaus in which the indicator stands worst in the latest year, with two years before and the change. */
export interface BureauTable {
  title: string;
  years: string[];
  rows: {bureau: string; cells: string[]; difference: string}[];
  note: string;
}

export function bureauTable({kpi, score, bureauYears}: Indicator): BureauTable | null {
  const latest = score.value_fiscal_year;
  if (latest === null) return null;
  const rows = worstBureaus(
    bureauYears.filter(({fiscal_year}) => fiscal_year === latest),
    kpi.direction,
  );
  if (rows.length === 0) return null;
  const years = [latest - 2, latest - 1, latest];
  const shown = rows.map((row) => bureauRow(row, years, {decimals: kpi.decimals, bureauYears}));
  return {
    title: `${extremeWord(kpi)}局区（${formatYear(latest)}）`,
    years: years.map(formatYear),
    rows: shown,
    note: shown.some(({cells}) => cells.includes(WITHHELD))
      ? `${WITHHELD}：人数が少ないため公表しない値`
      : "",
  };
}

/** Where less is better the highest values, where more is better the lowest. Withheld cells take no place. */
function worstBureaus(rows: BureauYear[], direction: "up" | "down"): BureauYear[] {
  const sign = direction === "down" ? -1 : 1;
  return rows
    .filter(({value, observation_status}) => value !== null && observation_status !== "withheld")
    .sort((one, other) => sign * ((one.value ?? 0) - (other.value ?? 0)))
    .slice(0, BUREAUS_SHOWN);
}

function bureauRow(
  {bureau_code, bureau_name}: BureauYear,
  years: number[],
  {decimals, bureauYears}: {decimals: number; bureauYears: BureauYear[]},
): BureauTable["rows"][number] {
  const own = years.map((year) =>
    bureauYears.find((row) => row.bureau_code === bureau_code && row.fiscal_year === year),
  );
  const [before, latest] = own.slice(-2).map((row) => (isWithheld(row) ? null : (row?.value ?? null)));
  return {
    bureau: bureau_name,
    cells: own.map((row) => (isWithheld(row) ? WITHHELD : formatValue(row?.value ?? null, decimals))),
    difference: formatValue(shownDifference(latest ?? null, before ?? null, decimals), decimals),
  };
}

function isWithheld(row: BureauYear | undefined): boolean {
  return row?.observation_status === "withheld";
}

function extremeWord({unit, direction}: Indicator["kpi"]): string {
  if (unit === "%") return direction === "down" ? "割合の高い" : "割合の低い";
  const quantity = {人: "人数", 千枚: "枚数", 日: "日数"}[unit] ?? "値";
  return direction === "down" ? `${quantity}の多い` : `${quantity}の少ない`;
}
