import {z} from "zod";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import {formerBureaus, martsThere} from "./told-overtime.ts";

const saidTable = z.strictObject({
  mart: z.string(),
  fiscal_year: z.int(),
  /** Its first day. */
  month: z.iso.date(),
  rule_id: z.string(),
  scope_id: z.string(),
  told_bureaus: z.array(z.string()),
  told_people: z.array(z.int()),
  hidden_bureaus: z.array(z.string()),
  /** The sum that those that are withheld hide in; null where none is. */
  hidden_people: z.int().nullable(),
});

export const monthlyTable = saidTable.extend({countsAlso: z.record(z.string(), z.array(z.string()))});

/** What a release tells of one month, limit and scope, and (`countsAlso`) which bureaus of before it counts as which. */
export type MonthlyTable = z.infer<typeof monthlyTable>;

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
