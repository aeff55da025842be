import type {MonthsAcrossLayout} from "../../../schemas/contract.ts";
import {month as readMonth} from "../../../schemas/read-value.ts";
import {shownCell} from "../../../schemas/shown-cell.ts";
import {answerAmong, question} from "../../ledger/hold.ts";
import {type AcrossSheet, compareColumns, keepRows, openSheet, type UntoldRow} from "./across-sheet.ts";
import {RUNNING} from "./around/states-around.ts";
import type {CellTable, SaidOfTable} from "./cell-table.ts";
import {chooseMonths} from "./choose-months.ts";
import {amountText} from "./control-totals.ts";
import {beginnings, FEWEST, looksCumulative, type MonthlyAmount, monthlyAmounts} from "./cumulative.ts";
import type {TableMatch} from "./find-table.ts";
import {cellAt, type Grid, placeOf, plain} from "./grid.ts";
import {isUpTo} from "./month-heading.ts";

type Match = TableMatch<MonthsAcrossLayout>;

const AS_CUMULATIVE = "累計";
const AS_MONTHLY = "月別";

/**
 * One row per key and month from a sheet with months across. Rows and columns of totals are compared and ignored but
 * counted, footnotes under the table end it, blank cells are "not reported". What runs up from month to month is asked,
 * and then read as the differences.
 */
export function meltMonths(grid: Grid, match: Match, said: SaidOfTable): CellTable {
  const chosen = chooseMonths(grid, match, said.answers);
  const sheet = openSheet(grid, match, {said, chosen});
  const records = recordsOf(sheet);
  const isFirst = beginnings(records);
  if (askWhetherCumulative(sheet, records, said.running ?? runningOver(grid, match)))
    keepRows(sheet, (row) => asDifferences(sheet, row, isFirst));
  else {
    compareColumns(sheet);
    keepRows(sheet);
  }
  return sheet.table;
}

/** A heading over the months may say it, too. */
export function runningOver(
  grid: Grid,
  {headingRow, bodyRow, across: months}: TableMatch,
): string | undefined {
  for (let row = headingRow; row < bodyRow; row += 1)
    for (const {column} of months) {
      const text = plain(cellAt(grid, row, column));
      if (RUNNING.test(text) || isUpTo(text)) return `${placeOf(grid, row)}の「${shownCell(text)}」`;
    }
  return undefined;
}

function recordsOf({untold, chosen, totals}: AcrossSheet): MonthlyAmount[] {
  return untold.flatMap(({row, amounts}, index) =>
    totals.has(index)
      ? []
      : chosen.across.map(({month}, at) => ({
          ...{key: String(row), month: readMonth(month) ?? "", amount: amounts[at]},
        })),
  );
}

/** True where a person says that each month holds all before it, too. */
function askWhetherCumulative(
  {grid, match, said: {answers}, table}: AcrossSheet,
  records: MonthlyAmount[],
  said: string | undefined,
): boolean {
  if (said === undefined && !looksCumulative(records, FEWEST.month)) return false;
  const what =
    said === undefined
      ? `${placeOf(grid, match.headingRow)}からの表は、どの行も月ごとに増え続けています。累計の表ではありませんか`
      : `${said}は、累計の表のようです`;
  const asked = question(what, {
    [AS_CUMULATIVE]: "累計（前の月との差をその月の数とします）",
    [AS_MONTHLY]: "その月だけの数",
  });
  table.holds.push(asked);
  return answerAmong(asked.answers, answers) === AS_CUMULATIVE;
}

/** Each month without those before it; what follows a month that is missing cannot be read. */
function asDifferences(
  {chosen, value}: AcrossSheet,
  row: UntoldRow,
  isFirst: (month: string) => boolean,
): UntoldRow {
  const months = chosen.across.map(({month}) => ({isFirst: isFirst(readMonth(month) ?? "")}));
  const amounts = monthlyAmounts(row.amounts, months);
  const values = row.values.map((cell, index) => {
    const amount = amounts[index];
    if (amount === null || row.amounts[index] === undefined) return cell;
    return amount === undefined ? `${cell}（前の月までの累計がありません）` : amountText(value.meta, amount);
  });
  return {...row, amounts, values};
}
