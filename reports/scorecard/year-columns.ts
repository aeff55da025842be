import type {Indicator} from "./read-scorecard.ts";

const MOST_YEARS = 11;

/** A fiscal year of the chart and its table, with the city's row where there is one. */
export interface YearColumn {
  year: number;
  row: Indicator["years"][number] | undefined;
}

/** From the first year with a row (or the base year) to the target's year, at most eleven. */
export function yearColumns({kpi, score, years}: Indicator): YearColumn[] {
  const last = Math.max(score.target_fiscal_year, score.value_fiscal_year ?? 0);
  const first = Math.min(years[0]?.fiscal_year ?? kpi.base_fiscal_year, kpi.base_fiscal_year);
  const from = Math.max(first, last - MOST_YEARS + 1);
  return Array.from({length: last - from + 1}, (_, index) => {
    const year = from + index;
    return {year, row: years.find(({fiscal_year}) => fiscal_year === year)};
  });
}

/** A change of definition and the column before which it stands. */
export interface ShownBreak {
  fiscalYear: number;
  note: string;
  column: number;
}

/** Those between two columns; one before the first column parts nothing. */
export function shownBreaks({breaks}: Indicator, columns: YearColumn[]): ShownBreak[] {
  return breaks
    .map(({fiscal_year, note}) => ({
      fiscalYear: fiscal_year,
      note,
      column: columns.findIndex(({year}) => year === fiscal_year),
    }))
    .filter(({column}) => column > 0);
}
