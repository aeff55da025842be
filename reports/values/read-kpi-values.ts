import type {Marts} from "../../pipelines/engine/kysely.ts";
import {UserError} from "../../schemas/errors.ts";
import type {MartRow} from "../../schemas/marts.ts";

export interface KpiFilter {
  fiscalYear?: number;
  kpiId?: string;
  bureauCode?: string;
}

/** Rows of marts.fct_kpi_values, narrowed; UserError for an indicator or bureau that does not exist. */
export async function readKpiValues(
  marts: Marts,
  filter: KpiFilter,
): Promise<MartRow<"marts.fct_kpi_values">[]> {
  await checkNames(marts, filter);
  const wanted = {
    ...(filter.fiscalYear !== undefined && {fiscal_year: filter.fiscalYear}),
    ...(filter.kpiId !== undefined && {kpi_id: filter.kpiId}),
    ...(filter.bureauCode !== undefined && {bureau_code: filter.bureauCode}),
  };
  return marts
    .selectFrom("marts.fct_kpi_values")
    .selectAll()
    .where((row) => row.and(wanted))
    .orderBy("kpi_id")
    .orderBy("scope_id")
    .orderBy("period_end")
    .orderBy("period_kind")
    .orderBy("bureau_code", (order) => order.asc().nullsFirst())
    .execute();
}

async function checkNames(marts: Marts, {kpiId, bureauCode}: KpiFilter): Promise<void> {
  const kpis = (await marts.selectFrom("marts.dim_kpis").select("kpi_id").execute()).map((row) => row.kpi_id);
  if (kpiId !== undefined && !kpis.includes(kpiId))
    throw new UserError(`指標「${kpiId}」はありません。あるもの: ${kpis.join("、")}`);
  const bureaus = await marts
    .selectFrom("marts.dim_bureaus")
    .select(["bureau_code", "bureau_name"])
    .execute();
  if (bureauCode !== undefined && !bureaus.some((bureau) => bureau.bureau_code === bureauCode))
    throw new UserError(
      `局区コード「${bureauCode}」はありません。あるもの: ` +
        bureaus.map((bureau) => `${bureau.bureau_code} ${bureau.bureau_name}`).join("、"),
    );
}
