import {type Contract, fieldsOf} from "../../../../schemas/contract.ts";
import {type Hold, question} from "../../../ledger/hold.ts";
import {plain} from "../grid.ts";
import {type AroundCell, quotedPlace} from "./cells-around.ts";

/** What a title may call numbers that are no amounts. */
const DERIVED =
  /[一1１]人(?:当|あ)たり|[一1１][日月]平均|月平均|平均値|[（(]平均[）)]|構成比|(?:前年|前月)度?(?:同[月期])?比|対前年|増減[率数額]?|[削節]減(?:量|枚数|数$)|換算|指数|パーセント|百分率/;
/** 用紙購入金額, over numbers that are counted in sheets. */
const MONEY = /(?:金額|費用?|代金?|単価|コスト)(?:の?(?:推移|一覧|実績|調|表))?[）)]?$/;

/** Asks about tables whose title or name calls their numbers means or shares, or money where sheets are counted. */
export function kindsAround(cells: AroundCell[], contract: Contract): Hold[] {
  const isOther = (text: string) => DERIVED.test(text) || (isOfSheets(contract) && MONEY.test(text));
  const said = cells.filter(
    ({where, text}) =>
      (where === "above" || where === "name" || where === "remark" || where === "property") &&
      isOther(plain(text)),
  );
  if (said.length === 0) return [];
  const found = `${said.map(quotedPlace).join("、")}とあります（平均や割合、換算した数、金額は、ここで数えるものではありません）`;
  return [question(found, {実数: "求められている、実際の数"})];
}

function isOfSheets(contract: Contract): boolean {
  return fieldsOf(contract).some(({meta}) => "枚" in meta.units);
}
