/** What came of one kind of file, as `status --history` prints it: a file stands once for each period that its rows cover. */
export interface SourceHistory {
  source: string;
  source_title: string;
  files: ReceivedFile[];
}

export interface ReceivedFile {
  batch_id: number;
  file_name: string;
  sha256: string;
  /** ISO date of its first day; null for a file without a row that could be read. */
  period: string | null;
  period_name: string;
  /** ISO time in UTC. */
  received_at: string;
  row_count: number;
  quarantined_count: number;
  /** In force, taken over by a later one, waiting for a person, or taken out. */
  standing: "in_force" | "replaced" | "held" | "rejected";
  /** The account that loaded it, then those that had it read anew; null where that was not noted yet. */
  sent_by: string | null;
  /** Who accepted or rejected it, and why; null where nobody had to. */
  decided_by: string | null;
  reason: string | null;
}

export const STANDINGS: Record<ReceivedFile["standing"], string> = {
  in_force: "使っている",
  replaced: "あとのファイルに替わった",
  held: "直し待ち",
  rejected: "取り下げた",
};
