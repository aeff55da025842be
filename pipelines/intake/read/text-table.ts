import type {Contract} from "../../../schemas/contract.ts";
import type {Hold} from "../../ledger/hold.ts";
import type {PeriodSaid} from "./around/periods-around.ts";
import type {CellSource} from "./cell-blocks.ts";
import type {Encoding} from "./decode.ts";

/** A file of a known source, ready to be judged. */
export interface TextTable {
  contract: Contract;
  encoding: Encoding | "Excel";
  /** Columns under the headings, those that are not read included. */
  columnCount: number;
  /** Rows known to be no data: totals, blanks, months not reported. */
  ignoredCount: number;
  /** What the reading of the table itself found suspicious, such as totals that are not the sum of their rows. */
  holds: Hold[];
  /** Periods that stand around the rows; not the year that was needed to read them. */
  saidPeriods: PeriodSaid[];
  /** How it was read, in pieces of a line for people: unit, period, what was left out and why. */
  reading: string[];
  /** What the sender should know about the reading although nothing is wrong. */
  notes: string[];
  /** First days of periods of which the file says that there is nothing; then it has no rows. */
  none: string[];
  /** Begins to read the cells, in the contract's column order. */
  cells: () => CellSource;
}
