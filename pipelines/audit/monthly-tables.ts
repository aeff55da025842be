import {z} from "zod";
import {type MonthlyTable, saidTable} from "../../schemas/kept-readings.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {formerBureaus, martsThere} from "./told-overtime.ts";

/** Of the release attached as `published`; one of before overtime was told by bureau has none. */
export async function publishedTables(warehouse: Warehouse): Promise<MonthlyTable[]> {
  const there = await martsThere(warehouse);
  return there.has_overtime ? tables(warehouse, {...there, inPlace: (sql) => sql}) : [];
}

/** Of the marts that are about to be published. */
export function tablesHere(warehouse: Warehouse): Promise<MonthlyTable[]> {
  return tables(warehouse, {
    has_former_bureaus: true,
    inPlace: (sql) => sql.replaceAll("published.", ""),
  });
}

async function tables(
  warehouse: Warehouse,
  place: {has_former_bureaus: boolean; inPlace(sql: string): string},
): Promise<MonthlyTable[]> {
  const countsAlso = Object.fromEntries(await formerBureaus(warehouse, place));
  const rows = await warehouse.rows(place.inPlace(statement("disclosure.monthly_tables")));
  return z
    .array(saidTable)
    .parse(rows)
    .map((row) => ({...row, countsAlso}));
}
