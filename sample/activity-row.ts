/** One line of the office's list: an increment, never a running total. */
export interface Activity {
  fiscalYear: number;
  /** 1 = April – June. */
  quarter: number;
  item: string;
  subject: string;
  heldOn?: string;
  amount: number;
}
