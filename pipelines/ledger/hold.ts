/** Why a file waits for a person although it could be read. */
type HoldKind =
  /** Cells or lines that the contract refuses. */
  | "bad_rows"
  /** Rows with the same key twice or more. */
  | "duplicates"
  /** Rows that name a bureau or person nobody knows. */
  | "unknown_references"
  /** Other values than a file from elsewhere for the same keys, or the same period with other keys. */
  | "contradiction"
  /** Far fewer rows than the file that it would supersede. */
  | "lost_rows"
  /** Rows of another period than the file's name says. */
  | "wrong_period"
  /** The total printed in the file is not the sum of its rows. */
  | "control_total"
  /** The workbook breaks the rules of its format; what was read may not be all. */
  | "damaged_workbook"
  /** Results of formulas that the workbook itself wants to have computed anew. */
  | "stale_formulas";

/** One reason, in Japanese for people: what was found and, where numbers differ, both of them. */
export interface Hold {
  kind: HoldKind;
  text: string;
}
