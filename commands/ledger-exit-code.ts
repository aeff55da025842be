import type {ReleaseDiff} from "../schemas/explanation.ts";

interface Done {
  diff: ReleaseDiff | null;
  outcome: {kind: string};
}

/** Of a command that puts another ledger in place: 0 when its figures are the published ones, 2 when some move, 1 when it was stopped. */
export function exitCodeOfLedger({diff, outcome}: Done): 0 | 1 | 2 {
  if (outcome.kind === "stopped") return 1;
  return diff === null || isSame(diff) ? 0 : 2;
}

/** What is said for the first time in a series is told by a newer program, and moves nothing. */
function isSame({moved, appeared, gone, series}: ReleaseDiff): boolean {
  return [moved, appeared, gone, series.moved, series.gone].every((figures) => figures.length === 0);
}
