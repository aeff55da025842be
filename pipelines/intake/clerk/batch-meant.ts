import {isUnknown, mayBeSeveral, type Named, namedWhole} from "../../catalog/one-named.ts";
import type {Home} from "../../installation/home.ts";
import {readingLedger} from "../../ledger/read.ts";
import {heldBatches} from "./intake-status.ts";

const NUMBER = /^(?:受付番号|番号|#)?\s*([0-9]{1,9})番?$/;

/** The number that a person typed, also in full-width signs; undefined for another word. */
export function batchNumber(typed: string): number | undefined {
  const [, number] = NUMBER.exec(typed.normalize("NFKC").trim()) ?? [];
  return number === undefined ? undefined : Number(number);
}

/**
 * The number of the batch that a person means: by number, or among those that are held by the name of its file or the title of
 * its source. UserError that lists them where it may be several or none.
 */
export async function batchMeant(home: Home, typed: string): Promise<number> {
  const number = batchNumber(typed);
  if (number !== undefined) return number;
  const held = await heldNames(home);
  const [only, ...others] = namedWhole(typed, held);
  if (only === undefined) throw isUnknown(typed, held, "保留のファイル");
  if (others.length > 0) throw mayBeSeveral(typed, [only, ...others], "保留のファイル");
  return Number(only.id);
}

/** Batches that are held, by the name of the file and the title of the source. */
export async function heldNames(home: Home): Promise<Named[]> {
  const held = await readingLedger(home, heldBatches);
  return held.map(({batch_id, file_name, source, source_title}) => ({
    id: String(batch_id),
    title: `${file_name}（受付番号${batch_id}）`,
    names: [file_name, source_title, source],
  }));
}
