import {fieldsOf, type ListLayout} from "../../../schemas/contract.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {halfWidth, trimmed} from "../../../schemas/read-value.ts";
import type {Hold} from "../../ledger/hold.ts";
import type {CellTable} from "./cell-table.ts";
import {type AmountRow, amountText, disagreements, readAmount, type TotalRow} from "./control-totals.ts";
import type {FieldColumn, TableMatch} from "./find-table.ts";
import {cellAt, cellKey, type Grid, placeOf, plain} from "./grid.ts";
import {fiscalYearAbove, monthInYear} from "./month-headings.ts";
import {unitOfColumn, withUnit} from "./units.ts";

type Match = TableMatch<ListLayout>;

interface Field {
  name: string;
  meta: FieldMeta;
}

/** What is told apart while the rows of one block are gone through. */
interface Block {
  fields: Field[];
  columns: Map<string, FieldColumn>;
  match: Match;
  year: string;
  records: AmountRow[];
  lastTotal: number;
}

/** One row per record, block after block. Blank rows are no rows; repeated headings, footnotes and agreeing totals are ignored. */
export function listRows(grid: Grid, match: Match, units: string[]): CellTable {
  const table: CellTable = {rows: [], places: [], ignoredCount: 0, holds: [], reading: []};
  const fields = fieldsOf(match.contract);
  const year = match.layout.yearAbove ? fiscalYearAbove(grid, match.headingRow) : "";
  for (const found of match.blocks) {
    const columns = withUnits(found, fields, units);
    const block: Block = {fields, columns, match, year, records: [], lastTotal: 0};
    for (let row = match.bodyRow; row < grid.rows.length; row += 1) readRow(table, {grid, block, row});
  }
  return table;
}

function withUnits(columns: Block["columns"], fields: Field[], units: string[]): Block["columns"] {
  return new Map(
    fields.flatMap(({name, meta}) => {
      const place = columns.get(name);
      return place ? [[name, {...place, unit: unitOfColumn(place.unit, units, meta)}]] : [];
    }),
  );
}

interface Place {
  grid: Grid;
  block: Block;
  row: number;
}

function readRow(table: CellTable, place: Place): void {
  const {grid, block, row} = place;
  const {layout} = block.match;
  const values = block.fields.map((field) => fieldCell(place, field));
  if (values.every((value) => value === "")) return;
  const isLeftOut = layout.hiddenRows === "leave_out" && grid.hiddenRows.has(row);
  if (isLeftOut || isHeadingAgain(block, values) || isFootnote(values)) {
    table.ignoredCount += 1;
    return;
  }
  const label = totalLabel(block, values);
  if (label !== undefined) {
    readTotal(table, {...place, label, values});
    return;
  }
  block.records.push(amountsOf(block, values));
  table.rows.push(values);
  table.places.push(placeOf(grid, row));
}

/** A merged value is said in its first row only: counted in every row it would be counted several times. */
function fieldCell({grid, block, row}: Place, {name, meta}: Field): string {
  const place = block.columns.get(name);
  if (!place) return "";
  const isAmount = meta.kind === "integer" || meta.kind === "duration";
  if (isAmount && grid.repeated.has(cellKey(row, place.column))) return "";
  const cell = cellAt(grid, row, place.column);
  if (meta.kind === "month" && block.year !== "") {
    const month = /^([0-9]{1,2})月分?$/.exec(halfWidth(plain(cell)))?.[1];
    if (month) return monthInYear(Number(month), block.year);
  }
  return withUnit(cell, place.unit, meta);
}

function isHeadingAgain({fields}: Block, values: string[]): boolean {
  return values.every((value, index) => fields[index]?.meta.headings.includes(plain(value)));
}

/** "（注）速報値である。" alone in its row. */
function isFootnote(values: string[]): boolean {
  const filled = values.filter((value) => value !== "");
  return new Set(filled).size === 1 && /^[（(]?(注|※|備考|出典|資料)/.test(plain(filled[0] ?? ""));
}

function totalLabel({match, fields}: Block, values: string[]): string | undefined {
  const {totals} = match.layout;
  if (!totals) return undefined;
  const keys = values.filter((_, index) => !totals.fields.includes(fields[index]?.name ?? ""));
  return keys.map(plain).find((key) => totals.labels.includes(key));
}

function amountsOf({match, fields}: Block, values: string[]): AmountRow {
  const summed = match.layout.totals?.fields ?? [];
  const isSummed = ({name}: Field) => summed.includes(name);
  return {
    keys: values.filter((_, index) => !isSummed(fields[index] as Field)).map(trimmed),
    amounts: fields.flatMap((field, index) =>
      isSummed(field) ? [readAmount(field.meta, values[index] ?? "")] : [],
    ),
  };
}

function readTotal(
  table: CellTable,
  {grid, block, row, label, values}: Place & {label: string; values: string[]},
): void {
  const {match, fields, records} = block;
  const totals = match.layout.totals ?? {labels: [], fields: []};
  const summed = fields.filter(({name}) => totals.fields.includes(name));
  const {keys, amounts} = amountsOf(block, values);
  const total: TotalRow = {
    keys: keys.map((key) => (totals.labels.includes(plain(key)) ? plain(key) : key)),
    amounts,
    label,
    after: records.length,
    afterPrevious: block.lastTotal,
  };
  block.lastTotal = records.length;
  const rounding = Math.max(
    ...summed.map(({name, meta}) => roundingOf(meta, block.columns.get(name)?.unit ?? "")),
    0,
  );
  table.ignoredCount += 1;
  for (const {index, stated, summed: sum} of disagreements(total, records, {
    labels: totals.labels,
    rounding,
  })) {
    const {meta} = summed[index] as Field;
    const place = `${placeOf(grid, row)}「${meta.headings[0]}」`;
    table.holds.push(
      totalHold(place, {label, stated: amountText(meta, stated), summed: amountText(meta, sum)}),
    );
  }
}

export function roundingOf({units}: FieldMeta, unit: string): number {
  const factor = units[unit] ?? 1;
  return factor > 1 ? factor / 2 : 0;
}

export function totalHold(
  place: string,
  {label, stated, summed}: {label: string; stated: string; summed: string},
): Hold {
  return {kind: "control_total", text: `${place}: 「${label}」は${stated}ですが、内訳を足すと${summed}です`};
}
