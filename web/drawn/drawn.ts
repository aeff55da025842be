import type {Arrival} from "../../reports/scorecard/arrivals.ts";
import type {RowView} from "../../reports/scorecard/scoreboard-view.ts";
import type {CountLine} from "../../reports/values/board-counts.ts";
import type {StatusView} from "../../reports/values/status.ts";

/** One quarter of a programme as pages show it: drawn once by a process of its own, then only put together. */
export interface DrawnBoard {
  releaseId: string;
  /** When the release was published, ISO 8601. */
  isSample: boolean;
  /** "R6Q2", and "令和6年度 第2四半期". */
  quarter: string;
  quarterName: string;
  programmeId: string;
  programme: string;
  /** "令和6年9月30日現在　23指標". */
  asOf: string;
  counts: CountLine[];
  targetYear: string;
  running: {toDate: string; yearEnd: string};
  highlights: {kpiId: string; name: string; text: string; mark: string; status: StatusView}[];
  groups: {name: string; rows: DrawnRow[]}[];
  notes: string[];
  /** A line for each source. */
  arrivals: Arrival[];
  /** Pages of the indicators that have one, by their ids. */
  indicators: Record<string, DrawnIndicator>;
  /** The rules of the classes that stand in the drawn pages for lengths of their own. */
  style: string;
}

/** A row of the board: texts as on paper, the trend as an SVG picture, and what it can be sorted by. */
export type DrawnRow = Omit<RowView, "trend" | "bar"> & {
  trend: string;
  /** SVG of the progress; "" where there is none to show. */
  bar: string;
  /** From the worst status to the best; share of the way that is gone, null where there is none. */
  rank: {status: number; progress: number | null};
};

export interface DrawnIndicator {
  name: string;
  kicker: string;
  /** Names of the figures on top, each with what it is: "最新値", "F-…". */
  figures: {word: string; code: string}[];
  /** The whole page, and what stands beside the board. */
  page: string;
  panel: string;
}

/** One bureau's card of a quarter. */
export interface DrawnCard {
  title: string;
  page: string;
  style: string;
}
