import {largest} from "../../../schemas/extremes.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {cellAt, cellKey, type Grid, plain} from "./grid.ts";
import {splitUnit} from "./units.ts";

/** Where a field stands, and the unit that its heading gives ("" for none). */
export interface FieldColumn {
  column: number;
  unit: string;
}

/** A heading as one of its spellings. Of those of a column the first that a field knows counts. */
interface Spelling extends FieldColumn {
  order: number;
}

/** The headings in some rows of a grid, to be asked for by name: made once, where every field of every contract asks. */
export type HeadingIndex = Map<string, Spelling[]>;

/** What stands above each column in so many rows, as a whole and its lowest part, as it is and without its unit. */
export function headingIndex(grid: Grid, row: number, depth: number): HeadingIndex {
  const index: HeadingIndex = new Map();
  const put = (name: string, spelling: Spelling) => {
    const known = index.get(name);
    if (known) known.push(spelling);
    else index.set(name, [spelling]);
  };
  for (const [column, parts] of headingPaths(grid, row, depth).entries())
    for (const [part, heading] of [parts.join(""), parts.at(-1) ?? ""].entries()) {
      if (heading === "") continue;
      put(heading, {column, unit: "", order: part * 2});
      const {name, unit} = splitUnit(heading);
      if (unit !== "") put(name, {column, unit, order: part * 2 + 1});
    }
  return index;
}

/** The columns whose heading is the field's, with or without a unit that it knows. */
export function columnsOf(
  {headings, units}: Pick<FieldMeta, "headings" | "units">,
  index: HeadingIndex,
): FieldColumn[] {
  const first = new Map<number, Spelling>();
  for (const heading of headings)
    for (const spelling of index.get(heading) ?? []) {
      if (spelling.unit !== "" && !(spelling.unit in units)) continue;
      const {order = Number.POSITIVE_INFINITY} = first.get(spelling.column) ?? {};
      if (spelling.order < order) first.set(spelling.column, spelling);
    }
  return [...first.values()]
    .toSorted((one, other) => one.column - other.column)
    .map(({column, unit}) => ({column, unit}));
}

/** What stands above each column, from top to bottom; a text that a merged cell repeats is said once. */
export function headingPaths(grid: Grid, row: number, depth: number): string[][] {
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
