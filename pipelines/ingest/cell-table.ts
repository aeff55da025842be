/** Rows in a contract's column order, with the place of each in its file. */
export interface CellTable {
  rows: string[][];
  places: string[];
  ignoredCount: number;
}
