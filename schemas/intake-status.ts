import type {FaultGroup} from "./fault-group.ts";

/** Where every file stands, as `status --json` prints it. Times are ISO in UTC, periods the ISO date of their first day. */
export interface IntakeStatus {
  folders: {inbox: string; refused: string};
  /** Names of files in the inbox that the next run will load. */
  waiting_files: string[];
  held: HeldBatch[];
  /** What is wrong in the held files, the same things together. */
  faults: FaultGroup[];
  /** Without those in whose place a mended file of the same name was taken since. */
  refused: RefusedFile[];
  in_force: SourceInForce[];
  /** Periods for which only some bureaus have sent. */
  in_parts: PeriodInParts[];
  /** Columns that files in force do not have, and what holds instead. */
  absent_columns: AbsentColumn[];
  /** What people decided, the latest first. */
  decisions: BatchDecision[];
}

/** A file that counts in no figure until it is mended, accepted or rejected. */
export interface HeldBatch {
  batch_id: number;
  source: string;
  source_title: string;
  file_name: string;
  /** Of its content. */
  sha256: string;
  received_at: string;
  /** The day in Japan. */
  received_on: string;
  row_count: number;
  accepted_count: number;
  quarantined_count: number;
  periods: string[];
  reasons: {kind: string; reason: string}[];
  /** What it asks and nobody has answered; each answer is one word. */
  questions: {text: string; answers: string[]}[];
  /** It names bureaus or people that no list had, and one was taken since: the same file, sent again, may be whole. */
  is_listed_since: boolean;
}

/** A file that could not be read at all and was put aside. */
export interface RefusedFile {
  file: string;
  why: string;
}

export interface SourceInForce {
  source: string;
  source_title: string;
  /** Months that one period covers; null for lists and days of record. */
  period_months: number | null;
  periods: PeriodInForce[];
  /** First days of periods between the first and the last one for which nothing is in force. */
  missing: string[];
}

export interface PeriodInForce {
  period: string;
  batch_id: number;
  file_name: string;
  row_count: number;
}

/** A period that a person said is in parts, with what came for it and who has still to send. */
export interface PeriodInParts {
  source: string;
  source_title: string;
  /** Months that one period of the source covers; null for lists and days of record. */
  period_months: number | null;
  period: string;
  file_names: string[];
  /** `usual_count`: people (rows, where bureaus send sums) that the bureau had in each of the periods before, at least. */
  missing: {bureau_code: string; bureau_name: string; usual_count: number}[];
}

export interface AbsentColumn {
  source: string;
  source_title: string;
  /** 「事由」の列がないので、どの行も「通常」とする（…） */
  text: string;
  file_count: number;
}

export interface BatchDecision {
  batch_id: number;
  file_name: string;
  decision: "accept" | "reject";
  decided_at: string;
  decided_on: string;
  decided_by: string;
  reason: string;
}
