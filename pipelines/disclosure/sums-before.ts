import {z} from "zod";
import type {Fill} from "../../schemas/kept-build.ts";
import {type SumBefore, sumBefore} from "../../schemas/kept-readings.ts";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {type Reading, toldByReleases, toldFrom} from "../releases/told-by-releases.ts";

const member = z.strictObject({
  bureau_code: z.string(),
  group_code: z.string(),
  first_fiscal_year: z.int(),
  last_fiscal_year: z.int(),
});

/** That a bureau is told with others, in the same way from one fiscal year to another. */
export type Member = z.infer<typeof member>;

const COLUMNS = {
  kpi_id: "varchar",
  scope_id: "varchar",
  group_code: "varchar",
  bureau_code: "varchar",
  period_kind: "varchar",
  period_start: "date",
  period_end: "date",
  observation_status: "varchar",
  value: "double",
  numerator: "double",
  denominator: "double",
};

export async function readGroups(warehouse: Warehouse): Promise<Member[]> {
  return z.array(member).parse(await warehouse.rows(statement("disclosure.groups")));
}

/** Fills disclosure.sums_before with what readers were last told of each group and of each bureau over several years. */
export async function readSumsBefore(
  warehouse: Warehouse,
  home: Home,
  {keeps, fill}: {keeps: boolean; fill: Fill},
): Promise<void> {
  await warehouse.run(statement("disclosure.tables"));
  const reading = toldIn(warehouse);
  const table = "disclosure.sums_before";
  await fill({tables: [table], from: () => toldFrom(home, reading)}, async () => {
    const {latest, before} = await toldByReleases(warehouse, {home, keeps}, reading);
    await insertRows(warehouse, {table, columns: COLUMNS, rows: lastTold(latest ?? [], before ?? [])});
  });
}

function toldIn(warehouse: Warehouse): Reading<"sums"> {
  return {
    name: "sums",
    made: [statement("disclosure.sums_told_by_release")],
    read: () => sumsTold(warehouse),
    add: lastTold,
  };
}

/** Of the release attached as `published`; one of before groups were told has none. */
async function sumsTold(warehouse: Warehouse): Promise<SumBefore[]> {
  const [there] = await warehouse.rows(statement("disclosure.marts_there"));
  if (there?.has_sums !== true) return [];
  return z.array(sumBefore).parse(await warehouse.rows(statement("disclosure.sums_told_by_release")));
}

/** Of a sum that both tell, the newer word. */
function lastTold(newer: SumBefore[], older: SumBefore[]): SumBefore[] {
  const told = new Set(newer.map(placeOf));
  return [...newer, ...older.filter((row) => !told.has(placeOf(row)))];
}

function placeOf({observation_status, value, numerator, denominator, ...place}: SumBefore): string {
  return JSON.stringify(place);
}

export async function sumsBefore(warehouse: Warehouse): Promise<SumBefore[]> {
  return z.array(sumBefore).parse(await warehouse.rows(statement("disclosure.sums_before")));
}
