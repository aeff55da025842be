import {type Contract, fieldsOf, type Layout} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {largest} from "../../../schemas/extremes.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {cellAt, cellKey, type Grid, placeOf, plain} from "./grid.ts";
import {type MonthColumn, monthColumns} from "./month-headings.ts";
import {splitUnit} from "./units.ts";

/** How many rows are looked at for headings; titles and notes may stand above them. */
const HEADING_ROWS = 30;

/** Where a field stands, and the unit that its heading gives ("" for none). */
export interface FieldColumn {
  column: number;
  unit: string;
}

/** A table found in a grid. Rows are indexes from 0. */
export interface TableMatch<Found extends Layout = Layout> {
  contract: Contract;
  layout: Found;
  headingRow: number;
  bodyRow: number;
  /** Field → column, once for every block side by side. */
  blocks: Map<string, FieldColumn>[];
  /** Months across: the columns below months. */
  months: MonthColumn[];
}

/**
 * The first rows that carry all headings of a contract in one of its layouts, as few rows as do. UserError where two
 * columns claim to be one field, and where nothing tells the year of a month.
 */
export function findTable(grid: Grid, contracts: Contract[]): TableMatch | undefined {
  for (const lastRow of Array.from(grid.rows.slice(0, HEADING_ROWS).keys()))
    for (const contract of contracts)
      for (const layout of [contract.layout, ...(contract.otherLayouts ?? [])]) {
        const match = matchEndingAt(grid, {contract, layout, lastRow});
        if (match) return match;
      }
  return undefined;
}

function matchEndingAt(
  grid: Grid,
  {contract, layout, lastRow}: {contract: Contract; layout: Layout; lastRow: number},
): TableMatch | undefined {
  const depths = Array.from({length: layout.headingRows ?? 1}, (_, index) => index + 1);
  const rows = depths.map((depth) => ({row: lastRow - depth + 1, depth})).filter(({row}) => row >= 0);
  let shallowest: TableMatch | undefined;
  for (const place of rows) {
    const match = matchAt(grid, {contract, layout, ...place});
    if (match?.months.every(({year}) => year !== "")) return match;
    shallowest ??= match;
  }
  return shallowest;
}

interface Attempt {
  contract: Contract;
  layout: Layout;
  row: number;
  depth: number;
}

function matchAt(grid: Grid, {contract, layout, row, depth}: Attempt): TableMatch | undefined {
  const paths = headingPaths(grid, row, depth);
  const fields = headedFields(contract, layout);
  const found = fields.map(({name, meta}) => ({name, meta, columns: columnsOf(meta, paths)}));
  if (found.some(({columns}) => columns.length === 0)) return undefined;
  const months = layout.kind === "months_across" ? monthColumns(grid, row, depth) : [];
  if (layout.kind === "months_across" && months.length === 0) return undefined;
  const blockCount = layout.kind === "list" && layout.sideBySide ? (found[0]?.columns.length ?? 1) : 1;
  const odd = found.find(({columns}) => columns.length !== blockCount);
  if (odd)
    throw new UserError(
      `${placeOf(grid, row)}の見出し「${odd.meta.headings[0]}」が${odd.columns.length}か所にあり、どれを読むか決められません。一つにして出し直してください。`,
    );
  const blocks = Array.from({length: blockCount}, (_, block) => columnsInBlock(found, block));
  return {contract, layout, headingRow: row, bodyRow: row + depth, blocks, months};
}

interface FoundField {
  name: string;
  meta: FieldMeta;
  columns: FieldColumn[];
}

function columnsInBlock(found: FoundField[], block: number): Map<string, FieldColumn> {
  return new Map(
    found.flatMap(({name, columns}) => {
      const place = columns[block];
      return place ? [[name, place]] : [];
    }),
  );
}

/** In a sheet with months across the month and the value have no heading of their own. */
function headedFields(contract: Contract, layout: Layout) {
  const melted = layout.kind === "months_across" ? [layout.monthField, layout.valueField] : [];
  return fieldsOf(contract).filter(({name}) => !melted.includes(name));
}

/** What stands above each column, from top to bottom; a text that a merged cell repeats is said once. */
function headingPaths(grid: Grid, row: number, depth: number): string[][] {
  const rows = Array.from({length: depth}, (_, index) => row + index);
  const width = largest(rows.map((each) => grid.rows[each]?.length ?? 0));
  return Array.from({length: width}, (_, column) => {
    if (isWidened(grid, rows, column)) return [];
    const parts = rows.map((each) => plain(cellAt(grid, each, column))).filter((part) => part !== "");
    return parts.filter((part, index) => part !== parts[index - 1]);
  });
}

/** True for the further columns of a heading that is merged across several. */
function isWidened(grid: Grid, rows: number[], column: number): boolean {
  const isSameAsLeft = rows.every((row) => cellAt(grid, row, column) === cellAt(grid, row, column - 1));
  return isSameAsLeft && rows.some((row) => grid.repeated.has(cellKey(row, column)));
}

function columnsOf(meta: FieldMeta, paths: string[][]): FieldColumn[] {
  return paths.flatMap((parts, column) => {
    const unit = [parts.join(""), parts.at(-1) ?? ""].map((heading) => unitOf(meta, heading)).find(isKnown);
    return unit === undefined ? [] : [{column, unit}];
  });
}

function isKnown(unit: string | undefined): unit is string {
  return unit !== undefined;
}

/** "" where the heading is the field's, its unit where it carries one that the contract knows; undefined for another field's. */
function unitOf({headings, units}: FieldMeta, heading: string): string | undefined {
  if (headings.includes(heading)) return "";
  const {name, unit} = splitUnit(heading);
  return headings.includes(name) && unit in units ? unit : undefined;
}
