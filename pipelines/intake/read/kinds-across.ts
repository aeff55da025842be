import {addAll} from "../../../schemas/add-all.ts";
import type {KindsAcrossLayout} from "../../../schemas/contract.ts";
import {month as readMonth} from "../../../schemas/read-value.ts";
import type {Hold} from "../../ledger/hold.ts";
import {type AcrossSheet, compareColumns, keepRows, openSheet} from "./across-sheet.ts";
import type {CellTable, SaidOfTable} from "./cell-table.ts";
import {chooseKinds} from "./choose-kinds.ts";
import {askWhetherRunning, FEWEST, looksCumulative, type MonthlyAmount} from "./cumulative.ts";
import type {TableMatch} from "./find-table.ts";
import {type Grid, placeOf} from "./grid.ts";
import {runningOver} from "./months-across.ts";

/**
 * One row per key and kind from a sheet with kinds across. Rows and columns of totals are compared and ignored but counted, blank
 * cells are no rows. What runs up from month to month is asked.
 */
export function meltKinds(grid: Grid, match: TableMatch<KindsAcrossLayout>, said: SaidOfTable): CellTable {
  const sheet = openSheet(grid, match, {said, chosen: chooseKinds(grid, match)});
  addAll(sheet.table.holds, runningHolds(sheet, said.running ?? runningOver(grid, match)));
  compareColumns(sheet);
  keepRows(sheet);
  return sheet.table;
}

function runningHolds(sheet: AcrossSheet, said: string | undefined): Hold[] {
  const {grid, match} = sheet;
  if (said) return [askWhetherRunning(`${said}とあり`)];
  if (!looksCumulative(amountsByMonth(sheet), FEWEST.month)) return [];
  return [askWhetherRunning(`${placeOf(grid, match.headingRow)}からの表は、どれも月ごとに増え続けていて`)];
}

/** The amounts of each key and kind by month; nothing where the rows have none. */
function amountsByMonth({
  match: {contract},
  keyFields,
  untold,
  totals,
  chosen,
}: AcrossSheet): MonthlyAmount[] {
  const at = keyFields.findIndex(({meta}) => meta.kind === "month");
  if (at === -1) return [];
  const isKey = keyFields.map(({name}, index) => index !== at && contract.grain.includes(name));
  return untold.flatMap(({keys, amounts}, index) => {
    if (totals.has(index)) return [];
    const key = keys.filter((_, field) => isKey[field]).join("\u0000");
    const month = readMonth(keys[at] ?? "") ?? "";
    return chosen.across.map((kind, each) => ({
      key: `${key}\u0000${kind.month}`,
      month,
      amount: amounts[each],
    }));
  });
}
