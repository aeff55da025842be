import type {TableMatch} from "../find-table.ts";
import {cellAt, type Grid, placeOf} from "../grid.ts";

/** A filled cell (or a name) that is no part of the rows but stands around them. */
export interface AroundCell {
  /** "2行目", "シート名" */
  place: string;
  text: string;
}

/** What stands around a table of a grid: the sheet's name, all above its headings, and headings that are not read. */
export function cellsAround(grid: Grid, match: TableMatch): AroundCell[] {
  const {headingRow, bodyRow} = match;
  const above = Array.from({length: headingRow}, (_, row) => textsOf(grid, row, () => true));
  const read = readColumns(match);
  const beside = Array.from({length: bodyRow - headingRow}, (_, index) =>
    textsOf(grid, headingRow + index, (column) => !read.has(column)),
  );
  const sheet = grid.name === undefined ? [] : [{place: "シート名", text: grid.name}];
  return [...sheet, ...above.flat(), ...beside.flat()];
}

function textsOf(grid: Grid, row: number, isWanted: (column: number) => boolean): AroundCell[] {
  const columns = [...(grid.rows[row] ?? []).keys()].filter(isWanted);
  const texts = new Set(
    columns.map((column) => cellAt(grid, row, column)).filter((text) => text.trim() !== ""),
  );
  return [...texts].map((text) => ({place: placeOf(grid, row), text}));
}

/** The columns that are read, months included. */
export function readColumns({blocks, months}: Pick<TableMatch, "blocks" | "months">): Set<number> {
  const fields = blocks.flatMap((block) => [...block.values()]);
  return new Set([...fields, ...months].map(({column}) => column));
}
