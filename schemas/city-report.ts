import type {BodyKind} from "./city.ts";
import type {Programme} from "./programme.ts";

/** What a city has decided, for one page. */
export interface CityReport {
  /** The city's folder. */
  folder: string;
  /** What keeps a run from beginning, a line each with file, line and what to do. */
  faults: string[];
  /** What somebody may not have wanted, a line each. */
  warnings: string[];
  body: {
    name: string | null;
    kind: BodyKind;
    committee: string | null;
    office: string | null;
    organisation: {on: string; note: string}[];
  } | null;
  /** The first of the programmes. */
  programme: {name: string; first_fiscal_year: number; last_fiscal_year: number} | null;
  programmes: Programme[];
  indicators: CityIndicator[];
  /** Kinds of files that are due, and from whom. */
  sections: {section: string; source_titles: string[]}[];
  files: CityFile[];
  /** Files that nobody reads. */
  strangers: string[];
}

export interface CityIndicator {
  kpi_id: string;
  name: string;
  unit: string;
  base: {value: number | null; fiscal_year: number};
  target: {value: number | null; fiscal_year: number; words: string | null; year_words: string | null};
  owner: string;
}

/** A file that can be written, and whose answer holds. Null where neither has one: nothing of the kind is there. */
export interface CityFile {
  name: string;
  title: string;
  decided_by: "city" | "program" | null;
}

/** A way to measure that a city may choose for an indicator: a formula that lies ready, the program's or its own. */
export interface ChoosableIndicator {
  /** "kpi_paper_sheets", as `model` says it. */
  model: string;
  /** What it yields, for people. */
  title: string;
  /** As the folders of cities that the program brings have it; "" where none has chosen it. */
  unit: string;
  sourceTitles: string[];
  /** It adds up from a year on: `cumulative_since` says which. */
  isCumulative: boolean;
  file: string;
}
