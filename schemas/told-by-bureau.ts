import type {MartName} from "./marts.ts";

/**
 * By which rule of city/privacy.csv each published relation tells something of a bureau: `figures`, what was chosen of its indicator's domain
 * (count, population or never); `overtime`, the domain of that name (metrics.overtime_told); `names`, no numbers of people. One that is
 * not here cannot be published (test/rules/bureaus-told.test.ts).
 */
export const TOLD_BY_BUREAU: Partial<Record<MartName, "figures" | "overtime" | "names">> = {
  "marts.dim_bureaus": "names",
  "marts.dim_bureau_names": "names",
  "marts.dim_bureau_groups": "names",
  "marts.dim_units": "names",
  "marts.dim_events": "names",
  "marts.dim_corrective_actions": "names",
  "marts.fct_kpi_values": "figures",
  "marts.fct_kpi_sums": "figures",
  "marts.fct_revisions": "figures",
  "marts.fct_packet_revisions": "figures",
  "marts.fct_overtime_counts": "overtime",
  "marts.fct_overtime_counts_by_organisation": "overtime",
  "marts.fct_overtime_limits": "overtime",
  "marts.fct_overtime_early_warning": "overtime",
  "marts.fct_overtime_analysis_due": "overtime",
};
