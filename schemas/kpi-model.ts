interface Measured {
  kpiId: string;
  /** Null where the indicator's own name says it, and in releases from before it was noted. */
  model: string | null;
}

/** "kpi_paper_sheets": the relation of the schema `metrics` that an indicator's values come from. */
export function modelOf({kpiId, model}: Measured): string {
  return model ?? `kpi_${kpiId}`;
}

/** People over the year's 480 hours: the reports show other counts of overtime beside it, of other populations. */
const OVER_480_HOURS = "kpi_overtime_over_480h";

/** The rate of staff with disabilities on its day of record. */
const DISABILITY_RATE = "kpi_disability_employment_rate";

export function isDisabilityRate({kpi_id, model}: {kpi_id: string; model: string | null}): boolean {
  return modelOf({kpiId: kpi_id, model}) === DISABILITY_RATE;
}

export function isOver480Hours({kpi_id, model}: {kpi_id: string; model: string | null}): boolean {
  return modelOf({kpiId: kpi_id, model}) === OVER_480_HOURS;
}
