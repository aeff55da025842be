import {type Hold, question} from "../../../ledger/hold.ts";
import {plain} from "../grid.ts";
import {type AroundCell, quotedPlace} from "./cells-around.ts";

/** What a title may call numbers that are no amounts. */
const DERIVED =
  /[一1１]人(?:当|あ)たり|[一1１][日月]平均|月平均|平均値|[（(]平均[）)]|構成比|(?:前年|前月)(?:同[月期])?比|増減[率数額]?|指数|パーセント|百分率/;

/** Asks about tables whose title or name calls their numbers means or shares. */
export function kindsAround(cells: AroundCell[]): Hold[] {
  const said = cells.filter(
    ({where, text}) => (where === "above" || where === "name") && DERIVED.test(plain(text)),
  );
  if (said.length === 0) return [];
  const found = `${said.map(quotedPlace).join("、")}とあります（平均や割合は、足せる数ではありません）`;
  return [question(found, {実数: "平均や割合でなく、実際の数"})];
}
