import stringWidth from "string-width";
import {largest} from "../../schemas/extremes.ts";
import {padded, type TableColumn} from "./terminal-table.ts";

/** Every row as a block of lines, one for each column: for tables wider than the screen. */
export function terminalRecords(columns: TableColumn[], rows: string[][]): string[] {
  const width = largest(columns.map(({title}) => stringWidth(title)));
  return rows.flatMap((row, index) => [
    `── ${index + 1} ${"─".repeat(width)}`,
    ...columns.map(({title}, column) => `${padded(title, width, "left")}  ${row[column] ?? ""}`.trimEnd()),
  ]);
}
