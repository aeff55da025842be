import stringWidth from "string-width";
import {largest} from "../../schemas/extremes.ts";

export interface TableColumn {
  title: string;
  align: "left" | "right";
}

/** Lines of a table for the terminal; Japanese characters count as two columns. A column of remarks has no title. */
export function terminalTable(columns: TableColumn[], rows: string[][]): string[] {
  const widths = columns.map(({title}, index) =>
    largest(
      rows.map((row) => stringWidth(row[index] ?? "")),
      stringWidth(title),
    ),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => padded(cell, widths[index] ?? 0, columns[index]?.align ?? "left"))
      .join("  ")
      .trimEnd();
  return [
    line(columns.map(({title}) => title)),
    line(columns.map(({title}, index) => (title === "" ? "" : "─".repeat(widths[index] ?? 0)))),
    ...rows.map(line),
  ];
}

/** A cell filled up with spaces to a width in terminal columns. */
export function padded(cell: string, width: number, align: TableColumn["align"]): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(cell)));
  return align === "right" ? space + cell : cell + space;
}
