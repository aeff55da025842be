import {changedKeys, KEY_SEPARATOR} from "../../schemas/changed-keys.ts";
import type {Ingredients} from "../../schemas/release-manifest.ts";
import {KPI_FILE} from "../catalog/table-files.ts";
import {isAt} from "./lineage.ts";

/** A file that says something else than before, and where in it. */
export interface ChangedDecision {
  file: string;
  /** Whose answer holds: "program" where the city writes none, so that another program decided. */
  by: "city" | "program";
  /** None of a text, and where one of the two times did not note them. */
  keys: string[];
}

/** What changed in a file, or in those of a folder. */
export function changedDecisions(name: string, before: Ingredients, after: Ingredients): ChangedDecision[] {
  const [old, young] = [before, after].map(
    ({files}) =>
      new Map(files.flatMap(({file, sha256}) => (isAt(file, name) ? [[file, sha256] as const] : []))),
  ) as [Map<string, string>, Map<string, string>];
  return [...new Set([...young.keys(), ...old.keys()])]
    .filter((file) => old.get(file) !== young.get(file))
    .map((file) => decisionOn(file, before, after));
}

function decisionOn(file: string, before: Ingredients, after: Ingredients): ChangedDecision {
  const [earlier, later] = [before, after].map(({decided}) => decided.find((each) => each.file === file));
  const isNoted = before.decided.length > 0 && after.decided.length > 0;
  return {
    file,
    by: [earlier, later].every((each) => each?.by === "program") ? "program" : "city",
    keys: isNoted ? changedKeys(earlier?.keys ?? {}, later?.keys ?? {}) : [],
  };
}

const INDICATORS = `kpis${KEY_SEPARATOR}`;

/** Whether a key of kpis.yaml is of the indicator's entry. */
export function isOf(kpiId: string, key: string): boolean {
  return key === `${INDICATORS}${kpiId}` || key.startsWith(`${INDICATORS}${kpiId}${KEY_SEPARATOR}`);
}

/** Keys of an entry that say by which lines a figure is judged; the figure itself does not rest on them. */
const LINES = [
  ...["base", "pace_from", "target", "milestones", "target_revisions", "accepted_deviations"],
  ...["near_band", "direction", "comparator"],
];

/** The key of its entry that a key of kpis.yaml lies in: "target" of "kpis › paper_sheets › target › value". */
export function entryKey(key: string): string {
  const [, , own = "", , inside = ""] = key.split(KEY_SEPARATOR);
  return own === "segments" || own === "also_in" ? inside : own;
}

/** Of keys of kpis.yaml without those that say by what figures are judged. */
export function keysOfFigures(keys: string[]): string[] {
  return keys.filter((key) => !LINES.includes(entryKey(key)));
}

/** Those that say by what figures are judged; all where none does. */
export function keysOfLines(keys: string[]): string[] {
  const lines = keys.filter((key) => LINES.includes(entryKey(key)));
  return lines.length > 0 ? lines : keys;
}

/** Of the indicators' file without what is said of others; all of it where that leaves nothing. */
export function ofOne(kpiId: string, decision: ChangedDecision): ChangedDecision {
  const keys = keysFor(kpiId, decision);
  return keys.length > 0 ? {...decision, keys} : decision;
}

/** Whether it says anything of the indicator, or of all. */
export function isOfOne(kpiId: string, decision: ChangedDecision): boolean {
  return decision.keys.length === 0 || keysFor(kpiId, decision).length > 0;
}

function keysFor(kpiId: string, {file, keys}: ChangedDecision): string[] {
  if (file !== KPI_FILE) return keys;
  return keys.filter((key) => isOf(kpiId, key) || !key.startsWith(INDICATORS));
}
