import {memoryOf} from "../../engine/memory-of.ts";
import type {Warehouse} from "../../engine/open.ts";
import {type StoredPeriod, storedPeriods} from "../../ledger/ledger.ts";

const periodsIn = memoryOf(() => new Map<number, StoredPeriod[]>());

/** The periods of a batch from whose rows the bad ones were taken: it never changes, and each is looked at as often as files come after it. */
export async function periodsOfBatch(
  ledger: Warehouse,
  {source, batchId}: {source: string; batchId: number},
): Promise<StoredPeriod[]> {
  const known = periodsIn(ledger);
  const stored = known.get(batchId) ?? (await storedPeriods(ledger, {source, batchId}));
  known.set(batchId, stored);
  return stored;
}
