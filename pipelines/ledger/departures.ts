import {z} from "zod";
import {type Departure, departure} from "../../schemas/departure.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

/** Notes that originals leave. Runs before the first of them is removed. */
export async function recordDepartures(
  ledger: Warehouse,
  departures: Omit<Departure, "left_on" | "came_again">[],
): Promise<void> {
  await ledger.transaction(async () => {
    for (const one of departures) await ledger.run(statement("ledger.insert_departure"), one);
  });
}

/** Everything that left, the first one first; nothing in a ledger of before such notes. */
export async function departuresIn(ledger: Warehouse): Promise<Departure[]> {
  const tables = await ledger.rows(statement("ledger.intake_table_names"));
  if (!tables.some(({table_name}) => table_name === "departures")) return [];
  return z.array(departure).parse(await ledger.rows(statement("ledger.departures")));
}

/** Loaded files that left and are to stay away, by content. */
export async function departedContents(ledger: Warehouse): Promise<Map<string, Departure>> {
  const gone = (await departuresIn(ledger)).filter(({kind, came_again}) => kind === "archive" && !came_again);
  return new Map(gone.flatMap((one) => (one.sha256 === null ? [] : [[one.sha256, one]])));
}
