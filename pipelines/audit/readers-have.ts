import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {type Reading, type ToldSoFar, toldByReleases} from "../releases/told-by-releases.ts";
import {publishedTables} from "./monthly-tables.ts";
import {countsPublished} from "./told-overtime.ts";

/** By which statements it is read what releases tell of counts. */
export const COUNTS: Pick<Reading<"counts">, "name" | "made"> = {
  name: "counts",
  made: [
    statement("disclosure.told"),
    statement("disclosure.told_overtime"),
    statement("disclosure.told_sums"),
    statement("disclosure.monthly_tables"),
    statement("disclosure.former_bureaus"),
  ],
};

/** What the releases of an installation tell. */
export function readTold(warehouse: Warehouse, home: Home, keeps: boolean): Promise<ToldSoFar<"counts">> {
  const reading: Reading<"counts"> = {
    ...COUNTS,
    read: async () => ({counts: await countsPublished(warehouse), months: await publishedTables(warehouse)}),
    add: (newer, older) => ({
      counts: firstOf(
        [...newer.counts, ...older.counts],
        ({value, numerator, denominator, ...place}) => place,
      ),
      months: firstOf([...newer.months, ...older.months], (table) => table),
    }),
  };
  return toldByReleases(warehouse, {home, keeps}, reading);
}

/** The first of those that are alike. */
function firstOf<Row>(rows: Row[], likeness: (row: Row) => object): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) {
    const name = JSON.stringify(likeness(row));
    if (!first.has(name)) first.set(name, row);
  }
  return [...first.values()];
}
