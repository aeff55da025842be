import type {Random} from "../../../sample/random.ts";
import type {Contract} from "../../../schemas/contract.ts";

/** A cell before it is known who writes it. */
export type Cell = string | number | null | {value: number; format: string} | {error: string};

/** What a row (of months across: a cell) means: the values by field as the contract's schema reads them. */
export type Fact = Record<string, string | number | null>;

/** Name of a sheet that says nothing; another one cannot be written as text. */
export const UNNAMED = "Sheet1";

/** A row of the table; what is no record (a total, a note) has no facts. */
export interface BodyRow {
  cells: Cell[];
  /** For each amount column of a sheet with months across, else one. */
  facts: Fact[];
}

/** A file as somebody makes it, and what it means. Habits change both, or only how it is written. */
export interface Draft {
  contract: Contract;
  /** Without its ending. */
  fileName: string;
  sheetName: string;
  /** The title; "" for none. */
  title: string;
  /** What habits write behind the title. */
  titleEnd: string;
  above: Cell[][];
  headings: Cell[][];
  /** Columns of the cells that hold the amounts, and the names of the fields they hold. */
  amounts: {column: number; field: string}[];
  /** Months across. */
  isAcross: boolean;
  /** The fiscal year where only the title says it. */
  yearInTitle: number | undefined;
  body: BodyRow[];
  below: Cell[][];
  /** Ranges of the heading rows, columns from 0. */
  merges: {row: number; from: number; to: number}[];
  /** Nobody can know what it means without asking: it must not be accepted. */
  isUnclear: boolean;
  /** Words of which one must stand in the report where the file is accepted. */
  mustTell: string[];
}

/** One way to write around numbers. False where it does not fit the file. */
export interface Habit {
  name: string;
  /** Of one group a file has one habit: two of them would contradict each other. */
  group: string;
  apply: (draft: Draft, random: Random) => boolean;
}

/** The table counts in units of this size. */
export function scale({body, amounts}: Draft, factor: number): void {
  for (const {facts} of body) scaleFacts(facts, amounts, factor);
}

export function scaleFacts(facts: Fact[], amounts: Draft["amounts"], factor: number): void {
  const fields = new Set(amounts.map(({field}) => field));
  for (const fact of facts) for (const field of fields) fact[field] = Number(fact[field]) * factor;
}

/** Rows that are records. */
export function records({body}: Draft): BodyRow[] {
  return body.filter(({facts}) => facts.length > 0);
}

/** The widest row of the table. */
export function widthOf({headings, body}: Draft): number {
  return Math.max(...headings.map(({length}) => length), ...body.map(({cells}) => cells.length));
}

/** Puts a cell into a row beyond what stands there. */
export function putAt(row: Cell[], column: number, cell: Cell): void {
  while (row.length < column) row.push(null);
  row[column] = cell;
}

export function isCounted({contract, amounts}: Draft): boolean {
  const field = contract.row.shape[amounts[0]?.field ?? ""];
  return field?.meta()?.field?.kind === "integer";
}
