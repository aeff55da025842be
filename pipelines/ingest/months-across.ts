import type {Contract, Layout} from "../../schemas/contract.ts";
import {fieldsOf} from "../../schemas/contract.ts";
import {UserError} from "../../schemas/errors.ts";
import {halfWidth} from "../../schemas/read-value.ts";
import type {CellTable} from "./cell-table.ts";
import type {HeadingMatch} from "./headings.ts";
import type {Sheet} from "./read-workbook.ts";

type MonthsAcross = Extract<Layout, {kind: "months_across"}>;

interface MonthColumn {
  column: number;
  /** "令和2年4月" as the headings say it. */
  month: string;
}

/**
 * One row per key and month from a sheet with months across. The year stands in the heading row, the month below it.
 * Totals are ignored but counted, footnotes under the table end it, blank cells are "not reported".
 */
export function meltMonths(sheet: Sheet, match: HeadingMatch, layout: MonthsAcross): CellTable {
  const months = monthColumns(sheet, match);
  const body = sheet.rows
    .slice(match.row + 2)
    .map((cells, index) => ({cells, sheetRow: match.row + 3 + index}));
  const inTable = body.filter(({cells}) => isTableRow(cells, match) || isTotal(cells, match, layout));
  const table: CellTable = {rows: [], places: [], ignoredCount: 0};
  for (const {cells, sheetRow} of inTable) {
    for (const {column, month} of months) {
      const value = cells[column] ?? "";
      if (isTotal(cells, match, layout) || value === "") {
        table.ignoredCount += 1;
        continue;
      }
      table.rows.push(cellsOf(match.contract, layout, {match, cells, month, value}));
      table.places.push(`シート「${sheet.name}」${sheetRow}行目の${month}`);
    }
  }
  return table;
}

function monthColumns(sheet: Sheet, {row}: HeadingMatch): MonthColumn[] {
  const years = sheet.rows[row] ?? [];
  const below = sheet.rows[row + 1] ?? [];
  const columns = below.flatMap((cell, column) => {
    const month = /^([0-9]{1,2})月$/.exec(halfWidth(cell).replace(/[\s\u3000]/g, ""))?.[1];
    return month ? [{column, month: `${(years[column] ?? "").replace(/[\s\u3000]/g, "")}${month}月`}] : [];
  });
  if (columns.length > 0) return columns;
  throw new UserError(
    `シート「${sheet.name}」の${row + 2}行目に「4月」「5月」…の見出しがありません。見出しは二段（上に年、下に月）にしてください。`,
  );
}

/** A row of the table has several key cells; footnotes and blank rows do not. */
function isTableRow(cells: string[], {columns}: HeadingMatch): boolean {
  const keys = [...columns.values()].map((column) => cells[column] ?? "");
  return keys.filter((key) => key !== "").length > 1;
}

function isTotal(cells: string[], {columns}: HeadingMatch, {totalLabels}: MonthsAcross): boolean {
  return [...columns.values()].some((column) =>
    totalLabels.includes((cells[column] ?? "").replace(/[\s\u3000]/g, "")),
  );
}

interface MeltedCell {
  match: HeadingMatch;
  cells: string[];
  month: string;
  value: string;
}

function cellsOf(
  contract: Contract,
  layout: MonthsAcross,
  {match, cells, month, value}: MeltedCell,
): string[] {
  return fieldsOf(contract).map(({name}) => {
    if (name === layout.monthField) return month;
    if (name === layout.valueField) return value;
    return cells[match.columns.get(name) ?? -1] ?? "";
  });
}
