import {largest} from "../../schemas/extremes.ts";
import {statement} from "../catalog/sql-files.ts";
import {memoryOf} from "../engine/memory-of.ts";
import type {Warehouse} from "../engine/open.ts";

/** A file in one of the periods that it covers. */
export interface RecordedPeriod {
  source: string;
  /** Its first day. */
  period: string;
  batchId: number;
  fileName: string;
  acceptedCount: number;
  isInForce: boolean;
  /** Its rows have left the ledger. */
  isCompacted: boolean;
}

export interface RecordedFiles {
  /** Checksums of all files, whatever became of them. */
  contents: Set<string>;
  /** 0 while there is none. */
  lastBatchId: number;
  /** In the order of the periods, and of one period in that in which they came. */
  periods: RecordedPeriod[];
  periodsOf: (source: string) => RecordedPeriod[];
  /** In force, of all sources. */
  inForce: RecordedPeriod[];
}

const lastKnown = memoryOf((): {files?: RecordedFiles; changes?: number} => ({}));

/** What the ledger has; asked anew only after a statement changed something. Rows that are appended change no answer. */
export async function recordedFiles(ledger: Warehouse): Promise<RecordedFiles> {
  const last = lastKnown(ledger);
  const changes = ledger.changes();
  if (last.files === undefined || last.changes !== changes) last.files = await askedFiles(ledger);
  last.changes = changes;
  return last.files;
}

async function askedFiles(ledger: Warehouse): Promise<RecordedFiles> {
  const rows = await ledger.rows(statement("ledger.recorded_files"));
  return filesOf({
    periods: rows.flatMap(({sha256: _, ...one}) =>
      one.period === null ? [] : [one as unknown as RecordedPeriod],
    ),
    contents: new Set(rows.map(({sha256}) => String(sha256))),
    lastBatchId: largest([0, ...rows.map(({batchId}) => Number(batchId))]),
  });
}

type Recorded = Pick<RecordedFiles, "periods" | "contents" | "lastBatchId">;

function filesOf(recorded: Recorded): RecordedFiles {
  const bySource = Map.groupBy(recorded.periods, ({source}) => source);
  return {
    ...recorded,
    periodsOf: (source) => bySource.get(source) ?? [],
    inForce: recorded.periods.filter(({isInForce}) => isInForce),
  };
}

/**
 * To be told when a file was recorded that is in force in all its periods and took nobody's place, and nothing else has changed
 * since they were asked for: a city's files come by the hundred, each is held against all before it, and most are such.
 */
export function oneMoreInForce(ledger: Warehouse, sha256: string, periods: RecordedPeriod[]): void {
  const last = lastKnown(ledger);
  const [first] = periods;
  if (last.files === undefined || first === undefined) return;
  const {contents, periods: before} = last.files;
  last.files = filesOf({
    // Sorting keeps those of one period in the order in which they came.
    periods: [...before, ...periods].sort((one, other) =>
      one.period < other.period ? -1 : one.period > other.period ? 1 : 0,
    ),
    contents: new Set([...contents, sha256]),
    lastBatchId: first.batchId,
  });
  last.changes = ledger.changes();
}
