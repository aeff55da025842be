import type {z} from "zod";
import {catalogTables} from "../../schemas/catalog.ts";
import {namesOfIndicators} from "./indicator-names.ts";
import {readKpiCatalog} from "./kpi-catalog.ts";
import {rowsOfIndicators} from "./of-indicators.ts";

type CorrectiveAction = z.infer<typeof catalogTables.corrective_actions>;

/** The city's register (corrective-actions.csv) with the short names of the indicators. UserError with file and line for what does not fit. */
export function correctiveActions(city: string): (CorrectiveAction & {short_name: string})[] {
  const catalog = readKpiCatalog(city);
  const rows = rowsOfIndicators(
    {city, file: "corrective-actions.csv", schema: catalogTables.corrective_actions},
    namesOfIndicators(catalog),
  ) as CorrectiveAction[];
  return rows.map((row) => ({
    ...row,
    short_name: catalog.kpis.find(({id}) => id === row.kpi_id)?.short_name ?? row.kpi_id,
  }));
}
