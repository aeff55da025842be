import {z} from "zod";
import {type Acknowledgement, acknowledgement} from "../../schemas/acknowledgement.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

/** Notes that somebody has seen a note and lets it be. */
export async function recordAcknowledgement(
  ledger: Warehouse,
  one: Omit<Acknowledgement, "acknowledged_on">,
): Promise<void> {
  await ledger.run(statement("ledger.insert_acknowledgement"), one);
}

/** The last acknowledgement of each note, whether its rows are still the same or not; none in a ledger of before such notes. */
export async function acknowledgementsIn(ledger: Warehouse): Promise<Acknowledgement[]> {
  const tables = await ledger.rows(statement("ledger.intake_table_names"));
  if (!tables.some(({table_name}) => table_name === "acknowledgements")) return [];
  return z.array(acknowledgement).parse(await ledger.rows(statement("ledger.acknowledgements")));
}
