import type {z} from "zod";
import {byProgramme, placeFaults} from "./also-in.ts";
import {bySegment} from "./segments.ts";
import {isMap, type SpreadEntry} from "./spread-entry.ts";

/**
 * Entries of kpis.yaml, each indicator by itself: those also in other programmes once for each, those with segments once for each
 * of these.
 */
export function spreadEntries(kpis: unknown, context: z.RefinementCtx): unknown {
  if (!Array.isArray(kpis)) return kpis;
  const parts = spread(kpis);
  for (const [index, entry] of kpis.entries())
    for (const {path, message} of placeFaults(entry)) {
      const at = parts.slice(0, index).flat().length;
      context.addIssue({code: "custom", path: [at, ...path], message});
    }
  return parts.flat().map(({entry}) => entry);
}

/** A path to an indicator among all of them → the path to where the city wrote it; `content` is that of the file. */
export function writtenPlace(content: unknown, path: PropertyKey[]): PropertyKey[] {
  const [list, index, ...rest] = path;
  if (list !== "kpis" || typeof index !== "number" || !isMap(content) || !Array.isArray(content.kpis))
    return path;
  return spread(content.kpis).flat()[index]?.place(rest) ?? path;
}

/** Of each entry the indicators that it stands for. */
function spread(kpis: unknown[]): SpreadEntry[][] {
  return kpis.map((entry, index) =>
    byProgramme({entry, place: (path) => ["kpis", index, ...path]}).flatMap(bySegment),
  );
}
