/** Rows of one person in the ledger, where they stand under the keyed hash of the staff number. */
export interface HeldRows {
  batch_id: number;
  source_title: string;
  file_name: string;
  row_count: number;
  /** First and last day of the periods that the rows are of; null for a list that is replaced whole. */
  from: string | null;
  to: string | null;
  /** Health and disability. */
  is_restricted: boolean;
  /** Figures rest on it today. */
  is_in_force: boolean;
}

/** A file as it was sent, in which the staff number stands. */
export interface HeldFile {
  kind: "archive" | "refused" | "inbox";
  name: string;
  /** What it was loaded as; none for what was never loaded. */
  batch_ids: number[];
  /** "12行目"; where it is no table of a known kind, none. */
  places: string[];
  /** How often the number stands in it. */
  count: number;
  /** First day (ISO) on which the file may leave; null for what waits in the inbox, and for what no batch knows. */
  until: string | null;
}

/** Where an installation holds one person. Nothing in it is of another person. */
export interface PersonHoldings {
  rows: HeldRows[];
  files: HeldFile[];
  /** Workbooks for mending that were made from these files. */
  workbooks: string[];
  /** Cells that could not be read, kept as they came, in which the number stands: batch and how many. */
  cells: {batch_id: number; count: number}[];
  /** Files that nobody could look into, with the reason. */
  unread: {name: string; why: string}[];
}
