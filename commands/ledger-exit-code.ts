import type {ReleaseDiff} from "../schemas/explanation.ts";

interface Done {
  diff: ReleaseDiff | null;
  outcome: {kind: string};
}

/** Of a command that puts another ledger in place: 0 when its figures are the published ones, 2 when some move, 1 when it was stopped. */
export function exitCodeOfLedger({diff, outcome}: Done): 0 | 1 | 2 {
  if (outcome.kind === "stopped") return 1;
  const isSame = diff === null || diff.moved.length + diff.appeared.length + diff.gone.length === 0;
  return isSame ? 0 : 2;
}
