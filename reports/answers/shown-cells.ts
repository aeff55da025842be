import {visibleLine} from "../../schemas/visible-text.ts";

/** Letters of one cell on a screen; more of them nobody reads, and measuring millions takes minutes. */
const LONGEST_CELL = 1000;
/** Letters of a whole table. */
const LONGEST_TABLE = 1_000_000;
const SHORTEST_CELL = 10;

/** A cell on one line, cut where it is long, with a sign that says how long it is. */
export function shownCell(text: string, longest = LONGEST_CELL): string {
  const isCut = text.length > longest;
  const head = isCut ? text.slice(0, longest).replace(/\p{Cs}$/u, "") : text;
  const line = visibleLine(head.replace(/\r?\n/g, "⏎"));
  return isCut ? `${line}…（全${text.length.toLocaleString("ja-JP")}字）` : line;
}

/** Letters that each cell may keep so that a table of these can be measured in a moment. */
export function longestCellOf(rows: string[][]): number {
  const cells = rows.flat();
  const letters = cells.reduce((sum, {length}) => sum + Math.min(length, LONGEST_CELL), 0);
  if (letters <= LONGEST_TABLE) return LONGEST_CELL;
  return Math.max(SHORTEST_CELL, Math.floor(LONGEST_TABLE / cells.length));
}
