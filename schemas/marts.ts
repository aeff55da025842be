import {z} from "zod";
import {isoDate} from "./marts/column-kinds.ts";
import {
  fctKpiAwaitedSources,
  fctKpiSources,
  fctKpiSums,
  fctKpiValues,
  fctOfficeNotes,
  fctReconciliation,
  fctRevisions,
  fctScoreboard,
  fctSeriesRevisions,
  fctSourcePeriods,
} from "./marts/figures.ts";
import {fctBacktest, fctForecastReplays, fctSurveyMargins, fctYearEndBasis} from "./marts/forecasts.ts";
import {
  dimBureauGroups,
  dimBureauNames,
  dimBureaus,
  dimCity,
  dimCorrectiveActions,
  dimEvents,
  dimKpiBreaks,
  dimKpiListings,
  dimKpiPaperSizes,
  dimKpis,
  dimOrganisationChanges,
  dimProgrammes,
  dimScopes,
  dimTasks,
  dimUnits,
} from "./marts/indicators.ts";
import {
  fctDisabilityRate,
  fctPunctualLeaveDays,
  fctSharedServices,
  fctTrainings,
} from "./marts/observed-series.ts";
import {
  dimOvertimeRules,
  fctOvertimeAnalysisDue,
  fctOvertimeCounts,
  fctOvertimeCountsByOrganisation,
  fctOvertimeEarlyWarning,
  fctOvertimeLimits,
  fctOvertimeMeans,
  fctOvertimeMonthlyMeans,
  fctOvertimePay,
} from "./marts/overtime.ts";
import {
  dimInitiatives,
  dimPacketPages,
  dimPackets,
  dimPacketTexts,
  dimReform,
  dimRelatedTasks,
  dimTaskActions,
  dimTaskSheets,
  fctPacketReferences,
} from "./marts/packet.ts";

/** One row: the release itself. `is_sample` is true as long as any file behind it is synthetic (見本データ). */
const releaseInfo = z.strictObject({
  release_id: z.string(),
  created_on: isoDate,
  is_sample: z.boolean(),
  /** Of overtime; null in a city that sends none. */
  latest_month: isoDate.nullable(),
  latest_as_of_date: isoDate.nullable(),
});

/** Every published relation with the schema of its rows. Reports and Kysely take their types from here. */
export const marts = {
  "marts.dim_kpis": dimKpis,
  "marts.dim_tasks": dimTasks,
  "marts.dim_kpi_listings": dimKpiListings,
  "marts.dim_kpi_breaks": dimKpiBreaks,
  "marts.dim_programmes": dimProgrammes,
  "marts.dim_city": dimCity,
  "marts.dim_organisation_changes": dimOrganisationChanges,
  "marts.dim_events": dimEvents,
  "marts.dim_corrective_actions": dimCorrectiveActions,
  "marts.dim_bureaus": dimBureaus,
  "marts.dim_bureau_names": dimBureauNames,
  "marts.dim_bureau_groups": dimBureauGroups,
  "marts.dim_units": dimUnits,
  "marts.dim_scopes": dimScopes,
  "marts.dim_kpi_paper_sizes": dimKpiPaperSizes,
  "marts.fct_kpi_values": fctKpiValues,
  "marts.fct_kpi_sums": fctKpiSums,
  "marts.fct_revisions": fctRevisions,
  "marts.fct_packet_revisions": fctRevisions,
  "marts.fct_series_revisions": fctSeriesRevisions,
  "marts.fct_scoreboard": fctScoreboard,
  "marts.fct_forecast_replays": fctForecastReplays,
  "marts.fct_backtest": fctBacktest,
  "marts.fct_year_end_basis": fctYearEndBasis,
  "marts.fct_survey_margins": fctSurveyMargins,
  "marts.fct_overtime_counts": fctOvertimeCounts,
  "marts.fct_overtime_counts_by_organisation": fctOvertimeCountsByOrganisation,
  "marts.fct_overtime_means": fctOvertimeMeans,
  "marts.fct_overtime_monthly_means": fctOvertimeMonthlyMeans,
  "marts.dim_overtime_rules": dimOvertimeRules,
  "marts.fct_overtime_limits": fctOvertimeLimits,
  "marts.fct_overtime_analysis_due": fctOvertimeAnalysisDue,
  "marts.fct_overtime_early_warning": fctOvertimeEarlyWarning,
  "marts.fct_disability_rate": fctDisabilityRate,
  "marts.fct_overtime_pay": fctOvertimePay,
  "marts.fct_shared_services": fctSharedServices,
  "marts.fct_punctual_leave_days": fctPunctualLeaveDays,
  "marts.fct_trainings": fctTrainings,
  "marts.fct_reconciliation": fctReconciliation,
  "marts.fct_kpi_sources": fctKpiSources,
  "marts.fct_source_periods": fctSourcePeriods,
  "marts.fct_kpi_awaited_sources": fctKpiAwaitedSources,
  "marts.fct_office_notes": fctOfficeNotes,
  "marts.dim_initiatives": dimInitiatives,
  "marts.dim_task_sheets": dimTaskSheets,
  "marts.dim_task_actions": dimTaskActions,
  "marts.dim_related_tasks": dimRelatedTasks,
  "marts.dim_reform": dimReform,
  "marts.dim_packets": dimPackets,
  "marts.dim_packet_pages": dimPacketPages,
  "marts.dim_packet_texts": dimPacketTexts,
  "marts.fct_packet_references": fctPacketReferences,
  "marts.release_info": releaseInfo,
} as const;

export type MartName = keyof typeof marts;
export type MartRow<Name extends MartName> = z.infer<(typeof marts)[Name]>;

/** The warehouse as Kysely sees it. */
export type MartTables = {[Name in MartName]: MartRow<Name>};
