import {z} from "zod";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";

const departure = z.strictObject({
  /** A loaded file, one that was refused, a workbook in which somebody was to mend a file. */
  kind: z.enum(["archive", "refused", "mending"]),
  /** As it came; of a refused one its name in the folder, of a workbook its place. */
  name: z.string(),
  /** Null for what was no file. */
  sha256: z.string().nullable(),
  byte_count: z.int().nullable(),
  /** The last batch that came from it. */
  batch_id: z.int().nullable(),
  left_at: z.string(),
  /** The day in Japan. */
  left_on: z.iso.date(),
  account: z.string(),
  /** Null for what left by rule. */
  ordered_by: z.string().nullable(),
  reason: z.string(),
  /** What a person's order rests on; null where the term was over. */
  order_basis: z.string().nullable(),
  /** Whether the same content was loaded once more since: then it is kept again. */
  came_again: z.boolean(),
});

/** The proof that an original was there. */
export type Departure = z.infer<typeof departure>;

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
