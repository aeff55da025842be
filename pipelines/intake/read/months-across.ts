import {fieldsOf, type MonthsAcrossLayout} from "../../../schemas/contract.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import type {CellTable} from "./cell-table.ts";
import {type AmountRow, amountText, disagreements, readAmount} from "./control-totals.ts";
import type {TableMatch} from "./find-table.ts";
import {cellAt, cellKey, type Grid, placeOf, plain} from "./grid.ts";
import {roundingOf, totalHold} from "./list-rows.ts";
import {splitUnit, unitOfColumn, withUnit} from "./units.ts";

type Match = TableMatch<MonthsAcrossLayout>;

interface Sheet {
  grid: Grid;
  match: Match;
  table: CellTable;
  valueMeta: FieldMeta;
  unit: string;
  labels: string[];
  /** Columns that sum up the months of a row. */
  totalColumns: number[];
  records: AmountRow[];
  lastTotal: number;
}

/**
 * One row per key and month from a sheet with months across. Rows and columns of totals are compared and ignored but
 * counted, footnotes under the table end it, blank cells are "not reported".
 */
export function meltMonths(grid: Grid, match: Match, units: string[]): CellTable {
  const sheet = openSheet(grid, match, units);
  for (let row = match.bodyRow; row < grid.rows.length; row += 1) readRow(sheet, row);
  return sheet.table;
}

function openSheet(grid: Grid, match: Match, units: string[]): Sheet {
  const {contract, layout} = match;
  const valueField = fieldsOf(contract).find(({name}) => name === layout.valueField);
  if (!valueField) throw new Error(`${contract.source} has no ${layout.valueField}`);
  const labels = layout.totals?.labels ?? [];
  return {
    grid,
    match,
    table: {rows: [], places: [], ignoredCount: 0, holds: [], reading: []},
    valueMeta: valueField.meta,
    unit: unitOfColumn("", units, valueField.meta),
    labels,
    totalColumns: totalColumns(grid, match, labels),
    records: [],
    lastTotal: 0,
  };
}

function totalColumns(grid: Grid, {headingRow, bodyRow, months}: Match, labels: string[]): number[] {
  const first = months[0]?.column ?? 0;
  const width = grid.rows[headingRow]?.length ?? 0;
  const rows = Array.from({length: bodyRow - headingRow}, (_, index) => headingRow + index);
  return Array.from({length: Math.max(0, width - first)}, (_, index) => first + index).filter((column) =>
    rows.some((row) => labels.includes(splitUnit(plain(cellAt(grid, row, column))).name)),
  );
}

function readRow(sheet: Sheet, row: number): void {
  const {grid, match, table} = sheet;
  const keys = [...(match.blocks[0] ?? new Map())].map(([, {column}]) => cellAt(grid, row, column));
  const values = match.months.map(({column}) => valueCell(sheet, row, column));
  const isBlank = values.every((value) => value === "");
  const filledKeys = keys.filter((key) => key !== "");
  if (isBlank && (filledKeys.length <= 1 || new Set(filledKeys).size === 1)) return; // blank row, footnote
  if (match.layout.hiddenRows === "leave_out" && grid.hiddenRows.has(row)) {
    table.ignoredCount += match.months.length;
    return;
  }
  const label = keys.map(plain).find((key) => sheet.labels.includes(key));
  const amounts = values.map((value) =>
    isReported(sheet, value) ? readAmount(sheet.valueMeta, value) : null,
  );
  compareAcross(sheet, {row, amounts});
  if (label !== undefined) {
    readTotal(sheet, {row, keys, label, amounts});
    return;
  }
  sheet.records.push({keys: keys.map(trimmed), amounts});
  for (const [index, {month}] of match.months.entries()) {
    const value = values[index] ?? "";
    if (!isReported(sheet, value)) {
      table.ignoredCount += 1;
      continue;
    }
    table.rows.push(recordOf(sheet, {row, month, value}));
    table.places.push(`${placeOf(grid, row)}の${month}`);
  }
}

/** A merged value is said in its first cell only. */
function valueCell({grid, unit, valueMeta}: Sheet, row: number, column: number): string {
  if (grid.repeated.has(cellKey(row, column))) return "";
  return withUnit(trimmed(cellAt(grid, row, column)), unit, valueMeta);
}

function isReported({match}: Sheet, value: string): boolean {
  return value !== "" && !match.layout.notReported?.includes(value);
}

function recordOf(
  {grid, match}: Sheet,
  {row, month, value}: {row: number; month: string; value: string},
): string[] {
  const {monthField, valueField} = match.layout;
  return fieldsOf(match.contract).map(({name}) => {
    if (name === monthField) return month;
    if (name === valueField) return value;
    return cellAt(grid, row, match.blocks[0]?.get(name)?.column);
  });
}

/** The 計 at the end of a row against its months. */
function compareAcross(sheet: Sheet, {row, amounts}: {row: number; amounts: AmountRow["amounts"]}): void {
  const {grid, table, valueMeta} = sheet;
  if (amounts.includes(undefined)) return;
  const summed = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
  for (const column of sheet.totalColumns) {
    const stated = readAmount(valueMeta, valueCell(sheet, row, column));
    if (stated === null || stated === undefined) continue;
    const tolerance = roundingOf(valueMeta, sheet.unit) * (amounts.length + 1);
    if (Math.abs(stated - summed) <= tolerance) continue;
    const [label, place] = [totalHeading(sheet, column), placeOf(grid, row)];
    table.holds.push(
      totalHold(place, {label, stated: amountText(valueMeta, stated), summed: amountText(valueMeta, summed)}),
    );
  }
}

function totalHeading({grid, match, labels}: Sheet, column: number): string {
  const cells = Array.from({length: match.bodyRow - match.headingRow}, (_, index) =>
    plain(cellAt(grid, match.headingRow + index, column)),
  );
  return cells.find((cell) => labels.includes(splitUnit(cell).name)) ?? "計";
}

interface TotalCells {
  row: number;
  keys: string[];
  label: string;
  amounts: AmountRow["amounts"];
}

function readTotal(sheet: Sheet, {row, keys, label, amounts}: TotalCells): void {
  const {grid, match, table, records, labels, valueMeta} = sheet;
  const total = {
    keys: keys.map((key) => (labels.includes(plain(key)) ? plain(key) : trimmed(key))),
    amounts,
    label,
    after: records.length,
    afterPrevious: sheet.lastTotal,
  };
  sheet.lastTotal = records.length;
  const rounding = roundingOf(valueMeta, sheet.unit);
  table.ignoredCount += match.months.length;
  for (const {index, stated, summed} of disagreements(total, records, {labels, rounding})) {
    const place = `${placeOf(grid, row)}の${match.months[index]?.month}`;
    table.holds.push(
      totalHold(place, {label, stated: amountText(valueMeta, stated), summed: amountText(valueMeta, summed)}),
    );
  }
}
