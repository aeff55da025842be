import type {DocumentTable} from "../values/document-table.ts";

/** What a printed document must be, found from its release alone and never from the page that was printed. */
export interface Expectation {
  title: string;
  /** Null where the length follows from the matter. */
  pages: number | null;
  /** Outermost bookmarks, in the order of the document. */
  outline: string[];
  /** The bookmark of the printed table of contents and what it lists; null for a document without one. */
  contents: {bookmark: string; titles: string[]} | null;
  /** Every row stands in the document as often as it stands here. */
  tables: DocumentTable[];
  /** Texts with numbers outside of tables, each under an outermost bookmark. */
  texts: {bookmark: string; text: string}[];
  /** Names of all fonts that may occur. */
  fonts: string[];
  releaseId: string;
  isSample: boolean;
  /** Printed of a candidate, before it is public. */
  isDraft?: boolean | undefined;
  /** Every figure of the release by its code; null: nothing to show. */
  figures: Map<string, number | null>;
}

/** One thing that is wrong with a printed document, told in Japanese. */
export interface Fault {
  check: CheckName;
  /** From 1; null where the whole document is meant. */
  page: number | null;
  text: string;
}

type CheckName =
  | "pages"
  | "contents"
  | "rows"
  | "figures"
  | "doubled"
  | "fonts"
  | "glyphs"
  | "tags"
  | "empty"
  | "outside"
  | "collisions"
  | "release";

export const SAMPLE_MARK = "見本データ";
/** On every page of what is printed before it is public, and on no other. */
export const DRAFT_MARK = "案（公開前の候補）";
