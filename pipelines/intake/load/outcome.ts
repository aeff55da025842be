import type {Hold} from "../../ledger/hold.ts";
import type {BatchRecord, KnownBatch} from "../../ledger/ledger.ts";
import type {BadCell} from "../judge/bad-cells.ts";

/** What became of one file. */
export type FileOutcome =
  | {kind: "accepted"; fileName: string; batch: BatchRecord; title: string; reading: string; notes: string[]}
  | {
      kind: "held";
      fileName: string;
      batch: BatchRecord;
      title: string;
      reading: string;
      notes: string[];
      holds: Hold[];
      problems: BadCell[];
    }
  | {kind: "known"; fileName: string; batchId: number; state: KnownBatch["state"]}
  | {kind: "refused"; fileName: string; why: string}
  /** Still being written, or the machine failed at reading it: it stays where it is and is tried again. */
  | {kind: "unread"; fileName: string; path: string; why: string};

/** The file names bureaus or people that are not known yet; one of the files after it may be the list of them. */
export interface PutOff {
  kind: "put_off";
  source: string;
}

/** Takes the transaction back. */
export class NothingLoaded extends Error {
  readonly outcome: FileOutcome | PutOff;
  constructor(outcome: FileOutcome | PutOff) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}
