import type {MartRow} from "../../schemas/marts.ts";
import {type Known as Files, missingTexts, type Span} from "../../schemas/missing-periods.ts";

/** What is known of an indicator, of the city or of one bureau. */
interface Known {
  kpi: MartRow<"marts.dim_kpis">;
  score: MartRow<"marts.fct_scoreboard">;
  /** Yearly values, oldest first. */
  years: MartRow<"marts.fct_kpi_values">[];
  /** The running year's up to the quarter's end; null where it is blank. */
  toDate: number | null;
}

/** Why years of the indicator, and the running one to date, have no value: the files that did not come. */
export function blankReasons(known: Known, came: Files["came"]): string[] {
  const valued = known.years.filter((row) => row.value !== null || isSaid(row));
  return missingTexts({came, valued}, blankSpans(known, valued));
}

const APRIL = 4;

function blankSpans({kpi, score, years, toDate}: Known, valued: Known["years"]): Span[] {
  const {as_of_fiscal_year: running, as_of_quarter: quarter, as_of_date: asOf} = score;
  const starts = kpi.year_starts;
  const first = years[0]?.fiscal_year ?? kpi.base_fiscal_year;
  const whole = Array.from({length: Math.max(0, running - first + 1)}, (_, index) => first + index)
    .filter((year) => lastMonth(year, starts) <= asOf.slice(0, 7))
    .filter((year) => valued.every((row) => row.fiscal_year !== year))
    .map((fiscalYear): Span => ({fiscalYear, starts, until: null}));
  const isRunning = kpi.rhythm === "running" || kpi.rhythm === "cumulative";
  const isBlankToDate = starts === APRIL && quarter !== 4 && isRunning && toDate === null;
  return [...whole, ...(isBlankToDate ? [{fiscalYear: running, starts, until: asOf}] : [])];
}

/** "2025-03" of a fiscal year 2024. */
function lastMonth(year: number, starts: number): string {
  const last = starts === 1 ? 12 : starts - 1;
  return `${starts === 1 ? year : year + 1}-${String(last).padStart(2, "0")}`;
}

/** Withheld, or nobody to count: it came. */
function isSaid(row: Known["years"][number]): boolean {
  return row.observation_status === "withheld" || row.denominator === 0;
}
