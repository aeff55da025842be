import type {Grid} from "./grid.ts";
import {columnName, type FormulaCell} from "./xlsx/sheet.ts";

/**
 * What a workbook says of its results: they are to be computed anew (Excel does so when it opens the file; this program
 * never computes), they are as computed, or the writer left out what every spreadsheet program says.
 */
export type Recalculation = "to_be_computed" | "computed" | "unsaid";

/**
 * The one table of both Excel roads: what a formula is worth by its result and by what the workbook says.
 *
 * | result | computed | to be computed | unsaid                                     |
 * | ------ | -------- | -------------- | ------------------------------------------ |
 * | none   | missing  | missing        | missing                                    |
 * | dummy  | good     | missing        | missing where all are dummies, else good   |
 * | other  | good     | stale          | good                                       |
 */
function worth(
  {result}: FormulaCell,
  {says, isAllDummies}: {says: Recalculation; isAllDummies: boolean},
): "missing" | "stale" | "good" {
  if (result === "none") return "missing";
  if (says === "to_be_computed") return result === "dummy" ? "missing" : "stale";
  return says === "unsaid" && isAllDummies ? "missing" : "good";
}

/** Stands where a formula has no result that counts, so that every reader of values refuses it; tells the cell. */
const MISSING = /^#未計算([A-Z]+[0-9]+)#$/;

/** Cell that has no result ("C5"), where the text is such a sign. */
export function uncomputedCell(text: string): string | undefined {
  return MISSING.exec(text)?.[1];
}

interface SheetOfFormulas {
  rows: string[][];
  formulas: FormulaCell[];
}

/** Marks the results that are missing in the rows of all sheets; returns, sheet by sheet, those that may be out of date. */
export function markUncomputed(sheets: SheetOfFormulas[], says: Recalculation): Grid["stale"][] {
  const isAllDummies = sheets.every(({formulas}) => formulas.every(({result}) => result !== "other"));
  return sheets.map(({rows, formulas}) => {
    const judged = formulas.map((cell) => ({...cell, worth: worth(cell, {says, isAllDummies})}));
    for (const {row, column, worth} of judged) if (worth === "missing") mark(rows, row, column);
    return judged.filter(({worth}) => worth === "stale").map(({row, column}) => ({row, column}));
  });
}

function mark(rows: string[][], row: number, column: number): void {
  while (rows.length <= row) rows.push([]);
  const cells = rows[row] as string[];
  while (cells.length < column) cells.push("");
  cells[column] = `#未計算${columnName(column)}${row + 1}#`;
}
