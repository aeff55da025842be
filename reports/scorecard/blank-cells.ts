import type {MartRow} from "../../schemas/marts.ts";
import {missingText, type Span} from "../../schemas/missing-periods.ts";

interface Known {
  kpi: MartRow<"marts.dim_kpis">;
  score: MartRow<"marts.fct_scoreboard">;
  /** Yearly values of the city, oldest first. */
  years: MartRow<"marts.fct_kpi_values">[];
}

type Came = Parameters<typeof missingText>[0];

/** Why each year of the indicator, and the running one to date, has no value: the files that did not come, a sentence each. */
export function blankReasons(known: Known, came: Came): string[] {
  return blankSpans(known).flatMap((span) => {
    const text = missingText(came, span);
    return text === "" ? [] : [text];
  });
}

const APRIL = 4;

function blankSpans({kpi, score, years}: Known): Span[] {
  if (kpi.year_starts !== APRIL) return [];
  const {as_of_fiscal_year: running, as_of_quarter: quarter} = score;
  const first = years[0]?.fiscal_year ?? kpi.base_fiscal_year;
  const ended = quarter === 4 ? running : running - 1;
  const has = (year: number) =>
    years.some((row) => row.fiscal_year === year && (row.value !== null || isSaid(row)));
  const whole = Array.from({length: Math.max(0, ended - first + 1)}, (_, index) => first + index)
    .filter((year) => !has(year))
    .map((fiscalYear) => ({fiscalYear, until: null}));
  const isRunning = kpi.rhythm === "running" || kpi.rhythm === "cumulative";
  const isBlankToDate = quarter !== 4 && isRunning && score.to_date_value === null;
  return [...whole, ...(isBlankToDate ? [{fiscalYear: running, until: score.as_of_date}] : [])];
}

/** Withheld, or nobody to count: it came. */
function isSaid(row: Known["years"][number]): boolean {
  return row.observation_status === "withheld" || row.denominator === 0;
}
