interface Numbers {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/** A count of a bureau or a group of bureaus in a period. */
export interface FullViewRow {
  kpi_id: string;
  indicator: string;
  scope_id: string | null;
  /** "令和5年度", "令和5年度上半期", "令和2年度～令和5年度", "令和6年度（令和6年9月30日まで）" */
  period: string;
  is_group: boolean;
  code: string;
  unit: string;
  /** As it is now. Null of what only an earlier release told, of bureaus that are others by now. */
  truth: Numbers | null;
  /** What a release of now tells; null where it tells nothing. */
  told: Numbers | null;
  why_not: string | null;
}
