import {type Hold, question} from "../../../ledger/hold.ts";
import {plain} from "../grid.ts";
import {AS_ACTUAL, stateOf} from "../states.ts";
import {type AroundCell, isRemark, quotedPlace} from "./cells-around.ts";

const SURE = [
  "見込(?![まめん])|見通し|速報|暫定|推計|概数|概算|未確定|仮集計|予測値|予想値|目標値|計画値|予定値",
  "推定|試算|集計中|未定稿|確定前|仮置き|(?<!」は)未集計|一部未(?:提出|報告)|[按案]分|補完|(?:前年|前月)(?:同[月期])?(?:値|で代用)",
].join("|");
/** Said of the numbers in brackets, behind the mark of a note, or as what they are: 推進計画 and 予算要求 are something else. */
const DOUBTFUL = "(?:予定|計画|予測|予想|予算|目標|仮)[値額数]?";
/** 今後増加が見込まれる says nothing of the numbers. */
const NOT_ACTUAL = new RegExp(
  [
    SURE,
    `[(（【［〔](?:${DOUBTFUL}|(?:[0-9]{1,2}月)?補正[前後]|当初)[)）】］〕]`,
    `年度(?:当初|補正)?(?:予算|目標|計画|見積)[値額数]?(?!要求|要望|編成|書|案|関[係連]|資料|概要|説明|管理|執行|的|課|室|係|担当|推進|達成|対比|比|進捗|実[施績]|に|の)`,
    `(?:^[※＊*(（]*|[はが]|注[0-9]*[)）:：]*|[:：]|一部に?)${DOUBTFUL}(?:です|である|とする|を含む|を含みます)?[。)）]?$`,
    `(?:実績|使用量|枚数|支給額|状況|集計|結果)${DOUBTFUL}$`,
    `[はが]${DOUBTFUL}で(?:計上|記入|入力|集計|算出|算定)`,
  ].join("|"),
);
/** In a file's or sheet's name: 用紙_予想, 用紙※予測_2, R4予算, 用紙_仮, 記入例. */
const NAMED = new RegExp(
  [
    "(?:予定|予測|予想)[値額数]?$",
    `[※＊*]${DOUBTFUL}`,
    "(?:^|[_＿・\\s（(-]|[0-9]|年度)(?:計画|予算|目標|仮|案|中間)[値額数版]?(?:$|[_＿\\s）)])",
    "記入例|サンプル|ダミー|ドラフト",
  ].join("|"),
);
/** 累計, said of a whole table. */
export const RUNNING =
  /累計|累積|累加|積み?上げ|通算|積算(?!温度)|年初来|YTD|(?:年度?当初|年度?初め|年度?始め|期首)から|[4４]月(?:から[のを]|[~～〜]当月の?)(?:合計|計|累)|[当前]月まで[のを](?:合?計|累)/;

/** Whether a text says that numbers are no actual ones (3月分は見込), whatever else it says. */
export function callsExpected(text: string): boolean {
  return NOT_ACTUAL.test(plain(text));
}

/**
 * Asks about what stands around a table and calls its numbers expected or provisional. Texts that say it of single
 * columns are known by those: `isSaidOfColumns`.
 */
export function statesAround(cells: AroundCell[], isSaidOfColumns: boolean): Hold[] {
  const said = cells.filter(({where, text}) => {
    const state = stateOf(plain(text));
    if (!isLoose(where)) return where === "beside" && state === undefined && callsExpected(text);
    if (state) return state !== "actual" && !isSaidOfColumns;
    return callsExpected(text) || (where === "name" && NAMED.test(text));
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
  return where === "name" || where === "above" || where === "below" || isRemark({where});
}
