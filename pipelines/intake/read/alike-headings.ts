import {largest} from "../../../schemas/extremes.ts";
import {halfWidth} from "../../../schemas/read-value.ts";
import {plain} from "./grid.ts";

/** From here on two headings may well mean the same. */
const ALIKE = 0.5;

/** How alike two headings are, from 0 to 1: what stands in brackets, and the ways to write "number", make no difference. */
export function alikeness(one: string, other: string): number {
  const [first, second] = [core(one), core(other)];
  if (first === "" || second === "") return 0;
  if (first === second) return 1;
  const [short, long] = first.length < second.length ? [first, second] : [second, first];
  if (short.length >= 2 && long.includes(short)) return 0.9;
  return (0.8 * longestShared(short, long)) / short.length;
}

export function core(heading: string): string {
  return halfWidth(plain(heading))
    .replace(/[([［〔【].*?[)\]］〕】]/g, "")
    .replace(/№|N[oO][.．]?$|番$|ＮＯ$|[IＩ][DＤ]$|#$/, "番号")
    .toLowerCase();
}

/** Letters of the longest piece that stands in both. */
function longestShared(short: string, long: string): number {
  for (let length = short.length; length > 0; length -= 1)
    for (let from = 0; from + length <= short.length; from += 1)
      if (long.includes(short.slice(from, from + length))) return length;
  return 0;
}

/** For each wanted heading that one of the cells that is most like one of its names, each cell once. */
export function foundInstead(wanted: string[][], cells: readonly string[]): Map<number, string> {
  const pairs = wanted.flatMap((names, index) =>
    cells.map((cell) => ({index, cell, score: largest(names.map((name) => alikeness(name, cell)))})),
  );
  const found = new Map<number, string>();
  for (const {index, cell} of pairs.filter(({score}) => score >= ALIKE).toSorted((a, b) => b.score - a.score))
    if (!found.has(index) && ![...found.values()].includes(cell)) found.set(index, cell);
  return found;
}
