/** Letters of a cell that a message shows: no value of a table is longer, and the rest of the message would not be found. */
const MOST_SHOWN = 200;

/** A cell as a message quotes it: of one that is longer than any value, the beginning and how long it is. */
export function shownCell(cell: string): string {
  if (cell.length <= MOST_SHOWN) return cell;
  return `${cell.slice(0, MOST_SHOWN)}…（全${cell.length.toLocaleString("ja-JP")}字）`;
}
