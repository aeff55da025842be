import {readFileSync, writeFileSync} from "node:fs";
import {readWorkbook} from "../../pipelines/intake/read/read-workbook.ts";

/** The cells of a city's file as CSV in UTF-8, what any engine reads. Returns the place. */
export function asPlainText(file: string, place: string): string {
  writeFileSync(place, file.endsWith(".xlsx") ? sheetsAsCsv(file) : decoded(readFileSync(file)));
  return place;
}

function sheetsAsCsv(file: string): string {
  const rows = readWorkbook(file).flatMap((grid) => grid.rows);
  const width = Math.max(...rows.map((cells) => cells.length));
  return rows
    .map((cells) => Array.from({length: width}, (_, at) => quoted(cells[at] ?? "")).join())
    .join("\n");
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder("shift_jis").decode(bytes);
  }
}
