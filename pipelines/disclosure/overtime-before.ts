import {z} from "zod";
import type {Fill} from "../../schemas/kept-build.ts";
import {type ToldOvertime, toldOvertime} from "../../schemas/kept-readings.ts";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {type Reading, toldByReleases, toldFrom} from "../releases/told-by-releases.ts";

const TABLE = "disclosure.overtime_before";

const COLUMNS = {
  relation: "varchar",
  fiscal_year: "integer",
  month: "date",
  told_as: "varchar",
  scope_id: "varchar",
  bureau_code: "varchar",
  staff_count: "double",
};

/** Fills disclosure.overtime_before with what readers were last told of bureaus' overtime in every month and year. */
export async function readOvertimeBefore(
  warehouse: Warehouse,
  home: Home,
  {keeps, fill}: {keeps: boolean; fill: Fill},
): Promise<void> {
  const reading = toldIn(warehouse);
  await fill({tables: [TABLE], from: () => toldFrom(home, reading)}, async () => {
    const {latest, before} = await toldByReleases(warehouse, {home, keeps}, reading);
    await noteOvertimeBefore(warehouse, lastTold(latest ?? [], before ?? []));
  });
}

export async function noteOvertimeBefore(warehouse: Warehouse, rows: ToldOvertime[]): Promise<void> {
  await insertRows(warehouse, {table: TABLE, columns: COLUMNS, rows});
}

function toldIn(warehouse: Warehouse): Reading<"overtime"> {
  return {
    name: "overtime",
    made: [statement("disclosure.overtime_told_by_release")],
    read: () => overtimeTold(warehouse),
    add: lastTold,
  };
}

/** Of the release attached as `published`; one of before overtime was told by bureau has none. */
export async function overtimeTold(warehouse: Warehouse): Promise<ToldOvertime[]> {
  const [there] = await warehouse.rows(statement("disclosure.marts_there"));
  if (there?.has_overtime !== true) return [];
  return z.array(toldOvertime).parse(await warehouse.rows(statement("disclosure.overtime_told_by_release")));
}

/** Of a month's table that both tell, the newer word. */
export function lastTold(newer: ToldOvertime[], older: ToldOvertime[]): ToldOvertime[] {
  const told = new Set(newer.map(tableOf));
  return [...newer, ...older.filter((row) => !told.has(tableOf(row)))];
}

function tableOf({relation, fiscal_year, month, told_as, scope_id}: ToldOvertime): string {
  return JSON.stringify([relation, fiscal_year, month, told_as, scope_id]);
}
