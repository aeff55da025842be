import type {Marts} from "../../pipelines/engine/kysely.ts";
import {quarterEnd} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {quarterOfMonth, spanOf, type TypedPeriod} from "../../schemas/typed-period.ts";

export interface KpiFilter {
  fiscalYear?: number;
  /** The value of a whole year, to the end of a quarter, or of a month; for a month that has none, to the end of its quarter. */
  period?: TypedPeriod;
  kpiId?: string;
  /** Only of these. */
  kpiIds?: string[];
  bureauCode?: string;
  scopeId?: string;
}

type KpiValue = MartRow<"marts.fct_kpi_values">;

/** Rows of marts.fct_kpi_values, narrowed. */
export async function readKpiValues(marts: Marts, filter: KpiFilter): Promise<KpiValue[]> {
  const wanted = {
    ...(filter.fiscalYear !== undefined && {fiscal_year: filter.fiscalYear}),
    ...(filter.kpiId !== undefined && {kpi_id: filter.kpiId}),
    ...(filter.bureauCode !== undefined && {bureau_code: filter.bureauCode}),
    ...(filter.scopeId !== undefined && {scope_id: filter.scopeId}),
  };
  const rows = await marts
    .selectFrom("marts.fct_kpi_values")
    .selectAll()
    .where((row) => row.and(wanted))
    .orderBy("kpi_id")
    .orderBy("scope_id")
    .orderBy("period_end")
    .orderBy("period_kind")
    .orderBy("bureau_code", (order) => order.asc().nullsFirst())
    .execute();
  const chosen = rows.filter(({kpi_id}) => filter.kpiIds?.includes(kpi_id) ?? true);
  return filter.period ? ofPeriod(chosen, filter.period) : chosen;
}

function ofPeriod(rows: KpiValue[], period: TypedPeriod): KpiValue[] {
  switch (period.kind) {
    case "year":
      return rows.filter((row) => row.period_kind === "year" && row.fiscal_year === period.fiscalYear);
    case "quarter":
      return rows.filter((row) => row.period_kind === "quarter" && row.period_end === quarterEnd(period));
    case "month": {
      const {to} = spanOf(period);
      const ofMonth = rows.filter((row) => row.period_kind === "month" && row.period_end === to);
      return ofMonth.length > 0 ? ofMonth : ofPeriod(rows, {kind: "quarter", ...quarterOfMonth(period)});
    }
    default:
      return period satisfies never;
  }
}
