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

/** How much of one indicator's counts by bureau is told for one period, as `disclosure --json` prints it. */
export interface DisclosureShare {
  kpi_id: string;
  name: string;
  /** Whether bureaus are told by themselves or in groups. */
  unit: "bureau" | "group";
  /** "令和5年度", "令和5年度（令和5年9月30日まで）", "令和5年度上半期", "令和2年度～令和5年度" */
  period: string;
  /** Bureaus, or groups of them. */
  bureaus: number;
  told: number;
  /** What is not told, compared with what has to be. */
  withheld: {
    count: number;
    /** Those that the rule withholds for their own sake: few people, a period or a count that is not told. */
    by_rule: number;
    /** The fewest that any choice withholds: those, and never fewer than a withheld count needs to hide among. */
    expected: number;
  };
  /** Share of the people counted who are in told bureaus, 0–1; null where nobody is counted. */
  people_share: number | null;
  /** Of the bureau that was asked for, or its group: why it is not told; null where it is. Left out where none was asked for. */
  refusal?: string | null;
}
