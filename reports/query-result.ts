import type {Cell, ResultTable} from "../pipelines/warehouse/open.ts";
import {terminalTable} from "./terminal-table.ts";

export type ResultFormat = "table" | "csv" | "json";

/** The text of a query's result in the wanted form, ending with a line break. */
export function formatResult(result: ResultTable, format: ResultFormat): string {
  switch (format) {
    case "table":
      return asTable(result);
    case "csv":
      return asCsv(result);
    case "json":
      return `${JSON.stringify(asObjects(result), null, 2)}\n`;
    default:
      return format satisfies never;
  }
}

function asTable({columns, rows}: ResultTable): string {
  const heads = columns.map(({name, type}) => ({
    title: name,
    align: isNumber(type) ? ("right" as const) : ("left" as const),
  }));
  const lines = terminalTable(
    heads,
    rows.map((row) => row.map(cellText)),
  );
  return `${lines.join("\n")}\n（${rows.length.toLocaleString("ja-JP")}行）\n`;
}

function asCsv({columns, rows}: ResultTable): string {
  const lines = [columns.map(({name}) => name), ...rows.map((row) => row.map(cellText))];
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

function asObjects({columns, rows}: ResultTable): Record<string, Cell>[] {
  return rows.map((row) => Object.fromEntries(columns.map(({name}, index) => [name, row[index] ?? null])));
}

function isNumber(type: string): boolean {
  return /INT|DOUBLE|DECIMAL|FLOAT/.test(type);
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
