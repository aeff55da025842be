import {addAll} from "../../../schemas/add-all.ts";
import {type AcrossLayout, fieldAcross, fieldsOf} from "../../../schemas/contract.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import type {Hold} from "../../ledger/hold.ts";
import {absentCells} from "./absent-columns.ts";
import {readColumns} from "./around/cells-around.ts";
import type {CellTable, SaidOfTable} from "./cell-table.ts";
import type {ChosenColumns} from "./chosen-columns.ts";
import {compareAcross, type RowAcross} from "./compare-across.ts";
import {type AmountRow, amountText, readAmount} from "./control-totals.ts";
import type {TableMatch} from "./find-table.ts";
import {cellAt, cellKey, type Grid, placeOf} from "./grid.ts";
import {cellInYear, type MonthColumn} from "./month-headings.ts";
import type {KeyField} from "./row-labels.ts";
import {askAboutStates, cellsBeside} from "./row-states.ts";
import {tellTotals, toldTotals} from "./tell-totals.ts";
import {unitOfColumn, withUnit} from "./units.ts";

/** A sheet of which each row holds several records side by side: months, or kinds. */
export interface AcrossSheet {
  grid: Grid;
  match: TableMatch<AcrossLayout>;
  said: SaidOfTable;
  table: CellTable;
  chosen: ChosenColumns;
  keyFields: KeyField[];
  value: KeyField;
  untold: UntoldRow[];
  /** Indexes of the rows that are totals. */
  totals: Set<number>;
  /** Indexes of the rows that are no actual values. */
  leftOut: Set<number>;
}

/** A row of the sheet before it is known whether it is a total. */
export interface UntoldRow extends AmountRow {
  row: number;
  /** One for each month or kind, with its unit. */
  values: string[];
}

/** The rows of a sheet, with those told that are totals or no actual values. */
export function openSheet(
  grid: Grid,
  match: TableMatch<AcrossLayout>,
  {said, chosen}: {said: SaidOfTable; chosen: ChosenColumns},
): AcrossSheet {
  const {contract, layout} = match;
  const fields = fieldsOf(contract);
  const value = fields.find(({name}) => name === layout.valueField);
  if (!value) throw new Error(`${contract.source} has no ${layout.valueField}`);
  const table = {
    ...{rows: [], places: [], ignoredCount: 0},
    ...{holds: [...chosen.holds], reading: [...chosen.reading]},
  };
  const keyFields = fields.filter(({name}) => match.blocks[0]?.has(name));
  const sheet: AcrossSheet = {
    ...{grid, match, said, table, chosen, keyFields, value},
    ...{untold: [], totals: new Set(), leftOut: new Set()},
  };
  for (let row = chosen.bodyRow; row < grid.rows.length; row += 1) readRow(sheet, row);
  sheet.totals = totalsAmong(sheet);
  const stated = askAboutStates({grid, isRead: isKeyOrAcross(match), answers: said.answers}, sheet.untold);
  sheet.leftOut = stated.leftOut;
  addAll(table.holds, stated.holds);
  table.ignoredCount += sheet.totals.size * chosen.across.length;
  return sheet;
}

function readRow(sheet: AcrossSheet, row: number): void {
  const {grid, match, table, chosen, keyFields, value} = sheet;
  const keys = keyFields.map((field) => keyCell(sheet, row, field));
  const values = chosen.across.map((column) => valueCell(sheet, row, column));
  const isBlank = values.every((cell) => cell === "");
  const filledKeys = keys.filter((key) => key !== "");
  if (isBlank && (filledKeys.length <= 1 || new Set(filledKeys).size === 1)) return; // blank row, footnote
  if (match.layout.hiddenRows === "leave_out" && grid.hiddenRows.has(row)) {
    table.ignoredCount += chosen.across.length;
    return;
  }
  table.ignoredCount += chosen.leftOut.filter((column) => valueCell(sheet, row, column) !== "").length;
  const amounts = values.map((cell) => (isReported(sheet, cell) ? readAmount(value.meta, cell) : null));
  sheet.untold.push({row, values, keys: keys.map(trimmed), amounts});
}

function keyCell({grid, match, said}: AcrossSheet, row: number, {name, meta}: KeyField): string {
  const cell = cellAt(grid, row, match.blocks[0]?.get(name)?.column);
  return meta.kind === "month" ? cellInYear(cell, said.year) : cell;
}

type ValueColumn = Pick<MonthColumn, "column" | "unit">;

/** A merged value is said in its first cell only. */
function valueCell(sheet: AcrossSheet, row: number, column: ValueColumn): string {
  const {grid, value} = sheet;
  if (grid.repeated.has(cellKey(row, column.column))) return "";
  return withUnit(trimmed(cellAt(grid, row, column.column)), unitOf(sheet, column), value.meta);
}

/** A unit behind a month is read, or asked, with those around the table. */
function unitOf({match, said, value}: AcrossSheet, {unit}: ValueColumn): string {
  return unitOfColumn(match.layout.kind === "kinds_across" ? unit : "", said.units, value.meta);
}

function isReported({match}: AcrossSheet, value: string): boolean {
  return value !== "" && !match.layout.notReported?.includes(value);
}

function totalsAmong(sheet: AcrossSheet): Set<number> {
  const {grid, match, said, table, chosen, keyFields, value, untold} = sheet;
  const place = (index: number) => placeOf(grid, untold[index]?.row ?? 0);
  const isRead = isReadIn(match);
  const told = tellTotals({
    rows: untold,
    fields: keyFields,
    grain: match.contract.grain,
    unit: sizeOfUnit(sheet),
    besideOf: (index) => cellsBeside(grid, untold[index]?.row ?? 0, isRead),
    placeOf: place,
    amountPlace: (index, amount) => `${place(index)}の${chosen.across[amount]?.month}`,
    amountText: (_, amount) => amountText(value.meta, amount),
    answers: said.answers,
  });
  addAll(table.holds, told.holds);
  addAll(table.reading, toldTotals([...told.totals].map(place)));
  return told.totals;
}

/** Columns from the first month or kind on are told apart by themselves; those before it may say what a row is. */
function isReadIn({blocks, across}: TableMatch): (column: number) => boolean {
  const keys = new Set([...(blocks[0]?.values() ?? [])].map(({column}) => column));
  const first = across[0]?.column ?? 0;
  return (column) => column >= first || keys.has(column);
}

/** What a row says of itself may stand behind its months, too. */
function isKeyOrAcross(match: TableMatch): (column: number) => boolean {
  const read = readColumns(match);
  return (column) => read.has(column);
}

/** In how many of the smallest unit the sheet counts. */
function sizeOfUnit(sheet: AcrossSheet): number {
  return sheet.value.meta.units[unitOf(sheet, {column: 0, unit: ""})] ?? 1;
}

/** The columns of totals against the columns that they sum up, row by row. */
export function compareColumns(sheet: AcrossSheet): void {
  const {table, untold, chosen, grid, value} = sheet;
  const rowAt = (row: number): RowAcross => ({
    place: placeOf(grid, row),
    amountAt: (column) => amountAt(sheet, row, column),
    ...{meta: value.meta, unit: sizeOfUnit(sheet)},
  });
  addAll(table.holds, someHolds(untold.flatMap(({row}) => compareAcross(rowAt(row), chosen))));
}

/** More than anybody reads say no more than that there are many. */
const MOST_TOLD = 10;

function someHolds(holds: Hold[]): Hold[] {
  if (holds.length <= MOST_TOLD) return holds;
  const left = (holds.length - MOST_TOLD).toLocaleString("ja-JP");
  const rest: Hold = {
    kind: "control_total",
    text: `ほかに合計の列が内訳の和と合わないところが${left}か所あります`,
  };
  return [...holds.slice(0, MOST_TOLD), rest];
}

function amountAt(sheet: AcrossSheet, row: number, column: number): number | null | undefined {
  const known = sheet.match.across.find((each) => each.column === column);
  const cell = valueCell(sheet, row, {column, unit: known?.unit ?? ""});
  return isReported(sheet, cell) ? readAmount(sheet.value.meta, cell) : null;
}

/** The records of the rows that are none of totals and hold actual values; `changed` is a row as it is to be read. */
export function keepRows(sheet: AcrossSheet, changed: (row: UntoldRow) => UntoldRow = (row) => row): void {
  const {table, chosen, untold, totals, leftOut} = sheet;
  for (const [index, each] of untold.entries()) {
    if (totals.has(index)) continue;
    if (leftOut.has(index)) table.ignoredCount += chosen.across.length;
    else keepRow(sheet, changed(each));
  }
}

function keepRow(sheet: AcrossSheet, {row, values}: UntoldRow): void {
  const {grid, table, chosen} = sheet;
  for (const [index, {month}] of chosen.across.entries()) {
    const value = values[index] ?? "";
    if (!isReported(sheet, value)) {
      table.ignoredCount += 1;
      continue;
    }
    table.rows.push(recordOf(sheet, {row, across: month, value}));
    table.places.push(`${placeOf(grid, row)}の${month}`);
  }
}

function recordOf(
  sheet: AcrossSheet,
  {row, across, value}: {row: number; across: string; value: string},
): string[] {
  const {contract, layout, blocks} = sheet.match;
  const known = new Map([
    [fieldAcross(layout), across],
    [layout.valueField, value],
  ]);
  const values = fieldsOf(contract).map((field) => known.get(field.name) ?? keyCell(sheet, row, field));
  const there = new Set([...(blocks[0]?.keys() ?? []), ...known.keys()]);
  return absentCells(contract, there)(values, sheet.table.rows.length + 1);
}
