import type {BodyWords} from "./body-words.ts";
import type {MartRow} from "./marts.ts";
import type {ReleaseHeader} from "./release-manifest.ts";

/** Everything that the data dictionary tells, as plain data; made by pipelines/dictionary, shown by reports/dictionary. */
export interface Dictionary {
  /** The release that was current, if there is one. */
  release: {releaseId: string; releasedOn: string; isSample: boolean} | null;
  programmeName: string;
  /** What the body calls itself and its bureaus. */
  bodyWords: BodyWords;
  indicators: DictionaryIndicator[];
  sources: DictionarySource[];
  /** From raw.* to marts.*, each after those it reads. */
  relations: DictionaryRelation[];
  checks: DictionaryCheck[];
  documents: DictionaryDocument[];
  queries: SavedQuery[];
  /** How forecasts did, replayed in the current release. */
  backtest: MartRow<"marts.fct_backtest">[];
  /** Text of sql/functions: what the models' SQL calls. */
  functions: string;
  releases: ReleaseHeader[];
  overview: Graph;
}

/** Layers from left to right; a relation's layer is its schema, documents come last. */
export const DICTIONARY_LAYERS = [
  "raw",
  "catalog",
  "disclosure",
  "staging",
  "restricted",
  "intermediate",
  "metrics",
  "marts",
  "documents",
] as const;

export type DictionaryLayer = (typeof DICTIONARY_LAYERS)[number];

export interface DictionaryIndicator {
  kpiId: string;
  /** "metrics.kpi_paper_sheets" */
  model: string;
  name: string;
  shortName: string;
  unit: string;
  owner: string;
  /** Task sheets that list it: "2-(1)-1 長時間勤務の是正に向けた取組 成果指標①". */
  tasks: string[];
  definition: string;
  asOfRule: string;
  assumption: string | null;
  howToChange: string | null;
  law: string;
  /** Base, target, direction, bands, settling, withholding: a label and what holds. */
  rules: {label: string; text: string}[];
  /** Laws behind the rule tables that its models read: rule name and provision. */
  legalBases: string[];
  /** Names of the contracts' sources that it rests on. */
  sources: string[];
  lineage: Graph;
}

export type PersonalData = "none" | "personal" | "sensitive";

export interface DictionarySource {
  source: string;
  title: string;
  grain: string;
  /** How often a file comes and what it replaces. */
  period: string;
  layout: string;
  personalData: PersonalData;
  /** What the words of the city's files stand for, a line each. */
  words: string[];
  fields: DictionaryField[];
}

export interface DictionaryField {
  /** The preferred heading first. */
  headings: string[];
  column: string;
  kind: string;
  /** Range, pattern or choices. */
  allowed: string;
  isOptional: boolean;
  /** What holds where a file has no such column; "" where it must have it. */
  without: string;
  example: string;
  identifiesPerson: boolean;
}

export interface DictionaryRelation {
  name: string;
  layer: DictionaryLayer;
  title: string;
  grain: string;
  columns: DictionaryColumn[];
  /** Rows are single people: it stays in the ledger's workshop and is in no release. */
  hasPeople: boolean;
  /** Only marts are in a release. */
  isPublished: boolean;
  dependsOn: string[];
  usedBy: string[];
  /** Null for loaded tables. */
  sql: string | null;
}

export interface DictionaryColumn {
  name: string;
  type: string;
  text: string;
  values: {value: string; word: string}[];
  /** Loaded and catalog columns ("raw.overtime.minutes") that its value is computed from; empty for those themselves. */
  from: string[];
}

export interface DictionaryCheck {
  name: string;
  /** "sql/checks/…", of the city's own "city/sql/checks/…". */
  file: string;
  severity: "blocking" | "warning" | "waiting";
  message: string;
  sql: string;
  /** Wrong rows when the current release was made; null where no result is on record. */
  rowCount: number | null;
}

/** Something that a command prints, and the marts it reads. */
export interface DictionaryDocument {
  command: string;
  title: string;
  marts: string[];
}

/** A question kept in sql/queries/<name>.sql; `usual` is the value that holds where none is given. */
export interface SavedQuery {
  name: string;
  title: string;
  parameters: {name: string; type: string; usual: string; text: string}[];
  sql: string;
}

/** What leads to what; edges go from what is read to what reads it. */
export interface Graph {
  nodes: GraphNode[];
  edges: [from: string, to: string][];
}

export interface GraphNode {
  /** Relation name, or "documents.<command>". */
  id: string;
  layer: DictionaryLayer;
  title: string;
}
