import {type Contract, fieldsOf, fieldsWithoutHeading, type Layout} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {type Grid, placeOf} from "./grid.ts";
import {columnsOf, type FieldColumn, type HeadingIndex, headingIndex, headingPaths} from "./heading-index.ts";
import {lacksPeriod, neededFields, unreadColumns} from "./headings.ts";
import {kindColumns} from "./kind-headings.ts";
import {type MonthColumn, monthColumns} from "./month-headings.ts";

/** How many rows are looked at for headings; titles and notes may stand above them. */
const HEADING_ROWS = 30;

/** A table found in a grid. Rows are indexes from 0. */
export interface TableMatch<Found extends Layout = Layout> {
  contract: Contract;
  layout: Found;
  headingRow: number;
  bodyRow: number;
  /** Field → column, once for every block side by side. */
  blocks: Map<string, FieldColumn>[];
  /** The columns below months or kinds that stand across. A kind stands where a month does, and has no year. */
  across: MonthColumn[];
}

/**
 * The first rows that carry all headings that a contract must have in one of its layouts, as few rows as do; of several contracts
 * that with most headings. UserError where two columns claim to be one field, and where nothing tells the year of a month.
 */
export function findTable(grid: Grid, contracts: Contract[]): TableMatch | undefined {
  for (const lastRow of Array.from(grid.rows.slice(0, HEADING_ROWS).keys())) {
    const headings = indexesEndingAt(grid, lastRow);
    const matches = contracts.flatMap((contract) => {
      for (const layout of [contract.layout, ...(contract.otherLayouts ?? [])]) {
        const match = matchEndingAt(grid, {contract, layout, lastRow, headings});
        if (match) return [match];
      }
      return [];
    });
    const sizeOf = ({blocks}: TableMatch) => blocks[0]?.size ?? 0;
    const [best] = matches.toSorted((one, other) => sizeOf(other) - sizeOf(one));
    if (best) return withMostKinds(grid, best, lastRow);
  }
  return undefined;
}

/** Kinds may stand in a further row of the headings, below what they have in common: that with most of them counts. */
function withMostKinds(grid: Grid, match: TableMatch, lastRow: number): TableMatch {
  const {contract, layout} = match;
  const further = layout.kind === "kinds_across" ? (layout.headingRows ?? 1) - 1 : 0;
  return Array.from({length: further}, (_, index) => lastRow + index + 1).reduce((best, row) => {
    const other = matchEndingAt(grid, {contract, layout, lastRow: row, headings: indexesEndingAt(grid, row)});
    return other && other.across.length > best.across.length ? other : best;
  }, match);
}

/** The headings in the last so many rows; each index is made when it is first asked for. */
function indexesEndingAt(grid: Grid, lastRow: number): (depth: number) => HeadingIndex {
  const made = new Map<number, HeadingIndex>();
  return (depth) => {
    const index = made.get(depth) ?? headingIndex(grid, lastRow - depth + 1, depth);
    made.set(depth, index);
    return index;
  };
}

interface Ending {
  contract: Contract;
  layout: Layout;
  lastRow: number;
  headings: (depth: number) => HeadingIndex;
}

function matchEndingAt(grid: Grid, {contract, layout, lastRow, headings}: Ending): TableMatch | undefined {
  const depths = Array.from({length: layout.headingRows ?? 1}, (_, index) => index + 1);
  const rows = depths.map((depth) => ({row: lastRow - depth + 1, depth})).filter(({row}) => row >= 0);
  let shallowest: TableMatch | undefined;
  for (const place of rows) {
    const match = matchAt(grid, {contract, layout, ...place, headings: headings(place.depth)});
    if (match?.across.every(({year}) => year !== "")) return match;
    shallowest ??= match;
  }
  return shallowest;
}

interface Attempt {
  contract: Contract;
  layout: Layout;
  row: number;
  depth: number;
  headings: HeadingIndex;
}

function matchAt(grid: Grid, {contract, layout, row, depth, headings}: Attempt): TableMatch | undefined {
  const fields = headedFields(contract, layout);
  const lacks = ({meta}: (typeof fields)[number]) => columnsOf(meta, headings).length === 0;
  if (fields.some((field) => field.meta.absent === null && lacks(field))) return undefined;
  const found = fields
    .filter((field) => !lacks(field))
    .map(({name, meta}) => ({name, meta, columns: columnsOf(meta, headings)}));
  const there = new Set(found.map(({name}) => name));
  if (lacksPeriod(contract, (name) => there.has(name) || fieldsWithoutHeading(layout).includes(name)))
    return undefined;
  const taken = new Set(found.flatMap(({columns}) => columns.map(({column}) => column)));
  const titles = headingPaths(grid, row, depth).map((parts) => parts.at(-1) ?? "");
  const unread = fields.every(({name}) => there.has(name))
    ? []
    : unreadColumns(titles, grid.rows.slice(row + depth), taken);
  if (neededFields(fields, there, unread).some(lacks)) return undefined;
  const across = columnsAcross(grid, {contract, layout, row, depth, headings}, taken);
  if (layout.kind !== "list" && across.length === 0) return undefined;
  const blockCount = layout.kind === "list" && layout.sideBySide ? (found[0]?.columns.length ?? 1) : 1;
  const odd = found.find(({columns}) => columns.length !== blockCount);
  if (odd)
    throw new UserError(
      `${placeOf(grid, row)}の見出し「${odd.meta.headings[0]}」が${odd.columns.length}か所にあり、どれを読むか決められません。一つにして出し直してください。`,
    );
  const blocks = Array.from({length: blockCount}, (_, block) => columnsInBlock(found, block));
  return {contract, layout, headingRow: row, bodyRow: row + depth, blocks, across};
}

function columnsAcross(
  grid: Grid,
  {contract, layout, row, depth, headings}: Attempt,
  taken: ReadonlySet<number>,
): MonthColumn[] {
  switch (layout.kind) {
    case "list":
      return [];
    case "months_across":
      return monthColumns(grid, row, depth);
    case "kinds_across":
      return kindColumns({contract, layout, place: placeOf(grid, row)}, headings, taken);
    default:
      return layout satisfies never;
  }
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

/** What stands across, and the value below it, have no heading of their own. */
function headedFields(contract: Contract, layout: Layout) {
  const melted = fieldsWithoutHeading(layout);
  return fieldsOf(contract).filter(({name}) => !melted.includes(name));
}
