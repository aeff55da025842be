import {fieldsOf, type KindsAcrossLayout} from "../../../schemas/contract.ts";
import {question} from "../../ledger/hold.ts";
import {type ChosenColumns, toldColumns} from "./chosen-columns.ts";
import type {TableMatch} from "./find-table.ts";
import type {Grid} from "./grid.ts";
import {columnPlace, otherColumns} from "./other-columns.ts";
import {LEAVE_OUT} from "./states.ts";

/** The kinds of a sheet that has them across. A column with numbers whose heading is no word of the choice is asked, and not read. */
export function chooseKinds(grid: Grid, match: TableMatch<KindsAcrossLayout>): ChosenColumns {
  const {contract, layout, across, headingRow, bodyRow} = match;
  const others = otherColumns(grid, match);
  const field = fieldsOf(contract).find(({name}) => name === layout.kindField);
  const name = field?.meta.headings[0] ?? layout.kindField;
  const unknown = others.filter(({kind}) => kind === "unknown");
  const holds = unknown.map(({column, heading}) => {
    const said =
      heading === "" ? "見出しが空欄です" : `見出し「${heading}」は、${name}のどの言葉でもありません`;
    const taught = heading === "" ? "" : `（${name}の一つなら、npx kaikaku map で教えてください）`;
    return question(`${columnPlace(grid, headingRow, column)}の${said}が、下に数字があります${taught}`, {
      [LEAVE_OUT]: "読まない列",
    });
  });
  const words = across.map(({month}) => `「${month}」`).join("");
  const reading = `「${name}」が横に並ぶ表（${words}の列を1件ずつ）`;
  return {
    across,
    leftOut: [],
    totals: others.filter(({kind}) => kind === "total"),
    holds,
    reading: [reading, ...toldColumns(grid, [], others)],
    bodyRow,
  };
}
