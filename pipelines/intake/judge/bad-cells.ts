import {trimmed} from "../../../schemas/read-value.ts";
import {shownCell} from "../../../schemas/shown-cell.ts";
import type {BrokenLine, CellBlock} from "../read/cell-blocks.ts";
import {totalWord} from "../read/total-words.ts";
import {explainCell} from "./explain-cell.ts";
import {BLANK, GOOD, type LearntField} from "./learn-texts.ts";

/** One cell (or whole line) that was not accepted. `cell` is withheld for staff numbers. */
export interface BadCell {
  /** Index among the rows that could be split into cells; minus the line number of one that could not. */
  rowIndex: number;
  place: string;
  heading: string;
  cell: string | null;
  reason: string;
}

/** What is left of a block when its good rows are gone. */
export interface Rest {
  badCells: BadCell[];
  badRowCount: number;
  brokenCount: number;
  /** Rows in which nothing stands. */
  blankCount: number;
}

export interface Explaining {
  learnt: LearntField[];
  placeOf: (line: number) => string;
  columnCount: number;
}

/** Every cell of the block that the contract refuses, with its place and reason; `firstRow` is the index of the block's first row. */
export function restOf(block: CellBlock, firstRow: number, explaining: Explaining): Rest {
  const rest: Rest = {
    badCells: block.broken.map((line) => brokenLine(line, explaining)),
    badRowCount: 0,
    brokenCount: block.broken.length,
    blankCount: 0,
  };
  for (let row = 0; row < block.rowCount; row += 1) {
    const verdicts = explaining.learnt.map(({verdicts}, field) => verdicts[numberAt(block, field, row)] ?? 0);
    if (verdicts.every((verdict) => verdict & GOOD)) continue;
    if (verdicts.every((verdict) => verdict & BLANK)) {
      rest.blankCount += 1;
      continue;
    }
    rest.badRowCount += 1;
    const place = explaining.placeOf(block.lines[row] ?? 0);
    for (const [field, verdict] of verdicts.entries())
      if (!(verdict & GOOD))
        rest.badCells.push({
          rowIndex: firstRow + row,
          place,
          ...refusal(explaining.learnt[field] as LearntField, numberAt(block, field, row)),
        });
  }
  return rest;
}

function numberAt({cells}: CellBlock, field: number, row: number): number {
  return cells[field]?.[row] ?? 0;
}

function refusal({field, texts}: LearntField, number: number): Pick<BadCell, "heading" | "cell" | "reason"> {
  const cell = trimmed(texts.textAt(number));
  const isPersonal = field.meta.kind === "staff_number";
  const word = isPersonal ? totalWord(cell) : undefined;
  if (word === "exact" || word === "phrase")
    return {
      heading: field.meta.headings[0] ?? field.name,
      cell,
      reason: `「${shownCell(cell)}」は合計の行のようです。合計の行を除いてください`,
    };
  return {
    heading: field.meta.headings[0] ?? field.name,
    cell: isPersonal ? null : cell,
    reason: explainCell(field, shownCell(isPersonal && cell !== "" ? "*".repeat(cell.length) : cell)),
  };
}

function brokenLine({line, firstLine, lastLine}: BrokenLine, {placeOf, columnCount}: Explaining): BadCell {
  return {
    rowIndex: -line,
    place: placeOf(line),
    heading: "（行全体）",
    cell: null,
    reason:
      lastLine > firstLine
        ? `${placeOf(firstLine)}の引用符（"）が正しく閉じていないため、${placeOf(lastLine)}までが1つの行になっています。引用符を直して出し直してください`
        : `列の数が見出し（${columnCount}列）と合いません。区切りや引用符を確かめてください`,
  };
}
