interface Measured {
  kpiId: string;
  /** Null where the indicator's own name says it, and in releases from before it was noted. */
  model: string | null;
}

/** "kpi_paper_sheets": the relation of the schema `metrics` that an indicator's values come from. */
export function modelOf({kpiId, model}: Measured): string {
  return model ?? `kpi_${kpiId}`;
}
