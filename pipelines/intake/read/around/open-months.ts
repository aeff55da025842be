import type {TableMatch} from "../find-table.ts";
import {type Grid, placeOf} from "../grid.ts";
import type {MonthColumn} from "../month-headings.ts";
import type {AroundCell} from "./cells-around.ts";

/**
 * One year over all months (a title that is merged across the table, as like as not) is one that stands around them: it is
 * held against the other years there and the order of the months. Where years change from month to month, they are the months'.
 */
export function withYearOverAllOpen(
  grid: Grid,
  match: TableMatch,
): {match: TableMatch; yearOver: AroundCell[]} {
  const [first] = match.across;
  const isOver = ({year, month}: MonthColumn) => year !== "" && year === first?.year && year !== month;
  if (!first || !match.across.every(isOver)) return {match, yearOver: []};
  const months = match.across.map((each) => ({...each, year: "", month: `${numberOf(each)}月`}));
  const text = /^[0-9]+$/.test(first.year) ? `${first.year}年` : first.year;
  return {
    match: {...match, across: months},
    yearOver: [{where: "above", place: placeOf(grid, match.headingRow), text}],
  };
}

function numberOf({month}: MonthColumn): number {
  return Number(/([0-9]+)月?$/.exec(month)?.[1]);
}
