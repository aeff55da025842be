import {type Hold, question} from "../../../ledger/hold.ts";
import {plain} from "../grid.ts";
import {AS_ACTUAL, stateOf} from "../states.ts";
import {type AroundCell, quotedPlace} from "./cells-around.ts";

const SURE =
  "見込(?![まめん])|見通し|速報|暫定|推計|概数|概算|未確定|仮集計|予測値|予想値|目標値|計画値|予定値";
/** Said of the numbers in brackets, behind the mark of a note, or as what they are: 推進計画 and 予算要求 are something else. */
const DOUBTFUL = "(?:予定|計画|予測|予想|予算|目標|仮)[値額数]?";
/** 今後増加が見込まれる says nothing of the numbers. */
const NOT_ACTUAL = new RegExp(
  [
    SURE,
    `[(（【［〔]${DOUBTFUL}[)）】］〕]`,
    `(?:^[※＊*(（]*|[はが]|注[0-9]*[)）:：]*|[:：]|一部に?)${DOUBTFUL}(?:です|である|とする|を含む|を含みます)?[。)）]?$`,
    `(?:実績|使用量|枚数|支給額|状況|集計|結果)${DOUBTFUL}$`,
  ].join("|"),
);
/** At the end of a file's or sheet's name: 用紙_予想. */
const NAMED = /(?:予定|予測|予想)[値額数]?$/;
/** 累計, said of a whole table. */
export const RUNNING = /累計|累積|累加|積み?上げ|通算|年度当初から|4月から[のを](?:合計|計|累)/;

/**
 * Asks about what stands around a table and calls its numbers expected or provisional. Texts that say it of single
 * columns are known by those: `isSaidOfColumns`.
 */
export function statesAround(cells: AroundCell[], isSaidOfColumns: boolean): Hold[] {
  const said = cells.filter(({where, text}) => {
    const state = stateOf(plain(text));
    if (!isLoose(where)) return where === "beside" && state === undefined && NOT_ACTUAL.test(plain(text));
    if (state) return state !== "actual" && !isSaidOfColumns;
    return NOT_ACTUAL.test(plain(text)) || (where === "name" && NAMED.test(plain(text)));
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
  const said = cells.find(
    ({where, text}) =>
      RUNNING.test(text) && (isLoose(where) || where === "beside" || isBracketed(where, text)),
  );
  return said && quotedPlace(said);
}

/** （累計） at the end of the headings heads no column. */
function isBracketed(where: AroundCell["where"], text: string): boolean {
  return where === "heading" && /^[（(【［〔][^）)】］〕]*[）)】］〕]$/.test(plain(text));
}

/** A heading says something of its column, a cell beside a row of that row. */
function isLoose(where: AroundCell["where"]): boolean {
  return where === "name" || where === "above" || where === "below";
}
