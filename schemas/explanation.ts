import type {FigureId} from "./figure-code.ts";
import type {MartRow} from "./marts.ts";
import type {Program} from "./release-manifest.ts";
import type {Said} from "./series-code.ts";

type Status = MartRow<"marts.fct_scoreboard">["status"];
type ObservationStatus = MartRow<"marts.fct_kpi_values">["observation_status"];

/** Numbers of a figure; all null while the cell is withheld. */
interface Numbers {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
}

/** Everything behind one figure of one release, as `explain --json` prints it. Counts of rows and files, never people. */
export interface Explanation extends FigureId, Numbers {
  figure: string;
  period_start: string;
  observation_status: ObservationStatus;
  kpi_name: string;
  unit: string;
  decimals: number;
  scope_name: string;
  bureau_name: string | null;
  release_id: string;
  released_on: string;
  definition: string;
  as_of_rule: string;
  assumption: string | null;
  /** What the data that came do not cover, where that is known. */
  remark: string | null;
  /** Which file of city changes that reading. */
  how_to_change: string | null;
  owner: string;
  /** From the indicator's own model up to staging. `sql` is given for the indicator's own model. */
  models: {name: string; description: string; sha256: string; sql: string | null}[];
  sources: ExplainedSource[];
  /** Rules, weights and definitions of city. */
  catalog: {file: string; sha256: string}[];
  /** The city's own checks that look at it or at what it rests on, and how many rows each found wrong. */
  checks: {file: string; message: string; row_count: number}[];
  /** The program that computed it; null for releases from before it was noted. */
  program: Program | null;
  /** What each release that changed something said, oldest first, up to this release. */
  history: FigureRecord[];
}

/** Everything behind one number of a published relation, as `explain --json` prints it for a code "T-…". */
export interface SeriesExplanation
  extends Pick<Explanation, "models" | "sources" | "catalog" | "checks" | "program"> {
  figure: string;
  series_title: string;
  relation: string;
  /** What the parts of the code say. */
  keys: {name: string; text: string}[];
  value: Said;
  unit: string;
  decimals: number;
  /** Rows of the relation that are summed. */
  row_count: number;
  release_id: string;
  released_on: string;
  /** What each release that changed it said, oldest first, up to this release; since the ledger remembers it. */
  history: SeriesRecord[];
}

export interface SeriesRecord {
  release_id: string;
  released_on: string;
  value: Said;
  /** The release had no such number. */
  is_absent: boolean;
  cause: string;
}

export interface ExplainedSource {
  source: string;
  source_title: string;
  /** What the words of the city's files stand for, a line each; none where they are the program's. */
  words: string[];
  batches: ExplainedBatch[];
}

/** A file behind the figure. `held` ones wait to be mended and are in no figure. */
export interface ExplainedBatch {
  state: "in_force" | "held";
  batch_id: number;
  file_name: string;
  received_on: string;
  row_count: number;
  accepted_count: number;
  /** Who let a held file in although something was wrong with it, when and why; null when nothing was. */
  acceptance: {accepted_by: string; accepted_on: string; reason: string} | null;
}

export interface FigureRecord extends Numbers {
  release_id: string;
  released_on: string;
  /** absent: the release had no such figure. */
  observation_status: "provisional" | "final" | "withheld" | "absent";
  cause: string;
}

/** What moved between two releases, as `diff --json` prints it. Cells that either of them withholds are only counted. */
export interface ReleaseDiff {
  from: {release_id: string; released_on: string};
  to: {release_id: string; released_on: string};
  moved: FigureMove[];
  /** Statuses and required levels that the same quarter's end had otherwise. */
  judged: StatusMove[];
  /** Codes of figures that only the later, or only the earlier release has. */
  appeared: string[];
  gone: string[];
  withheld_count: number;
  /** The same of every other number and word with a code. */
  series: SeriesDiff;
  /** What figures are computed and judged with that differs, in words: models, rules, targets; moved or not. */
  definitions: string[];
}

export interface SeriesDiff {
  moved: SeriesMove[];
  appeared: string[];
  gone: string[];
}

/** A number or word of a published relation that the later release says otherwise. */
export interface SeriesMove
  extends Pick<SeriesExplanation, "figure" | "series_title" | "keys" | "unit" | "decimals"> {
  /** Rows of the relation that are summed in it. */
  row_count: number;
  from_value: Said;
  to_value: Said;
  cause: string;
  is_by_program: boolean;
}

export interface FigureMove extends FigureId {
  figure: string;
  short_name: string;
  decimals: number;
  /** 速報 or 確定 in the earlier release, whether or not it was a revision there. */
  from_status: "provisional" | "final";
  from_value: number | null;
  to_value: number | null;
  cause: string;
  /** The program is (also) behind it: no file and no decision of the office alone. */
  is_by_program: boolean;
}

/** An indicator that is judged otherwise, or by another base, target, year, scope or exception, at a quarter's end that both releases have. */
export interface StatusMove {
  kpi_id: string;
  short_name: string;
  decimals: number;
  as_of_fiscal_year: number;
  as_of_quarter: number;
  as_of_date: string;
  from_status: Status;
  to_status: Status;
  from_required: number | null;
  to_required: number | null;
  from_target: number | null;
  to_target: number | null;
  cause: string;
  is_by_program: boolean;
}
