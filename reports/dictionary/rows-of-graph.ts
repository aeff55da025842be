import type {Graph} from "../../schemas/dictionary.ts";
import {largest, smallest} from "../../schemas/extremes.ts";

/** A node's row, counted from the top. */
export type Rows = Map<string, number>;

/**
 * Every node below all that it reads: files on top, documents at the bottom. A table of rules stands right above the
 * first model that reads it, so that its edge stays short.
 */
export function rowsOfGraph({nodes, edges}: Graph): Rows {
  const upstreams = Map.groupBy(edges, ([, to]) => to);
  const downstreams = Map.groupBy(edges, ([from]) => from);
  const rows: Rows = new Map();
  const rowOf = (id: string): number => {
    const known = rows.get(id);
    if (known !== undefined) return known;
    const row =
      1 +
      largest(
        (upstreams.get(id) ?? []).map(([from]) => rowOf(from)),
        -1,
      );
    rows.set(id, row);
    return row;
  };
  for (const {id} of nodes) rowOf(id);
  const last = largest(rows.values(), 0);
  for (const {id, layer} of nodes) {
    const below = (downstreams.get(id) ?? []).map(([, to]) => rows.get(to) ?? last);
    if (layer === "documents") rows.set(id, last);
    if (layer === "catalog" && below.length > 0) rows.set(id, smallest(below) - 1);
  }
  return rows;
}
