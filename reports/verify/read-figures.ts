import type {Marts} from "../../pipelines/warehouse/kysely.ts";
import {figureCode} from "../../schemas/figure-code.ts";
import {parseRows} from "../parse-rows.ts";

/** Value of every figure of a release by its code; null where there is none or it may not be shown. */
export async function readFigures(marts: Marts): Promise<Map<string, number | null>> {
  const kpis = await marts.selectFrom("marts.dim_kpis").select(["kpi_id", "scope_id"]).execute();
  const official = new Map(kpis.map(({kpi_id, scope_id}) => [kpi_id, scope_id]));
  const rows = parseRows(
    "marts.fct_kpi_values",
    await marts.selectFrom("marts.fct_kpi_values").selectAll().execute(),
  );
  return new Map(
    rows.map((row) => [
      figureCode(row, official.get(row.kpi_id) ?? ""),
      row.observation_status === "withheld" ? null : row.value,
    ]),
  );
}
