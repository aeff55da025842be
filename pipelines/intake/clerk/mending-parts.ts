import type {Home} from "../../installation/home.ts";
import {readingLedger} from "../../ledger/read.ts";
import {placeOf} from "../read/grid.ts";
import type {BatchToMend} from "./batch-to-mend.ts";
import {type BureauOfRow, bureausOfRows, type SheetToMend} from "./bureaus-of-rows.ts";
import type {QuarantinedCell} from "./mending-sheet.ts";
import {placesIn} from "./place-in-sheets.ts";
import {rowsOfGrid} from "./rows-of-grid.ts";

/** The rows of one bureau in a file, with what is wrong in them. */
export interface BureauPart {
  bureau: string;
  cells: QuarantinedCell[];
  sheets: SheetToMend[];
}

export interface PartsToMend {
  /** Bureaus in whose rows something is wrong. */
  parts: BureauPart[];
  /** What is in rows of no bureau that is known: totals, unknown people. */
  others: QuarantinedCell[];
}

/** A file apart by bureaus, so that each gets to see its own rows only; no parts where the file has rows of one or none. */
export async function partsToMend(
  home: Home,
  {sheets, cells}: Pick<BatchToMend, "sheets" | "cells">,
): Promise<PartsToMend> {
  const bureauOf = await readingLedger(home, (ledger) => bureausOfRows(ledger, home, sheets));
  if (bureausIn(sheets, bureauOf).size < 2) return {parts: [], others: cells};
  const find = placesIn(sheets.map(({grid}) => grid));
  const bureauOfCell = ({place}: QuarantinedCell) => {
    const found = find(place);
    const grid = found && sheets[found.sheet]?.grid;
    return grid && bureauOf(grid, found.row);
  };
  const byBureau = Map.groupBy(cells, bureauOfCell);
  const others = byBureau.get(undefined) ?? [];
  return {
    parts: [...byBureau].flatMap(([bureau, mine]) =>
      bureau === undefined ? [] : [partOf(bureau, {sheets, cells: mine, bureauOf})],
    ),
    others,
  };
}

function bureausIn(sheets: SheetToMend[], bureauOf: BureauOfRow): Set<string> {
  return new Set(
    sheets.flatMap(({grid}) => [...grid.rows.keys()].flatMap((row) => bureauOf(grid, row) ?? [])),
  );
}

/** Titles and headings go with every part; totals and notes below the table with none. */
function partOf(
  bureau: string,
  {sheets, cells, bureauOf}: {sheets: SheetToMend[]; cells: QuarantinedCell[]; bureauOf: BureauOfRow},
): BureauPart {
  const moved = new Map<string, string>();
  const mine = sheets.flatMap(({grid, match}) => {
    const isHis = (row: number) => bureauOf(grid, row) === bureau;
    if (!match || ![...grid.rows.keys()].some(isHis)) return [];
    const part = rowsOfGrid(grid, (row) => row < match.bodyRow || isHis(row));
    for (const row of part.grid.rows.keys())
      moved.set(placeOf(grid, part.formerRow(row)), placeOf(part.grid, row));
    return [{grid: part.grid, match}];
  });
  return {bureau, sheets: mine, cells: cells.map((cell) => movedCell(cell, moved))};
}

const ROW = /(?:シート「[^」]+」)?[0-9]+行目/g;

/** Rows have other numbers in a part; those of other bureaus keep the file's. */
function movedCell({place, reason, ...cell}: QuarantinedCell, moved: Map<string, string>): QuarantinedCell {
  const here = (text: string) =>
    text.replace(ROW, (former) => moved.get(former) ?? `もとのファイルの${former}`);
  return {...cell, place: here(place), reason: here(reason)};
}
