import type {Jobs} from "../../schemas/jobs.ts";
import {type JournalEntry, nameOf, type WorkKey} from "./journal.ts";

/** Where a piece of work stands. */
export type WorkState =
  | {kind: "open"}
  | {kind: "done"; at: string; result: string}
  | {kind: "resting"; until: Date; why: string}
  | {kind: "given_up"; why: string};

const CUT_SHORT = "途中で止まりました（電源断など）";

/**
 * Pure: what the journal says of a piece of work at a moment, by the rule for trying again. A first attempt that was cut
 * short by a sudden end is repeated at once.
 */
export function stateOfWork(
  journal: JournalEntry[],
  key: WorkKey,
  {retry, now}: {retry: Jobs["retry"]; now: Date},
): WorkState {
  const own = journal.filter((entry) => entry.kind !== "began" && nameOf(entry) === nameOf(key));
  const done = own.findLast((entry) => entry.kind === "done");
  if (done) return {kind: "done", at: done.at, result: done.result};
  const starts = own.filter((entry) => entry.kind === "started");
  const last = starts.at(-1);
  if (!last) return {kind: "open"};
  const ending = own.at(-1);
  const why = ending?.kind === "failed" ? ending.why : CUT_SHORT;
  if (starts.length >= retry.attempts) return {kind: "given_up", why};
  if (ending?.kind === "started" && starts.length === 1) return {kind: "open"};
  const until = new Date(Date.parse(last.at) + waitAfter(starts.length, retry));
  const clockWentBack = now.getTime() < Date.parse(last.at);
  return now >= until || clockWentBack ? {kind: "open"} : {kind: "resting", until, why};
}

const MINUTE_MS = 60_000;

/** Milliseconds to wait after so many attempts. */
function waitAfter(attempts: number, {first_wait_minutes, factor}: Jobs["retry"]): number {
  return first_wait_minutes * factor ** (attempts - 1) * MINUTE_MS;
}
