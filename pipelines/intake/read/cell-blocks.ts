import type {Question} from "../../ledger/hold.ts";

/**
 * A table on its way from a file to the ledger: a run of rows in which every cell is the number of its text. A file of
 * millions of cells has few different texts, so each is judged once and a row costs a handful of integers.
 */
export interface CellBlock {
  rowCount: number;
  /** For each field of the contract, for each row, the number of the cell's text. */
  cells: Int32Array[];
  /** Where each row stands, for `placeOf`. */
  lines: Int32Array;
  /** What could not be split into the columns of the headings; it is not among the rows. */
  broken: BrokenLine[];
}

/** A line of the file that is no row: by itself, or because a quote that is not closed makes it part of another one. */
export interface BrokenLine {
  line: number;
  /** The lines that stand between its quotes, from the one with the opening quote; both are `line` where it stands alone. */
  firstLine: number;
  lastLine: number;
  /** Its cells, as far as they can be told without their quotes, by field. */
  texts: string[];
}

/** The different texts of one field, in the order of their first appearance; grows while blocks are read. */
export interface FieldTexts {
  readonly count: number;
  textAt(number: number): string;
}

export interface CellSource {
  /** One for each field of the contract. */
  texts: FieldTexts[];
  /** The rows in order. A block's buffers are used again for the next one. */
  blocks: Iterable<CellBlock> | AsyncIterable<CellBlock>;
  placeOf: (line: number) => string;
  /** What the texts leave open; to be asked when all blocks are read. */
  questions: () => Question[];
}

/** Cells that are in memory already, in the contract's column order; `places` says where each row stands. */
export function cellsOfRows({rows, places, fieldCount}: Rows): CellSource {
  const numbers = Array.from({length: fieldCount}, () => new Map<string, number>());
  const cells = numbers.map((known, field) =>
    Int32Array.from(rows, (row) => numbered(known, row[field] ?? "")),
  );
  return {
    texts: numbers.map((known) => {
      const texts = [...known.keys()];
      return {count: texts.length, textAt: (number) => texts[number] ?? ""};
    }),
    blocks: [{rowCount: rows.length, cells, lines: Int32Array.from(rows.keys()), broken: []}],
    placeOf: (line) => places[line] ?? "？",
    questions: () => [],
  };
}

interface Rows {
  rows: string[][];
  places: string[];
  fieldCount: number;
}

function numbered(known: Map<string, number>, text: string): number {
  const number = known.get(text) ?? known.size;
  if (number === known.size) known.set(text, number);
  return number;
}
