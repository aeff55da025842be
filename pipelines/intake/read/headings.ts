import {composedKana} from "../../../schemas/composed-kana.ts";
import {type Contract, fieldsOf, fieldsWithoutHeading, periodColumns} from "../../../schemas/contract.ts";
import type {FieldMeta} from "../../../schemas/fields.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import {alikeness} from "./alike-headings.ts";

/** A heading row found in a table: which contract it fits and which column holds which field. */
export interface HeadingMatch {
  contract: Contract;
  /** Index of the heading row from 0. */
  row: number;
  /** Field name → index of its column from 0. */
  columns: Map<string, number>;
}

export type Cells = readonly (readonly string[])[];

/** How many rows are looked at for headings; titles and notes may stand above them. */
export const HEADING_ROWS = 30;

/** The first row that carries every heading that a contract must have, of several contracts that with most headings; undefined if there is none. */
export function findHeadings(grid: Cells, contracts: Contract[]): HeadingMatch | undefined {
  for (const [row, cells] of grid.slice(0, HEADING_ROWS).entries()) {
    const headings = cells.map(plainHeading);
    const matches = contracts
      .map((contract) => ({contract, row, columns: columnsUnder(headings, contract)}))
      .filter(({contract, columns}) => {
        const fields = headedFields(contract);
        // Most contracts are out by this; to look for headings that are nearly these is dear.
        if (!fields.every(({name, meta}) => meta.absent !== null || columns.has(name))) return false;
        if (lacksPeriod(contract, (name) => columns.has(name))) return false;
        const unread = unreadColumns(cells, grid.slice(row + 1), new Set(columns.values()));
        return neededFields(fields, columns, unread).every(({name}) => columns.has(name));
      });
    const [best] = matches.toSorted((one, other) => other.columns.size - one.columns.size);
    if (best) return best;
  }
  return undefined;
}

/** The fields that must have a heading: those that may be absent only where they are there, or something like them that is not read. */
export function neededFields(
  fields: Fields,
  columns: Pick<Map<string, unknown>, "has">,
  unread: UnreadColumn[],
) {
  return fields.filter(
    ({name, meta}) => meta.absent === null || columns.has(name) || unread.some((each) => isMeant(meta, each)),
  );
}

/** Of two columns that may each say the period of a row, a table needs one. */
export function lacksPeriod(contract: Contract, has: (column: string) => boolean): boolean {
  const [column, longer] = periodColumns(contract);
  return column !== undefined && longer !== undefined && !has(column) && !has(longer);
}

/** A column that is not read: its heading, and some of what stands below. */
export interface UnreadColumn {
  heading: string;
  values: string[];
}

/** `taken` are the columns that are read. */
export function unreadColumns(
  headings: readonly string[],
  below: Cells,
  taken: ReadonlySet<number>,
): UnreadColumn[] {
  const sample = below.slice(0, SAMPLE_ROWS);
  return headings.flatMap((heading, column) =>
    taken.has(column) || heading === ""
      ? []
      : [{heading, values: sample.map((row) => trimmed(row[column] ?? "")).filter(Boolean)}],
  );
}

const SAMPLE_ROWS = 50;

/**
 * A column under a heading that is nearly this one, or with nothing but its words, is no column that is missing; unless the city
 * has said what holds without it.
 */
function isMeant({headings, absent, choices}: FieldMeta, {heading, values}: UnreadColumn): boolean {
  if (absent?.by === "city") return false;
  if (headings.some((each) => alikeness(each, heading) >= MISSPELT)) return true;
  return values.length > 0 && values.every((value) => Object.hasOwn(choices, value));
}

/** One holds the other (勤務事由, 事由※). */
const MISSPELT = 0.9;

type Fields = ReturnType<typeof fieldsOf>;

/** Asked of every contract for every row that may be a heading. */
const headed = new WeakMap<Contract, {fields: Fields; words: Set<string>}>();

function headedIn(contract: Contract): {fields: Fields; words: Set<string>} {
  const known = headed.get(contract);
  if (known) return known;
  const melted = fieldsWithoutHeading(contract.layout);
  const fields = fieldsOf(contract).filter(({name}) => !melted.includes(name));
  const made = {fields, words: new Set(fields.flatMap(({meta}) => meta.headings))};
  headed.set(contract, made);
  return made;
}

/** The fields that must have a heading; what stands across, and the value below, have none of their own. */
export function headedFields(contract: Contract): Fields {
  return headedIn(contract).fields;
}

/** Field name → column, for those of whose headings one stands in the row. */
export function columnsOf(cells: readonly string[], contract: Contract): Map<string, number> {
  return columnsUnder(cells.map(plainHeading), contract);
}

/** The same for headings that are plain already: one row is held against many contracts. */
export function columnsUnder(headings: readonly string[], contract: Contract): Map<string, number> {
  const columns = new Map<string, number>();
  const {fields, words} = headedIn(contract);
  // Most rows are no headings of most contracts.
  if (!headings.some((heading) => words.has(heading))) return columns;
  for (const {name, meta} of fields) {
    const index = headings.findIndex((heading) => meta.headings.includes(heading));
    if (index >= 0) columns.set(name, index);
  }
  return columns;
}

/** Spaces and line breaks in a heading are layout, not meaning. */
export function plainHeading(cell: string): string {
  return composedKana(cell.replace(/[\s\u3000]/g, ""));
}
