import type {Ingredients} from "../../schemas/release-manifest.ts";
import type {JudgedPart} from "../../schemas/series-code.ts";
import {causeOf, causeText} from "./cause-text.ts";
import {compareSeries} from "./changes.ts";
import type {SeriesPeriod} from "./lineage.ts";

type Cause = ReturnType<typeof causeOf>;

/** What says something else than before. */
export type MovedCell = SeriesPeriod & {judged: {part: JudgedPart; of: string} | null};

/**
 * Finds why numbers and words of a release say something else. All that moved are given at once: what follows from a figure
 * and from the lines that it is judged by has the causes of those that moved. `around`: undefined where the two releases
 * cannot be compared.
 */
export function causesOfSeries(
  around: {before: Ingredients; after: Ingredients} | undefined,
  moved: MovedCell[],
): (cell: MovedCell) => Cause {
  if (!around) return () => ({cause: causeText(undefined), is_by_program: false});
  const changesBehind = compareSeries(around.before, around.after);
  const parts = movedParts(moved);
  // Thousands of cells have few causes.
  const known = new Map<string, Cause>();
  return (cell) => {
    const rests = restsOn(cell, parts);
    const key = [cell.series.relation, cell.kpiId, cell.fiscalYear, cell.isCumulative, ...rests].join(" ");
    const found = known.get(key) ?? causeOf(rests.flatMap((part) => changesBehind(cell, part)));
    known.set(key, found);
    return found;
  };
}

type Part = Exclude<JudgedPart, "outcome">;

/** Which parts moved of each judgement, by the code that its parts begin with. */
function movedParts(moved: MovedCell[]): Map<string, Set<JudgedPart>> {
  const parts = new Map<string, Set<JudgedPart>>();
  for (const {judged} of moved)
    if (judged) parts.set(judged.of, (parts.get(judged.of) ?? new Set()).add(judged.part));
  return parts;
}

/** An outcome rests on what moved; on either, where nothing else of its judgement did. Undefined: it is no judgement. */
function restsOn({judged}: MovedCell, moved: Map<string, Set<JudgedPart>>): (Part | undefined)[] {
  if (!judged) return [undefined];
  if (judged.part !== "outcome") return [judged.part];
  const there = PARTS.filter((part) => moved.get(judged.of)?.has(part));
  return there.length > 0 ? there : PARTS;
}

const PARTS: Part[] = ["figure", "line"];
