import {addAll} from "../../../../schemas/add-all.ts";
import {largest} from "../../../../schemas/extremes.ts";
import type {TableMatch} from "../find-table.ts";
import {cellAt, type Grid, placeOf, plain} from "../grid.ts";
import type {Remark} from "../remark.ts";
import {sendersRemarks} from "./own-remarks.ts";

/** A filled cell, a name or a remark that is no part of the rows but stands around them. */
export interface AroundCell {
  /** Names of files and sheets, what stands above the headings, headings that are not read, cells beside or below the rows. */
  where: "name" | "above" | "heading" | "beside" | "below" | Remark["where"];
  /** "2行目", "シート名" */
  place: string;
  text: string;
}

/** What stands around a table of a grid. */
export function cellsAround(grid: Grid, match: TableMatch): AroundCell[] {
  const {headingRow, bodyRow} = match;
  const read = readColumns(match);
  const rows = (from: number, to: number) => Array.from({length: to - from}, (_, index) => from + index);
  const above = rows(0, headingRow).flatMap((row) => textsOf(grid, row, {where: "above"}));
  const headings = rows(headingRow, bodyRow).flatMap((row) =>
    textsOf(grid, row, {where: "heading", isWanted: (column) => !read.has(column)}),
  );
  const sheet: AroundCell[] =
    grid.name === undefined ? [] : [{where: "name", place: "シート名", text: grid.name}];
  return [...sheet, ...above, ...headings, ...besideAndBelow(grid, match), ...remarksOf(grid, match)];
}

function remarksOf(grid: Grid, match: TableMatch): AroundCell[] {
  return sendersRemarks(grid, match).map((remark) => ({
    ...remark,
    place: `シート「${grid.name}」の${remark.place}`,
  }));
}

/** A remark stands in no cell: what it says of numbers is never plain enough to be read unasked. */
export function isRemark({where}: Pick<AroundCell, "where">): boolean {
  return where === "remark" || where === "comment" || where === "property";
}

/** What stands around a list of a text file: all above its headings, and headings that are not read (-1). */
export function cellsAroundList(rows: string[][], fieldOf: Int32Array): AroundCell[] {
  return rows.flatMap((cells, row) => {
    const isHeadings = row === rows.length - 1;
    const texts = cells.filter(
      (text, column) => text.trim() !== "" && !(isHeadings && fieldOf[column] !== -1),
    );
    return [...new Set(texts)].map(
      (text): AroundCell => ({
        where: isHeadings ? "heading" : "above",
        place: `${row + 1}行目`,
        text,
      }),
    );
  });
}

/** The sender's name for the file, without its ending. */
export function nameOfFile(fileName: string): AroundCell {
  return {where: "name", place: "ファイル名", text: fileName.replace(/\.[A-Za-z]{2,5}$/, "")};
}

interface Wanted {
  where: AroundCell["where"];
  isWanted?: (column: number) => boolean;
}

/** The texts of a row, each once; a merged one is said in all its cells. */
function textsOf(grid: Grid, row: number, {where, isWanted = () => true}: Wanted): AroundCell[] {
  const columns = [...(grid.rows[row] ?? []).keys()].filter(isWanted);
  const texts = new Set(columns.map((column) => cellAt(grid, row, column).trim()).filter(Boolean));
  return [...texts].map((text) => ({where, place: placeOf(grid, row), text}));
}

/** Rows that hold one text only or, of months across, no value (a person without any hours of any kind is a row); and cells in columns without any heading. */
function besideAndBelow(grid: Grid, match: TableMatch): AroundCell[] {
  const read = readColumns(match);
  const isHeaded = headedColumns(grid, match);
  const found: AroundCell[] = [];
  for (let row = match.bodyRow; row < grid.rows.length; row += 1) {
    const cells = grid.rows[row] ?? [];
    if (isLoose(cells, match)) addAll(found, textsOf(grid, row, {where: "below"}));
    else if (cells.length > isHeaded.length || isHeaded.includes(false))
      addAll(
        found,
        textsOf(grid, row, {
          where: "beside",
          isWanted: (column) => !read.has(column) && !isHeaded[column],
        }),
      );
  }
  return found;
}

function isLoose(cells: string[], {layout, across}: TableMatch): boolean {
  let only = "";
  let hasSeveral = false;
  for (const cell of cells) {
    if (cell === "" || cell === only) continue;
    hasSeveral ||= only !== "";
    only = cell;
  }
  if (!hasSeveral) return only !== "" && /[^0-9０-９.,:/-]/.test(only);
  return layout.kind === "months_across" && across.every(({column}) => (cells[column] ?? "") === "");
}

/** By column, whether anything stands over it. */
function headedColumns(grid: Grid, {headingRow, bodyRow}: TableMatch): boolean[] {
  const rows = grid.rows.slice(headingRow, bodyRow);
  const width = largest(rows.map(({length}) => length));
  return Array.from({length: width}, (_, column) => rows.some((cells) => plain(cells[column] ?? "") !== ""));
}

/** Headings of columns that are not read. */
export function unreadHeadings(grid: Grid, match: TableMatch): string[] {
  const read = readColumns(match);
  const rows = grid.rows.slice(match.headingRow, match.bodyRow);
  return rows.flatMap((cells) => cells.filter((text, column) => text.trim() !== "" && !read.has(column)));
}

/** The columns that are read, months included. */
export function readColumns({blocks, across}: Pick<TableMatch, "blocks" | "across">): Set<number> {
  const fields = blocks.flatMap((block) => [...block.values()]);
  return new Set([...fields, ...across].map(({column}) => column));
}

/** 3行目の「（千枚）」 */
export function quotedPlace({place, text}: Pick<AroundCell, "place" | "text">): string {
  return `${place}の「${text.trim()}」`;
}
