import {isOver480Hours} from "../../schemas/kpi-model.ts";
import {readKpiCatalog} from "../catalog/kpi-catalog.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {type ToldRow, toldRows} from "./told-sums.ts";

/** Whether the release attached as `published` has the marts of overtime by bureau. */
export async function hasOvertime(warehouse: Warehouse): Promise<boolean> {
  const [row] = await warehouse.rows(statement("disclosure.overtime_there"));
  return row?.is_there === true;
}

/** Everything that the release attached as `published` tells of the indicators' counts by bureau, by whatever mart. */
export async function toldByPublished(warehouse: Warehouse, city: string): Promise<ToldRow[]> {
  return told(warehouse, {city, hasOvertime: await hasOvertime(warehouse), inPlace: (sql) => sql});
}

/** The same of the marts that are about to be published. */
export function toldHere(warehouse: Warehouse, city: string): Promise<ToldRow[]> {
  return told(warehouse, {city, hasOvertime: true, inPlace: (sql) => sql.replaceAll("published.", "")});
}

interface Place {
  city: string;
  hasOvertime: boolean;
  inPlace(sql: string): string;
}

async function told(warehouse: Warehouse, {city, hasOvertime: isThere, inPlace}: Place): Promise<ToldRow[]> {
  const rows = toldRows(await warehouse.rows(inPlace(statement("disclosure.told"))));
  const over480 = readKpiCatalog(city).kpis.filter(({id, model}) => isOver480Hours({kpi_id: id, model}));
  if (!isThere || over480.length === 0) return rows;
  const others = await warehouse.rows(inPlace(statement("disclosure.told_overtime")));
  return [...rows, ...over480.flatMap(({id}) => toldRows(others.map((row) => ({kpi_id: id, ...row}))))];
}
