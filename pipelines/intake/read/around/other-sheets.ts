import {type Grid, placeOf} from "../grid.ts";
import type {AroundCell} from "./cells-around.ts";
import {callsExpected} from "./states-around.ts";
import {unitSaid} from "./unit-words.ts";

const MOST_ROWS = 200;
const [LONGEST_UNIT, LONGEST_STATE] = [80, 30];

/** What covers and pages of notes, hidden ones too, say of units and states: 単位：千枚, 速報. Other tables say it of themselves. */
export function saidInOtherSheets(grids: Grid[]): AroundCell[] {
  return grids.filter((grid) => !isTable(grid) && !OF_THIS_HOUSE.test(grid.name ?? "")).flatMap(tellingCells);
}

/** What this program wrote about the file quotes what was wrong with it. */
const OF_THIS_HOUSE = /直すところ/;

/** Rows enough with several cells. */
export function isTable({rows}: Grid): boolean {
  return rows.filter((cells) => cells.filter((cell) => cell !== "").length >= 3).length >= 2;
}

function tellingCells(grid: Grid): AroundCell[] {
  return grid.rows
    .slice(0, MOST_ROWS)
    .flatMap((cells, row) =>
      [...new Set(cells)]
        .filter(tells)
        .map((text): AroundCell => ({where: "property", place: placeOf(grid, row), text})),
    );
}

function tells(text: string): boolean {
  const isUnit =
    text.length <= LONGEST_UNIT && unitSaid({place: "", text}).some(({isExplicit}) => isExplicit);
  return isUnit || (text !== "" && text.length <= LONGEST_STATE && callsExpected(text));
}
