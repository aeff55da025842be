import {cellKey} from "./grid.ts";
import type {Range} from "./xlsx/sheet.ts";

const MAX_MERGED_CELLS = 2_000_000;

/**
 * Writes the text of each merged range into all its cells, within the part of the sheet that holds anything.
 * Returns the keys of the cells that had none of their own.
 */
export function fillMerges(rows: string[][], merges: Range[]): Set<number> {
  const width = rows.reduce((widest, cells) => Math.max(widest, cells.length), 0);
  const filled = new Set<number>();
  let count = 0;
  for (const {top, left, bottom, right} of merges) {
    const text = rows[top]?.[left] ?? "";
    if (text === "") continue;
    const last = Math.min(right, width - 1);
    const lowest = Math.min(bottom, rows.length - 1);
    count += Math.max(0, lowest - top + 1) * Math.max(0, last - left + 1);
    if (count > MAX_MERGED_CELLS) throw new Error("merged ranges cover each other");
    for (let row = top; row <= lowest; row += 1)
      for (let column = left; column <= last; column += 1) {
        if (row > top || column > left) filled.add(cellKey(row, column));
        setCell(rows[row] as string[], column, text);
      }
  }
  return filled;
}

function setCell(cells: string[], column: number, text: string): void {
  while (cells.length < column) cells.push("");
  cells[column] = text;
}
