import type {DictionaryLayer} from "./dictionary.ts";

/** A relation as `models --json` prints it: what it rests on, what rests on it, and when it was computed last. */
export interface ListedModel {
  name: string;
  layer: DictionaryLayer;
  title: string;
  /** An input is loaded or written by the city; a view is computed whenever it is read. */
  kind: "input" | "view" | "table";
  depends_on: string[];
  used_by: string[];
  /** Of the table that lies in the installation: ISO time in UTC, and how long it took. Null where none lies there. */
  built_at: string | null;
  milliseconds: number | null;
  /** `from`: the loaded and catalog columns ("raw.overtime.minutes") that its value is computed from. */
  columns: {name: string; from: string[]}[];
}
