import {UserError} from "../../../../schemas/errors.ts";
import type {TableMatch} from "../find-table.ts";
import {cellAt, type Grid, placeOf, plain} from "../grid.ts";
import {type AroundCell, readColumns} from "./cells-around.ts";
import {yearsSaid} from "./year-words.ts";

const HEADING = /^(?:対象|実績|会計|集計)?年度?$/;

/** What a column 年度 says that is not read: each text once, as one that stands above the table. */
export function yearColumns(grid: Grid, match: TableMatch): AroundCell[] {
  const {headingRow, bodyRow} = match;
  const read = readColumns(match);
  const headings = grid.rows.slice(headingRow, bodyRow);
  const columns = headings.flatMap((cells) =>
    [...cells.keys()].filter((at) => !read.has(at) && HEADING.test(plain(cells[at] ?? ""))),
  );
  const found = new Map<string, AroundCell>();
  for (const column of new Set(columns))
    for (let row = bodyRow; row < grid.rows.length; row += 1) {
      const text = plain(cellAt(grid, row, column));
      if (text !== "" && !HEADING.test(text) && !found.has(text))
        found.set(text, {where: "above", place: placeOf(grid, row), text});
    }
  return [...found.values()].filter((cell) => yearsSaid(cell).length > 0);
}

/** Months that say no year themselves can have one only: no one word could answer for all rows. */
export function refuseSeveralYears([first, other]: AroundCell[]): void {
  if (!first || !other) return;
  throw new UserError(
    `年度の列に、${first.place}の「${first.text}」と${other.place}の「${other.text}」が混ざっています。年度ごとに表を分けるか、月の見出しに年を入れて（令和4年4月）出し直してください。`,
  );
}
