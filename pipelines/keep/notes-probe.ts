import {UserError} from "../../schemas/errors.ts";
import {brokenCandidates} from "../build/candidate.ts";
import {releaseIds} from "../releases/files.ts";
import {printedFrom} from "../releases/printed-note.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

/** The small notes beside the releases: what waits for approval, what was printed. */
export const NOTES_PROBE: Probe = {title: "候補と印刷の記録", examine: notes};

function notes({home}: Installation): Trouble[] {
  const candidates = brokenCandidates(home).map(
    (note): Trouble => ({
      state: "warning",
      what: `承認を待つ候補（${note}）が壊れているか、別の版のプログラムのものです`,
      mend: "次の npx kaikaku run か plan が作り直します",
    }),
  );
  return [
    ...candidates,
    ...releaseIds(home).flatMap((releaseId) => printedTrouble(() => printedFrom(home, releaseId))),
  ];
}

/** The note says itself what is wrong and how to mend it. */
function printedTrouble(read: () => string[]): Trouble[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{state: "fault", what: error.message, mend: "言われたとおりに直してください"}];
  }
}
