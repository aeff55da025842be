/** A number in a document where the release tells none, or another. */
export interface PaperLeak {
  /** File and page, or sheet. */
  place: string;
  bureau: string;
  heading: string;
  /** Whether the release tells nothing there; else it tells another number. */
  is_withheld: boolean;
}

/** What documents of a release say of its bureaus; as `audit-disclosure --documents --json` prints it. No number of a bureau is in it. */
export interface DocumentsAudit {
  /** Tables with rows of bureaus. */
  tables: number;
  /** Numbers that are those of the release. */
  figures: number;
  /** Cells that say x. */
  withheld: number;
  /** Numbers of bureaus under headings that could not be brought together with the release. */
  unread: number;
  leaks: PaperLeak[];
}
