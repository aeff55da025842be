import {UserError} from "../../../../schemas/errors.ts";
import type {TableMatch} from "../find-table.ts";
import {cellAt, type Grid, placeOf, plain} from "../grid.ts";
import {type AroundCell, readColumns} from "./cells-around.ts";
import {isPlainCount} from "./units-around.ts";

const HEADING = /^(?:数量|金額)?単位(?:名|区分|等)?$/;

export function isUnitHeading(text: string): boolean {
  return HEADING.test(plain(text));
}

/** What a column 単位 says that is not read: each text once. UserError where it differs from row to row. */
export function unitColumns(grid: Grid, match: TableMatch): AroundCell[] {
  const {headingRow, bodyRow} = match;
  const read = readColumns(match);
  const headings = grid.rows.slice(headingRow, bodyRow);
  const columns = headings.flatMap((cells) =>
    [...cells.keys()].filter((at) => HEADING.test(plain(cells[at] ?? ""))),
  );
  const found = new Map<string, AroundCell>();
  for (const column of new Set(columns.filter((each) => !read.has(each))))
    for (let row = bodyRow; row < grid.rows.length; row += 1) {
      const text = plain(cellAt(grid, row, column));
      if (text !== "" && !HEADING.test(text) && !found.has(text))
        found.set(text, {where: "beside", place: placeOf(grid, row), text});
    }
  const cells = [...found.values()];
  if (!cells.every(({text}) => isPlainCount(text, match.contract))) refuseSeveral(cells);
  return cells;
}

/** No one word could answer for all rows. */
function refuseSeveral([first, other]: AroundCell[]): void {
  if (!first || !other) return;
  throw new UserError(
    `単位の列に、${first.place}の「${first.text}」と${other.place}の「${other.text}」が混ざっています。一つの単位にそろえて出し直してください。`,
  );
}
