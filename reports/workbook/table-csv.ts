import {roundHalfUp} from "../../schemas/number-text.ts";
import {csvCell} from "../values/csv-cell.ts";
import {type Cell, columnCount, type DocumentTable} from "../values/document-table.ts";
import {spreadsheetText} from "../values/spreadsheet-text.ts";

/** A table as CSV (RFC 4180, CRLF): plain numbers with the printed decimals, without digit groups; － as an empty cell. */
export function tableCsv(table: DocumentTable): string {
  const rows = [headLine(table), ...table.rows.map(({cells}) => cells.map(cellText))];
  return rows.map((cells) => `${cells.map((text) => csvCell(spreadsheetText(text))).join(",")}\r\n`).join("");
}

/** One line of headings; those above several columns stand before the ones below. */
function headLine(table: DocumentTable): string[] {
  const names = Array.from({length: columnCount(table)}, () => [] as string[]);
  const free = names.map(() => 0);
  for (const [row, headings] of table.head.entries())
    for (const {text, columns, rows} of headings) {
      const from = free.findIndex((next) => next <= row);
      for (let column = from; column < from + columns; column += 1) {
        names[column]?.push(text);
        free[column] = row + rows;
      }
    }
  return names.map((parts) => parts.join("　"));
}

function cellText(cell: Cell): string {
  if (cell.kind !== "number") return cell.text;
  if (cell.value === null) return cell.text === "x" ? "x" : "";
  return roundHalfUp(cell.value, cell.decimals).toFixed(cell.decimals);
}
