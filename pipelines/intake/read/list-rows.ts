import {addAll} from "../../../schemas/add-all.ts";
import {fieldsOf, type ListLayout} from "../../../schemas/contract.ts";
import {largest} from "../../../schemas/extremes.ts";
import {month as readMonth, quarter as readQuarter, trimmed} from "../../../schemas/read-value.ts";
import {shownCell} from "../../../schemas/shown-cell.ts";
import type {Hold} from "../../ledger/hold.ts";
import {absentCells} from "./absent-columns.ts";
import {RUNNING} from "./around/states-around.ts";
import type {CellTable, SaidOfTable} from "./cell-table.ts";
import {type AmountRow, amountText, readAmount} from "./control-totals.ts";
import {askWhetherRunning, FEWEST, looksCumulative, type MonthlyAmount} from "./cumulative.ts";
import type {TableMatch} from "./find-table.ts";
import {cellAt, cellKey, type Grid, placeOf, plain} from "./grid.ts";
import type {FieldColumn} from "./heading-index.ts";
import {cellInYear} from "./month-headings.ts";
import type {KeyField} from "./row-labels.ts";
import {askAboutStates, cellsBeside, type StatedRows} from "./row-states.ts";
import {tellTotals, toldTotals} from "./tell-totals.ts";
import {unitOfColumn, withUnit} from "./units.ts";

type Match = TableMatch<ListLayout>;

type Field = KeyField;

const NOTHING_STATED: StatedRows = {leftOut: new Set(), holds: []};

/** One block of a table, and its rows before it is known which of them repeat others. */
interface Block {
  fields: Field[];
  columns: Map<string, FieldColumn>;
  match: Match;
  year: string;
  untold: {row: number; values: string[]}[];
}

/** One row per record, block after block. Blank rows are no rows; repeated headings, footnotes and totals are ignored. */
export function listRows(grid: Grid, match: Match, around: SaidOfTable): CellTable {
  const {units, running, year, answers} = around;
  const table: Read = {rows: [], places: [], ignoredCount: 0, holds: [], reading: [], records: []};
  const fields = fieldsOf(match.contract);
  for (const found of match.blocks) {
    const columns = withUnits(found, fields, units);
    const block: Block = {fields, columns, match, year, untold: []};
    for (let row = match.bodyRow; row < grid.rows.length; row += 1) readRow(table, {grid, block, row});
    keepRecords(table, {grid, block, answers});
  }
  const said = running ?? runningBeside(grid, match, table);
  addAll(table.holds, runningHolds(grid, match, {rows: table.rows, said}));
  return table;
}

/** The rows of the sheet that became records, too. */
interface Read extends CellTable {
  records: number[];
}

function withUnits(
  columns: Block["columns"],
  fields: Field[],
  units: SaidOfTable["units"],
): Block["columns"] {
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
  block.untold.push({row, values});
}

/** The rows that are no totals go to the table. */
function keepRecords(
  table: Read,
  {grid, block, answers}: {grid: Grid; block: Block; answers: string[]},
): void {
  const {untold, fields, columns, match} = block;
  const summed = fields.filter(({name}) => match.layout.totals?.includes(name));
  const keyFields = fields.filter((field) => !summed.includes(field));
  const place = (index: number) => placeOf(grid, untold[index]?.row ?? 0);
  const read = new Set(match.blocks.flatMap((each) => [...each.values()]).map(({column}) => column));
  const told = tellTotals({
    rows: untold.map(({values}) => amountsOf(values, fields, summed)),
    fields: keyFields,
    grain: match.contract.grain,
    unit: largest(
      summed.map(({name, meta}) => meta.units[columns.get(name)?.unit ?? ""] ?? 1),
      1,
    ),
    besideOf: (index) => cellsBeside(grid, untold[index]?.row ?? 0, (column) => read.has(column)),
    placeOf: place,
    amountPlace: (index, amount) => `${place(index)}「${summed[amount]?.meta.headings[0]}」`,
    amountText: (amount, value) => amountText((summed[amount] as Field).meta, value),
    answers,
  });
  const records = untold.filter((_, index) => !told.totals.has(index));
  const stated =
    summed.length > 0
      ? askAboutStates({grid, isRead: (column) => read.has(column), answers}, textsOf(records, fields))
      : NOTHING_STATED;
  addAll(table.holds, told.holds);
  addAll(table.holds, stated.holds);
  addAll(table.reading, toldTotals([...told.totals].map(place)));
  table.ignoredCount += told.totals.size + stated.leftOut.size;
  const filled = absentCells(match.contract, columns);
  for (const [index, {row, values}] of records.entries())
    if (!stated.leftOut.has(index)) {
      table.rows.push(filled(values, table.rows.length + 1));
      table.records.push(row);
      table.places.push(placeOf(grid, row));
    }
}

function textsOf(records: Block["untold"], fields: Field[]): {row: number; keys: string[]}[] {
  const isText = (_: string, index: number) => fields[index]?.meta.kind === "text";
  return records.map(({row, values}) => ({row, keys: values.filter(isText)}));
}

/** A remark that calls a row a running total. */
function runningBeside(grid: Grid, {blocks}: Match, {records}: Pick<Read, "records">): string | undefined {
  const read = new Set(blocks.flatMap((each) => [...each.values()]).map(({column}) => column));
  for (const row of records)
    for (const cell of cellsBeside(grid, row, (column) => read.has(column)))
      if (RUNNING.test(cell)) return `${placeOf(grid, row)}の「${shownCell(plain(cell))}」`;
  return undefined;
}

/** A list that says of itself, or looks as if, each row included those before it. */
function runningHolds(
  grid: Grid,
  match: Match,
  {rows, said}: {rows: string[][]; said: string | undefined},
): Hold[] {
  if (!match.layout.totals) return [];
  if (said) return [askWhetherRunning(`${said}とあり`)];
  const field = fieldsOf(match.contract).find(({meta}) => meta.kind === "month" || meta.kind === "quarter");
  if (!field) return [];
  const fewest = field.meta.kind === "quarter" ? FEWEST.quarter : FEWEST.month;
  const amounts = {[Symbol.iterator]: () => amountsByPeriod(match, field, rows)};
  if (!looksCumulative(amounts, fewest)) return [];
  return [askWhetherRunning(`${placeOf(grid, match.headingRow)}からの表は、どれも期間ごとに増え続けていて`)];
}

/** The amounts of a list by month or quarter; nothing where it has several amounts. */
function* amountsByPeriod(
  {contract, layout}: Match,
  period: Field,
  rows: string[][],
): Generator<MonthlyAmount> {
  const fields = fieldsOf(contract);
  const [summed, ...others] = fields.filter(({name}) => layout.totals?.includes(name));
  if (summed === undefined || others.length > 0) return;
  const at = {period: fields.indexOf(period), amount: fields.indexOf(summed)};
  const keys = fields.map((field) => contract.grain.includes(field.name) && field !== period);
  const monthOf = readOnce(period.meta.kind === "quarter" ? readQuarter : readMonth);
  for (const row of rows)
    yield {
      key: row.filter((_, index) => keys[index]).join("\u0000"),
      month: monthOf(row[at.period] ?? ""),
      amount: readAmount(summed.meta, row[at.amount] ?? ""),
    };
}

/** Many rows have few different periods. */
function readOnce(read: (text: string) => string | undefined): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const period = known.get(text) ?? read(trimmed(text)) ?? "";
    known.set(text, period);
    return period;
  };
}

/** A merged value is said in its first row only: counted in every row it would be counted several times. */
function fieldCell({grid, block, row}: Place, {name, meta}: Field): string {
  const place = block.columns.get(name);
  if (!place) return "";
  const isAmount = meta.kind === "integer" || meta.kind === "duration";
  if (isAmount && grid.repeated.has(cellKey(row, place.column))) return "";
  const cell = cellAt(grid, row, place.column);
  if (meta.kind === "month") return cellInYear(cell, block.year);
  return isAmount ? withUnit(trimmed(cell), place.unit, meta) : cell;
}

function isHeadingAgain({fields}: Block, values: string[]): boolean {
  return values.every((value, index) => fields[index]?.meta.headings.includes(plain(value)));
}

/** "（注）速報値である。" alone in its row. */
function isFootnote(values: string[]): boolean {
  const filled = values.filter((value) => value !== "");
  return new Set(filled).size === 1 && /^[（(]?(注|※|備考|出典|資料)/.test(plain(filled[0] ?? ""));
}

function amountsOf(values: string[], fields: Field[], summed: Field[]): AmountRow {
  const isSummed = (index: number) => summed.includes(fields[index] as Field);
  return {
    keys: values.filter((_, index) => !isSummed(index)).map(trimmed),
    amounts: values.flatMap((value, index) =>
      isSummed(index) ? [readAmount((fields[index] as Field).meta, value)] : [],
    ),
  };
}
