import {columnLetters} from "../../pipelines/engine/column-letters.ts";
import type {WorkbookDescription} from "../../pipelines/engine/write-workbook.ts";
import {largest} from "../../schemas/extremes.ts";
import {type Cell, columnCount, type DocumentTable, type Heading} from "../values/document-table.ts";

type Sheet = WorkbookDescription["sheets"][number];

/** A table as a sheet, with the range of its cells for a name. */
export interface TableSheet {
  sheet: Sheet;
  /** "'2 紙の使用量'!$A$4:$K$9" */
  range: string;
}

/** Rows above the headings: the caption, where it comes from, and an empty one. */
const ABOVE = 3;
const LABEL_WIDTH = 30;
/** Of columns of texts, which are as wide as their longest one; a Japanese sign takes two. */
const TEXT_WIDTH = {least: 8, most: 40, sign: 2};
const NUMBER_WIDTH = 12;

/** `origin`: release and mark of sample data, below the caption. `name`: of the sheet, without signs that Excel refuses. */
export function tableSheet(table: DocumentTable, {name, origin}: {name: string; origin: string}): TableSheet {
  const {caption, head, rows, notes} = table;
  const columns = columnCount(table);
  const headRows = ABOVE + head.length;
  const lastRow = headRows + rows.length;
  const last = `${columnLetters(columns)}`;
  return {
    sheet: {
      name,
      rows: [
        [{value: caption, role: "title"}],
        [{value: origin, role: "note"}],
        [],
        ...headGrid(head, columns),
        ...rows.map(({kind, cells}) => cells.map((cell) => sheetCell(cell, kind))),
        [],
        ...notes.map((note) => [{value: note, role: "note" as const}]),
      ],
      columnWidths: [LABEL_WIDTH, ...widths(table, columns)],
      merges: headMerges(head),
      frozen: {rows: headRows, columns: 1},
      print: {
        area: `A1:${last}${lastRow + 1 + notes.length}`,
        titleRows: `${ABOVE + 1}:${headRows}`,
        landscape: columns > 7,
        fitToWidth: true,
        footer: origin,
      },
    },
    range: `'${name.replaceAll("'", "''")}'!$A$${ABOVE + 1}:$${last}$${lastRow}`,
  };
}

function sheetCell(cell: Cell, kind: DocumentTable["rows"][number]["kind"]) {
  const isPlain = kind === "row";
  if (cell.kind !== "number")
    return {value: cell.text, role: isPlain ? ("body" as const) : ("total" as const)};
  const role = isPlain ? ("number" as const) : ("totalNumber" as const);
  const {value, text, decimals, figureCode} = cell;
  if (value === null) return {value: text, role};
  return {value, role, format: numberFormat(decimals), ...(figureCode && {note: figureCode})};
}

/** ▲ for minus, as city finance writes it. */
function numberFormat(decimals: number): string {
  const digits = decimals > 0 ? `#,##0.${"0".repeat(decimals)}` : "#,##0";
  return `${digits};"▲"${digits}`;
}

function widths({head, rows}: DocumentTable, columns: number): number[] {
  return Array.from({length: columns - 1}, (_, index) => {
    const cells = rows.flatMap(({cells: all}) => all[index + 1] ?? []);
    if (cells.some(({kind}) => kind === "number")) return NUMBER_WIDTH;
    const texts = [...cells, ...(head.at(-1)?.slice(index + 1, index + 2) ?? [])];
    const longest = largest(
      texts.map(({text}) => text.length),
      0,
    );
    return Math.min(Math.max(longest * TEXT_WIDTH.sign, TEXT_WIDTH.least), TEXT_WIDTH.most);
  });
}

interface PlacedHeading extends Heading {
  row: number;
  column: number;
}

/** Headings with spans, each at the first free place of its row. */
function placed(head: Heading[][]): PlacedHeading[] {
  const taken = new Set<string>();
  return head.flatMap((headings, row) => {
    let column = 0;
    return headings.map((heading) => {
      while (taken.has(`${row} ${column}`)) column += 1;
      for (let down = 0; down < heading.rows; down += 1)
        for (let right = 0; right < heading.columns; right += 1) taken.add(`${row + down} ${column + right}`);
      return {...heading, row, column};
    });
  });
}

function headGrid(head: Heading[][], columns: number) {
  const places = placed(head);
  return head.map((_, row) =>
    Array.from({length: columns}, (_unused, column) => ({
      value: places.find((place) => place.row === row && place.column === column)?.text ?? "",
      role: "heading" as const,
    })),
  );
}

function headMerges(head: Heading[][]): string[] {
  return placed(head)
    .filter(({columns, rows}) => columns > 1 || rows > 1)
    .map(({row, column, rows, columns}) => {
      const from = `${columnLetters(column + 1)}${ABOVE + row + 1}`;
      return `${from}:${columnLetters(column + columns)}${ABOVE + row + rows}`;
    });
}
