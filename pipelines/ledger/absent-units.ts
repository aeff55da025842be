import {z} from "zod";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

/** A bureau that a batch lacks in a period, and how many people or rows it had in each of those before, at least. */
export interface AbsentUnit {
  period: string;
  unit: string;
  usual_count: number;
}

/** Notes what a batch lacks. Runs inside the transaction that loads it. */
export async function noteAbsent(ledger: Warehouse, batchId: number, absent: AbsentUnit[]): Promise<void> {
  if (absent.length === 0) return;
  await ledger.run(statement("ledger.insert_absent_units"), {
    batch_id: batchId,
    absent: JSON.stringify(absent),
  });
}

const missingUnit = z.strictObject({
  source: z.string(),
  period: z.string(),
  unit: z.string(),
  name: z.string(),
  usual_count: z.int(),
});

export type MissingUnit = z.infer<typeof missingUnit>;

/** Bureaus that have not sent for periods in parts; none in a ledger of before such notes. */
export async function missingUnits(ledger: Warehouse): Promise<MissingUnit[]> {
  const tables = await ledger.rows(statement("ledger.intake_table_names"));
  if (!tables.some(({table_name}) => table_name === "absent_units")) return [];
  return z.array(missingUnit).parse(await ledger.rows(statement("ledger.missing_units")));
}
