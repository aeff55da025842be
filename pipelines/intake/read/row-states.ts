import {someOf} from "../../../schemas/some-of.ts";
import {answerAmong, type Hold, question} from "../../ledger/hold.ts";
import {callsExpected} from "./around/states-around.ts";
import {type Grid, placeOf, plain} from "./grid.ts";
import {AS_ACTUAL, LEAVE_OUT, splitState, stateOf} from "./states.ts";

/** A row of a table, with the texts that say what it is about. */
interface StatedRow {
  row: number;
  keys: string[];
}

export interface StatedRows {
  /** Indexes of rows that are no actual values, as a person says. */
  leftOut: Set<number>;
  holds: Hold[];
}

const SHOWN = 3;

/**
 * Asks about rows that say 見込, 予定 or 速報 of themselves: alone in a column that is not read, or in brackets at the end
 * of a text (研修（予定）).
 */
export function askAboutStates(
  {grid, isRead, answers}: {grid: Grid; isRead: (column: number) => boolean; answers: string[]},
  rows: StatedRow[],
): StatedRows {
  const stated = [...rows.entries()].filter(([, row]) => isNotActual(grid, row, isRead));
  const [first] = stated;
  if (!first) return {leftOut: new Set(), holds: []};
  const places = stated.slice(0, SHOWN).map(([, {row}]) => placeOf(grid, row));
  const asked = question(`${someOf(places, stated.length, "行")}に、見込・予定・速報などとあります`, {
    [AS_ACTUAL]: "実績として数える",
    [LEAVE_OUT]: "その行を除く",
  });
  const isLeftOut = answerAmong(asked.answers, answers) === LEAVE_OUT;
  return {leftOut: new Set(isLeftOut ? stated.map(([index]) => index) : []), holds: [asked]};
}

/** The filled cells of a row in columns that are not read. */
export function cellsBeside({rows}: Grid, row: number, isRead: (column: number) => boolean): string[] {
  return (rows[row] ?? []).filter((cell, column) => cell !== "" && !isRead(column));
}

function isNotActual(grid: Grid, {row, keys}: StatedRow, isRead: (column: number) => boolean): boolean {
  return [
    ...cellsBeside(grid, row, isRead).map(stateBeside),
    ...keys.flatMap((key) => [stateAlone(key), stateInBrackets(key)]),
  ].some((state) => state !== undefined && state !== "actual");
}

/** Remarks say it in a sentence, too. */
function stateBeside(cell: string) {
  return stateAlone(cell) ?? (cell.length <= LONGEST_REMARK && callsExpected(cell) ? "expected" : undefined);
}

function stateAlone(cell: string) {
  return cell.length <= LONGEST ? stateOf(plain(cell).replace(MARKS, "")) : undefined;
}

const MARKS = /^[※＊*・]+|[※＊*。]+$/g;
const LONGEST = 12;
const LONGEST_REMARK = 60;

function stateInBrackets(key: string) {
  return /[)\]）］〕】]$|^[([（［〔【]/.test(key) ? splitState(plain(key)).state : undefined;
}
