import {existsSync} from "node:fs";
import {z} from "zod";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {readingLedger} from "../ledger/read.ts";
import {currentRelease, hasManifest, readManifest} from "../releases/history.ts";

const arrival = z.strictObject({source: z.string(), period: z.iso.date(), received_on: z.iso.date()});

const heldFile = z.strictObject({
  batch_id: z.int(),
  source: z.string(),
  file_name: z.string(),
  received_on: z.iso.date(),
  /** First days of the periods its readable rows cover. */
  periods: z.array(z.iso.date()),
});

/** A file that was read but counts for nothing: not accepted, and no later file stands for all of its periods. */
export type HeldFile = z.infer<typeof heldFile>;

/** What the ledger knows of the files that came: one arrival per source and period in force. */
export interface Arrivals {
  arrivals: z.infer<typeof arrival>[];
  held: HeldFile[];
}

/** What the current release was made from, one entry per source, period and file. */
export interface ReleaseInputs {
  releaseId: string;
  batches: {source: string; sha256: string; periods: string[]}[];
}

/** Reads the ledger; nothing has arrived where there is none. UserError while another process writes it. */
export async function readArrivals(home: Home): Promise<Arrivals> {
  return existsSync(home.ledger) ? readingLedger(home, arrivalsOf) : {arrivals: [], held: []};
}

export async function arrivalsOf(ledger: Warehouse): Promise<Arrivals> {
  const arrivals = await ledger.rows(statement("ledger.arrivals"));
  const held = await ledger.rows(statement("ledger.held_files"));
  return {arrivals: z.array(arrival).parse(arrivals), held: z.array(heldFile).parse(held)};
}

/** From the manifest of the current release; undefined while there is none. `known` is given back while it is current. */
export function readReleaseInputs(home: Home, known?: ReleaseInputs): ReleaseInputs | undefined {
  const releaseId = currentRelease(home)?.releaseId;
  if (releaseId === undefined || !hasManifest(home, releaseId)) return undefined;
  if (releaseId === known?.releaseId) return known;
  const {batches} = readManifest(home, releaseId).ingredients;
  return {releaseId, batches: batches.map(({source, sha256, periods}) => ({source, sha256, periods}))};
}
