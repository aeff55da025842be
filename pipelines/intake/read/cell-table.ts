import type {Hold} from "../../ledger/hold.ts";
import type {UnitReading} from "./around/unit-reading.ts";

/** What was found around a table, and the words with which a person answers what it leaves open. */
export interface SaidOfTable {
  units: UnitReading;
  /** What calls it a running total (2行目の「（累計）」); undefined where nothing does. */
  running: string | undefined;
  /** The year of months that say none themselves (令和4年度); "" where all do. */
  year: string;
  answers: string[];
}

/** Rows in a contract's column order, with the place of each in its file. */
export interface CellTable {
  rows: string[][];
  places: string[];
  ignoredCount: number;
  /** Totals that are not the sum of their rows. */
  holds: Hold[];
  /** How they were read, in pieces of a line for people. */
  reading: string[];
}
