import {fieldsOf} from "../../../../schemas/contract.ts";
import type {TableMatch} from "../find-table.ts";
import {cellAt, type Grid, placeOf} from "../grid.ts";
import {monthHeading} from "../month-heading.ts";
import {monthsWithoutYear} from "../month-headings.ts";

/** The months of a table that say no year themselves, in their order, and where the first of them stands. */
export function monthsLeftOpen(grid: Grid, match: TableMatch): {months: number[]; place: string} {
  if (match.layout.kind === "months_across") {
    const months = monthsWithoutYear(match.across);
    return {months, place: `${placeOf(grid, match.headingRow)}の見出し「${months[0]}月」`};
  }
  const isOpen = match.layout.kind === "kinds_across" || match.layout.yearAbove;
  return isOpen ? inRows(grid, match) : {months: [], place: ""};
}

function inRows(grid: Grid, {contract, blocks, bodyRow}: TableMatch): {months: number[]; place: string} {
  const fields = fieldsOf(contract).filter(({meta}) => meta.kind === "month");
  const columns = blocks.flatMap((block) => fields.flatMap(({name}) => block.get(name)?.column ?? []));
  const months = new Set<number>();
  const read = new Set<string>();
  let place = "";
  for (const column of columns)
    for (let row = bodyRow; row < grid.rows.length; row += 1) {
      const text = cellAt(grid, row, column);
      if (read.has(text)) continue;
      read.add(text);
      const month = monthHeading(text)?.month;
      if (typeof month !== "number") continue;
      if (months.size === 0) place = `${placeOf(grid, row)}の「${text.trim()}」`;
      months.add(month);
    }
  return {months: [...months], place};
}
