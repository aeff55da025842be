import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {largest} from "../../../schemas/extremes.ts";
import {columnLetters} from "../../engine/column-letters.ts";
import type {CellRole} from "../../engine/workbook-styles.ts";
import type {SheetDescription} from "../../engine/write-workbook.ts";
import {REASONS_HEADING, reasonLine} from "../read/around/own-remarks.ts";
import type {TableMatch} from "../read/find-table.ts";
import {cellKey, type Grid, placeOf, plain} from "../read/grid.ts";

/** What was found wrong in a batch, as the ledger keeps it. */
export interface QuarantinedCell {
  place: string;
  heading: string;
  cell: string | null;
  reason: string;
}

const NARROWEST = 10;
const WIDEST = 40;
const REASONS_WIDTH = 60;

/**
 * A sheet as it was sent, every cell as text in its place, with the bad cells coloured and the reasons beside their rows
 * (in a column that no contract reads, so that the mended sheet can be sent as it is). `match` is where its table begins.
 */
export function mendingSheet(
  grid: Grid,
  match: TableMatch | undefined,
  cells: QuarantinedCell[],
): SheetDescription {
  const faults = match ? faultsByRow(grid, match, cells) : new Map<number, Fault[]>();
  const width = largest(
    grid.rows.map((row) => row.length),
    0,
  );
  const rows = grid.rows.map((row, index) => {
    const mine = faults.get(index) ?? [];
    const wholeRow = mine.some(({columns}) => columns.length === 0);
    const role: CellRole =
      match && index >= match.headingRow && index < match.bodyRow ? "heading" : bodyRole(match, index);
    const written = Array.from({length: width}, (_, column) => {
      const reasons = mine.filter(({columns}) => columns.includes(column)).map(({reason}) => reason);
      const value = grid.repeated.has(cellKey(index, column)) ? "" : (row[column] ?? "");
      const isBad = wholeRow || reasons.length > 0;
      return {
        value,
        format: "@",
        role: isBad ? ("bad" as const) : role,
        ...(reasons.length > 0 && {note: [...new Set(reasons)].join("\n")}),
      };
    });
    return mine.length > 0 || index === match?.headingRow
      ? [...written, reasonCell(mine, index === match?.headingRow)]
      : written;
  });
  return {
    name: grid.name ?? "データ",
    isHidden: grid.isHidden,
    rows,
    merges: mergesOf(grid),
    columnWidths: [...columnWidths(grid, match, width), REASONS_WIDTH],
    ...(match && {frozen: {rows: match.bodyRow}}),
  };
}

function bodyRole(match: TableMatch | undefined, row: number): "body" | "plain" {
  return match && row >= match.bodyRow ? "body" : "plain";
}

function reasonCell(faults: Fault[], isHeading: boolean) {
  if (isHeading) return {value: REASONS_HEADING, role: "heading" as const};
  const texts = faults.map(({heading, reason}) => reasonLine(heading, reason));
  return {value: [...new Set(texts)].join("\n"), role: "reason" as const};
}

interface Fault {
  heading: string;
  reason: string;
  /** Empty for the whole row. */
  columns: number[];
}

function faultsByRow(grid: Grid, match: TableMatch, cells: QuarantinedCell[]): Map<number, Fault[]> {
  const rowOf = new Map(grid.rows.map((_, row) => [placeOf(grid, row), row]));
  const faults = new Map<number, Fault[]>();
  for (const {place, heading, reason} of cells) {
    const [, rowPlace = place, month = ""] = /^(.*行目)(?:の(.+))?$/.exec(place) ?? [];
    const row = rowOf.get(rowPlace);
    if (row === undefined) continue;
    const columns = columnsOf(match, heading, month);
    faults.set(row, [
      ...(faults.get(row) ?? []),
      {heading: month ? `${month} ${heading}` : heading, reason, columns},
    ]);
  }
  return faults;
}

function columnsOf({contract, blocks, across}: TableMatch, heading: string, month: string): number[] {
  const field = fieldNamed(contract, heading);
  const columns = blocks.flatMap((block) => block.get(field ?? "")?.column ?? []);
  return columns.length > 0
    ? columns
    : across.filter((each) => each.month === month).map(({column}) => column);
}

function fieldNamed(contract: Contract, heading: string): string | undefined {
  return fieldsOf(contract).find(({meta}) => meta.headings[0] === heading)?.name;
}

/** The merged ranges: a cell and all that repeat it to the right and below. */
function mergesOf({rows, repeated}: Grid): string[] {
  const isRepeat = (row: number, column: number, text: string) =>
    repeated.has(cellKey(row, column)) && rows[row]?.[column] === text;
  const taken = new Set<number>();
  return rows.flatMap((cells, row) =>
    cells.flatMap((text, column) => {
      if (repeated.has(cellKey(row, column))) return [];
      const free = (r: number, c: number) => isRepeat(r, c, text) && !taken.has(cellKey(r, c));
      let [right, bottom] = [column, row];
      while (free(row, right + 1)) right += 1;
      const below = (r: number) =>
        Array.from({length: right - column + 1}, (_, offset) => column + offset).every((c) => free(r, c));
      while (below(bottom + 1)) bottom += 1;
      if (right === column && bottom === row) return [];
      for (let r = row; r <= bottom; r += 1)
        for (let c = column; c <= right; c += 1) taken.add(cellKey(r, c));
      return [`${columnLetters(column + 1)}${row + 1}:${columnLetters(right + 1)}${bottom + 1}`];
    }),
  );
}

/** Wide enough for the longest text of the table; titles above it flow over. */
function columnWidths({rows}: Grid, match: TableMatch | undefined, width: number): number[] {
  const shown = rows.slice(match?.headingRow ?? 0, (match?.bodyRow ?? 0) + 200);
  return Array.from({length: width}, (_, column) => {
    const longest = largest(
      shown.map((row) => plain(row[column] ?? "").length),
      0,
    );
    return Math.min(WIDEST, Math.max(NARROWEST, longest * 2));
  });
}
