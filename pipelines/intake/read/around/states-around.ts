import {type Hold, question} from "../../../ledger/hold.ts";
import {plain} from "../grid.ts";
import {AS_ACTUAL, stateOf} from "../states.ts";
import {type AroundCell, quotedPlace} from "./cells-around.ts";

/** 今後増加が見込まれる says nothing of the numbers; 計画 and 予定 are said of them in brackets only (推進計画). */
const NOT_ACTUAL =
  /見込(?![まめん])|見通し|速報|暫定|推計|概数|概算|未確定|[(（【［〔](?:予定|計画|予測|予算|目標|仮)[値額数]?[)）】］〕]/;
const RUNNING = /累計|累積|累加/;

/**
 * Asks about what stands around a table and calls its numbers expected or provisional. Texts that say it of single
 * columns are known by those: `isSaidOfColumns`.
 */
export function statesAround(cells: AroundCell[], isSaidOfColumns: boolean): Hold[] {
  const said = looseCells(cells).filter(({text}) => {
    const state = stateOf(plain(text));
    return state ? state !== "actual" && !isSaidOfColumns : NOT_ACTUAL.test(plain(text));
  });
  const [first] = said;
  if (!first) return [];
  return [
    question(`${said.map(quotedPlace).join("、")}とあります（見込や速報は、実績ではありません）`, {
      [AS_ACTUAL]: "実績として数える",
    }),
  ];
}

/** The first text around a table that calls it a running total; undefined where none does. */
export function runningAround(cells: AroundCell[]): string | undefined {
  const said = looseCells(cells).find(({text}) => RUNNING.test(text));
  return said && quotedPlace(said);
}

/** Headings and cells beside rows say something of their column or row. */
function looseCells(cells: AroundCell[]): AroundCell[] {
  return cells.filter(({where}) => where === "name" || where === "above" || where === "below");
}
