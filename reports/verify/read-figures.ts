import type {Marts} from "../../pipelines/engine/kysely.ts";
import {orNone} from "../../pipelines/engine/or-none.ts";
import {CODED_SERIES} from "../../schemas/coded-series.ts";
import {largest} from "../../schemas/extremes.ts";
import {figureCode} from "../../schemas/figure-code.ts";
import type {MartName} from "../../schemas/marts.ts";
import {parseRows} from "../values/parse-rows.ts";

/** Value of every figure of a release by its code; null where there is none or it may not be shown. */
export async function readFigures(marts: Marts): Promise<Map<string, number | null>> {
  const kpis = await marts.selectFrom("marts.dim_kpis").select(["kpi_id", "scope_id"]).execute();
  const official = new Map(kpis.map(({kpi_id, scope_id}) => [kpi_id, scope_id]));
  const rows = parseRows(
    "marts.fct_kpi_values",
    await marts.selectFrom("marts.fct_kpi_values").selectAll().execute(),
  );
  const series = await readSeries(
    marts,
    rows.map(({fiscal_year}) => fiscal_year),
  );
  return new Map([
    ...rows.map((row): [string, number | null] => [
      figureCode(row, official.get(row.kpi_id) ?? ""),
      row.observation_status === "withheld" ? null : row.value,
    ]),
    ...series,
  ]);
}

/** Value of every number of the other published relations by its code. */
async function readSeries(marts: Marts, years: number[]): Promise<[string, number | null][]> {
  const bureaus = await marts
    .selectFrom("marts.dim_bureaus")
    .select(["bureau_code", "appointing_authority_group"])
    .execute();
  const context = {
    groups: new Map(
      bureaus.map(({bureau_code, appointing_authority_group}) => [bureau_code, appointing_authority_group]),
    ),
    lastYear: largest(years, 0),
  };
  const found: [string, number | null][] = [];
  for (const series of CODED_SERIES) {
    const rows = await orNone(() => marts.selectFrom<MartName>(series.relation).selectAll().execute());
    for (const {code, value} of series.cells(rows, context))
      if (typeof value !== "string") found.push([code, value]);
  }
  return found;
}
