/** What an attack on the counts of one indicator by bureau found, over all its fiscal years; as `audit-disclosure --json` prints it. */
export interface DisclosureAudit {
  kpi_id: string;
  name: string;
  /** Fiscal years and groups of people (in question, all, the others) that were attacked, each by itself. */
  attacks: number;
  /** Counts, and steps from one quarter to the next, that are not told. */
  hidden: number;
  /** The closest that one of them can be told, as the distance of its least and greatest possible value; null where nothing is hidden. */
  narrowest: number | null;
  /** Those that can be told more closely than the rule lets. */
  undone: number;
  /** Of them, those that earlier releases gave away already. */
  told_before: number;
  /** Linear programmes that were solved. */
  programmes: number;
}
