import type {Candidate, ReleasePlan} from "../../schemas/release-plan.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Spark} from "../engine/spark-place.ts";
import {recordFigures} from "../figures/record-figures.ts";
import type {Home} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {orTellLoaded} from "../intake/clerk/or-tell-loaded.ts";
import {ingestInbox} from "../intake/load/ingest.ts";
import type {FileOutcome} from "../intake/load/outcome.ts";
import {withLedger} from "../ledger/with-ledger.ts";
import {currentRelease, type Release} from "../releases/history.ts";
import {basisOf} from "./basis.ts";
import {candidateFor, removeCandidates} from "./candidate.ts";
import {type Clock, mustBeRightClock} from "./clock.ts";
import {type Confirmation, confirm, isRepetition} from "./confirm.ts";
import {planOf} from "./plan.ts";

export interface RunOptions extends Clock {
  home: Home;
  log: Log;
  /** Waiting files to be loaded; the whole inbox when left out. */
  files?: string[];
  /** Computes the models in place of this machine's engine. */
  spark?: Spark | undefined;
}

/** Nothing is accepted; `inbox` is the folder that waits for files. */
export interface Empty {
  kind: "empty";
  inbox: string;
  heldCount: number;
}

/** What could be published now. */
export type Prepared =
  | {kind: "candidate"; candidate: Candidate; plan: ReleasePlan}
  | {kind: "unchanged"; release: Release}
  | Confirmation
  | Empty;

/**
 * Everything before publishing: load what waits, build and check a candidate, compare it with the current release.
 * Nothing new means nothing is built, and a candidate that would only repeat the release is not kept. A release which an
 * earlier process published but could not record any more is recorded first.
 */
export async function prepare(options: RunOptions): Promise<{files: FileOutcome[]; prepared: Prepared}> {
  const loaded: FileOutcome[] = [];
  return orTellLoaded(options.log, loaded, () => prepareFrom(loaded, options));
}

async function prepareFrom(
  loaded: FileOutcome[],
  options: RunOptions,
): Promise<{files: FileOutcome[]; prepared: Prepared}> {
  const {home, now, log, spark} = options;
  const loading = async (ledger: Warehouse) => {
    await mustBeRightClock(ledger, home, options);
    await recordFigures(ledger, home);
    const files = await ingestInbox(ledger, {...options, loaded});
    // What was loaded just now may say more about the clock.
    await mustBeRightClock(ledger, home, options);
    return {files, basis: await basisOf(ledger, home.city), heldCount: await countHeld(ledger)};
  };
  const {files, basis, heldCount} = await withLedger(home, loading, {log});
  const {inputs} = basis;
  if (inputs === null) return {files, prepared: {kind: "empty", inbox: home.inbox, heldCount}};
  const release = currentRelease(home);
  if (release?.inputHash === inputs) {
    removeCandidates(home);
    return {files, prepared: {kind: "unchanged", release}};
  }
  const candidate = await candidateFor(home, {basis: {...basis, inputs}, now, log, spark});
  const plan = await planOf(home, candidate);
  if (!isRepetition(home, candidate, plan)) return {files, prepared: {kind: "candidate", candidate, plan}};
  const confirmation = confirm(home, {candidate, plan, now});
  removeCandidates(home);
  return {files, prepared: confirmation};
}

async function countHeld(ledger: Warehouse): Promise<number> {
  const [row] = await ledger.rows(statement("ledger.waiting_batch_count"));
  return Number(row?.held);
}
