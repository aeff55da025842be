import {addAll} from "../../../schemas/add-all.ts";
import {fieldsOf, type MonthsAcrossLayout} from "../../../schemas/contract.ts";
import {month as readMonth, trimmed} from "../../../schemas/read-value.ts";
import {answerAmong, type Hold, question} from "../../ledger/hold.ts";
import {withAbsent} from "./absent-columns.ts";
import {readColumns} from "./around/cells-around.ts";
import {RUNNING} from "./around/states-around.ts";
import type {CellTable, SaidOfTable} from "./cell-table.ts";
import {type ChosenMonths, chooseMonths} from "./choose-months.ts";
import {compareAcross, type RowOfMonths} from "./compare-across.ts";
import {type AmountRow, amountText, readAmount} from "./control-totals.ts";
import {beginnings, FEWEST, looksCumulative, type MonthlyAmount, monthlyAmounts} from "./cumulative.ts";
import type {TableMatch} from "./find-table.ts";
import {cellAt, cellKey, type Grid, placeOf, plain} from "./grid.ts";
import {isUpTo} from "./month-heading.ts";
import type {KeyField} from "./row-labels.ts";
import {askAboutStates, cellsBeside} from "./row-states.ts";
import {tellTotals, toldTotals} from "./tell-totals.ts";
import {unitOfColumn, withUnit} from "./units.ts";

type Match = TableMatch<MonthsAcrossLayout>;

interface Sheet {
  grid: Grid;
  match: Match;
  answers: string[];
  table: CellTable;
  chosen: ChosenMonths;
  keyFields: KeyField[];
  value: KeyField;
  unit: string;
  untold: UntoldRow[];
}

/** A row of the sheet before it is known whether it is a total. */
interface UntoldRow extends AmountRow {
  row: number;
  /** One for each month, with its unit. */
  values: string[];
}

const AS_CUMULATIVE = "累計";
const AS_MONTHLY = "月別";

/**
 * One row per key and month from a sheet with months across. Rows and columns of totals are compared and ignored but
 * counted, footnotes under the table end it, blank cells are "not reported". What runs up from month to month is asked,
 * and then read as the differences.
 */
export function meltMonths(grid: Grid, match: Match, said: SaidOfTable): CellTable {
  const sheet = openSheet(grid, match, said);
  for (let row = sheet.chosen.bodyRow; row < grid.rows.length; row += 1) readRow(sheet, row);
  const {table, chosen, untold} = sheet;
  const totals = totalsAmong(sheet);
  const stated = askAboutStates({grid, isRead: isKeyOrMonth(match), answers: said.answers}, untold);
  addAll(table.holds, stated.holds);
  const running = said.running ?? runningOver(grid, match);
  const records = recordsOf(sheet, totals);
  const isCumulative = askWhetherCumulative(sheet, records, running);
  const isFirst = beginnings(records);
  table.ignoredCount += totals.size * chosen.months.length;
  const across = isCumulative ? [] : untold.flatMap(({row}) => compareAcross(rowOf(sheet, row), chosen));
  addAll(table.holds, someHolds(across));
  for (const [index, each] of untold.entries()) {
    if (stated.leftOut.has(index) && !totals.has(index)) table.ignoredCount += chosen.months.length;
    else if (!totals.has(index)) keepMonths(sheet, isCumulative ? asDifferences(sheet, each, isFirst) : each);
  }
  return table;
}

/** More than anybody reads say no more than that there are many. */
const MOST_TOLD = 10;

function someHolds(holds: Hold[]): Hold[] {
  if (holds.length <= MOST_TOLD) return holds;
  const left = (holds.length - MOST_TOLD).toLocaleString("ja-JP");
  const rest: Hold = {
    kind: "control_total",
    text: `ほかに合計の列が月の和と合わないところが${left}か所あります`,
  };
  return [...holds.slice(0, MOST_TOLD), rest];
}

function openSheet(grid: Grid, match: Match, {units, answers}: SaidOfTable): Sheet {
  const {contract, layout} = match;
  const fields = fieldsOf(contract);
  const value = fields.find(({name}) => name === layout.valueField);
  if (!value) throw new Error(`${contract.source} has no ${layout.valueField}`);
  const chosen = chooseMonths(grid, match, answers);
  const {holds, reading} = chosen;
  return {
    ...{grid, match, answers, chosen, value},
    table: {rows: [], places: [], ignoredCount: 0, holds: [...holds], reading: [...reading]},
    keyFields: fields.filter(({name}) => match.blocks[0]?.has(name)),
    unit: unitOfColumn("", units, value.meta),
    untold: [],
  };
}

function readRow(sheet: Sheet, row: number): void {
  const {grid, match, table, chosen, keyFields, value} = sheet;
  const keys = keyFields.map(({name}) => cellAt(grid, row, match.blocks[0]?.get(name)?.column));
  const values = chosen.months.map(({column}) => valueCell(sheet, row, column));
  const isBlank = values.every((cell) => cell === "");
  const filledKeys = keys.filter((key) => key !== "");
  if (isBlank && (filledKeys.length <= 1 || new Set(filledKeys).size === 1)) return; // blank row, footnote
  if (match.layout.hiddenRows === "leave_out" && grid.hiddenRows.has(row)) {
    table.ignoredCount += chosen.months.length;
    return;
  }
  table.ignoredCount += chosen.leftOut.filter(({column}) => valueCell(sheet, row, column) !== "").length;
  const amounts = values.map((cell) => (isReported(sheet, cell) ? readAmount(value.meta, cell) : null));
  sheet.untold.push({row, values, keys: keys.map(trimmed), amounts});
}

/** A merged value is said in its first cell only. */
function valueCell({grid, unit, value}: Sheet, row: number, column: number): string {
  if (grid.repeated.has(cellKey(row, column))) return "";
  return withUnit(trimmed(cellAt(grid, row, column)), unit, value.meta);
}

function isReported({match}: Sheet, value: string): boolean {
  return value !== "" && !match.layout.notReported?.includes(value);
}

function totalsAmong({
  grid,
  match,
  answers,
  table,
  chosen,
  keyFields,
  value,
  unit,
  untold,
}: Sheet): Set<number> {
  const place = (index: number) => placeOf(grid, untold[index]?.row ?? 0);
  const isRead = isReadIn(match);
  const told = tellTotals({
    rows: untold,
    fields: keyFields,
    grain: match.contract.grain,
    unit: value.meta.units[unit] ?? 1,
    besideOf: (index) => cellsBeside(grid, untold[index]?.row ?? 0, isRead),
    placeOf: place,
    amountPlace: (index, amount) => `${place(index)}の${chosen.months[amount]?.month}`,
    amountText: (_, amount) => amountText(value.meta, amount),
    answers,
  });
  addAll(table.holds, told.holds);
  addAll(table.reading, toldTotals([...told.totals].map(place)));
  return told.totals;
}

function rowOf(sheet: Sheet, row: number): RowOfMonths {
  return {
    place: placeOf(sheet.grid, row),
    amountAt: (column) => amountAt(sheet, row, column),
    meta: sheet.value.meta,
    unit: sheet.value.meta.units[sheet.unit] ?? 1,
  };
}

/** A heading over the months may say it, too. */
function runningOver(grid: Grid, {headingRow, bodyRow, months}: Match): string | undefined {
  for (let row = headingRow; row < bodyRow; row += 1)
    for (const {column} of months) {
      const text = plain(cellAt(grid, row, column));
      if (RUNNING.test(text) || isUpTo(text)) return `${placeOf(grid, row)}の「${text}」`;
    }
  return undefined;
}

/** Columns from the first month on are told apart by themselves; those before it may say what a row is. */
function isReadIn({blocks, months}: Match): (column: number) => boolean {
  const keys = new Set([...(blocks[0]?.values() ?? [])].map(({column}) => column));
  const first = months[0]?.column ?? 0;
  return (column) => column >= first || keys.has(column);
}

/** What a row says of itself may stand behind its months, too. */
function isKeyOrMonth(match: Match): (column: number) => boolean {
  const read = readColumns(match);
  return (column) => read.has(column);
}

function recordsOf({untold, chosen}: Sheet, totals: Set<number>): MonthlyAmount[] {
  return untold.flatMap(({row, amounts}, index) =>
    totals.has(index)
      ? []
      : chosen.months.map(({month}, at) => ({
          ...{key: String(row), month: readMonth(month) ?? "", amount: amounts[at]},
        })),
  );
}

/** True where a person says that each month holds all before it, too. */
function askWhetherCumulative(
  {grid, match, answers, table}: Sheet,
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
  {chosen, value}: Sheet,
  row: UntoldRow,
  isFirst: (month: string) => boolean,
): UntoldRow {
  const months = chosen.months.map(({month}) => ({isFirst: isFirst(readMonth(month) ?? "")}));
  const amounts = monthlyAmounts(row.amounts, months);
  const values = row.values.map((cell, index) => {
    const amount = amounts[index];
    if (amount === null || row.amounts[index] === undefined) return cell;
    return amount === undefined ? `${cell}（前の月までの累計がありません）` : amountText(value.meta, amount);
  });
  return {...row, amounts, values};
}

function keepMonths(sheet: Sheet, {row, values}: UntoldRow): void {
  const {grid, table, chosen} = sheet;
  for (const [index, {month}] of chosen.months.entries()) {
    const value = values[index] ?? "";
    if (!isReported(sheet, value)) {
      table.ignoredCount += 1;
      continue;
    }
    table.rows.push(recordOf(sheet, {row, month, value}));
    table.places.push(`${placeOf(grid, row)}の${month}`);
  }
}

function recordOf(
  {grid, match, table}: Sheet,
  {row, month, value}: {row: number; month: string; value: string},
): string[] {
  const {monthField, valueField} = match.layout;
  const columns = match.blocks[0] ?? new Map();
  const values = fieldsOf(match.contract).map(({name}) => {
    if (name === monthField) return month;
    if (name === valueField) return value;
    return cellAt(grid, row, columns.get(name)?.column);
  });
  const there = new Set([...columns.keys(), monthField, valueField]);
  return withAbsent(match.contract, there, {values, number: table.rows.length + 1});
}

function amountAt(sheet: Sheet, row: number, column: number): number | null | undefined {
  const cell = valueCell(sheet, row, column);
  return isReported(sheet, cell) ? readAmount(sheet.value.meta, cell) : null;
}
