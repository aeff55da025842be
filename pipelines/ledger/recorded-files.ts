import {largest} from "../../schemas/extremes.ts";
import {statement} from "../catalog/sql-files.ts";
import {untilChanged} from "../engine/memory-of.ts";
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
  periodsOf: (source: string) => RecordedPeriod[];
  /** In force, of all sources. */
  inForce: RecordedPeriod[];
}

/** What the ledger has, asked once a file: a city's files come by the hundred, and each is held against all before it. */
export const recordedFiles = untilChanged(async (ledger: Warehouse): Promise<RecordedFiles> => {
  const rows = await ledger.rows(statement("ledger.recorded_files"));
  const periods = rows.filter(({period}) => period !== null) as unknown as RecordedPeriod[];
  const bySource = Map.groupBy(periods, ({source}) => source);
  return {
    lastBatchId: largest([0, ...rows.map(({batchId}) => Number(batchId))]),
    contents: new Set(rows.map(({sha256}) => String(sha256))),
    periodsOf: (source) => bySource.get(source) ?? [],
    inForce: periods.filter(({isInForce}) => isInForce),
  };
});
