import {existsSync} from "node:fs";
import {setTimeout as pause} from "node:timers/promises";
import type {HeldFile, Publication} from "../../schemas/publication.ts";
import type {Basis, Candidate} from "../../schemas/release-plan.ts";
import {readReleasePolicy, speakingRules} from "../catalog/release-policy.ts";
import {faultIn} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import {heldBatches} from "../intake/clerk/intake-status.ts";
import {readingLedger} from "../ledger/read.ts";
import {currentRelease} from "../releases/history.ts";
import {basisOf, isSame} from "./basis.ts";
import {waitingCandidate} from "./candidate.ts";
import {planOf} from "./plan.ts";

const LOOKS = 5;
const BETWEEN_MS = 200;

/**
 * What stands between the loaded files and the next release, as `run` would find it. Changes nothing. A candidate that
 * somebody publishes or makes anew meanwhile is gone from where it was: then it is looked at again.
 */
export async function publicationOf(home: Home): Promise<Publication> {
  for (let look = 1; ; look += 1)
    try {
      return await lookAt(home);
    } catch (error) {
      if (look === LOOKS || faultIn(error)?.kind !== "missing") throw error;
      await pause(BETWEEN_MS);
    }
}

async function lookAt(home: Home): Promise<Publication> {
  const release = currentRelease(home);
  const release_id = release?.releaseId ?? null;
  const {basis, held} = await loaded(home);
  const inputs = basis?.inputs ?? null;
  if (!basis || inputs === null) return {kind: "nothing_loaded", release_id, held};
  if (release?.inputHash === inputs) return {kind: "published", release_id: release.releaseId};
  const candidate = waitingCandidate(home);
  const isFresh = candidate && isSame(candidate.basis, basis);
  if (!isFresh || candidate.manifest.previousReleaseId !== release_id) return {kind: "not_built", release_id};
  return judged(home, candidate, held);
}

async function loaded(home: Home): Promise<{basis: Basis | undefined; held: HeldFile[]}> {
  if (!existsSync(home.ledger)) return {basis: undefined, held: []};
  return readingLedger(home, async (ledger) => ({
    basis: await basisOf(ledger, home.city),
    held: (await heldBatches(ledger)).map(
      ({batch_id, source, source_title, file_name, quarantined_count}) => ({
        batch_id,
        source,
        source_title,
        file_name,
        quarantined_count,
      }),
    ),
  }));
}

async function judged(home: Home, candidate: Candidate, held: HeldFile[]): Promise<Publication> {
  const {releaseId: candidate_id, previousReleaseId: release_id} = candidate.manifest;
  const {action, reasons} = isForbidden(candidate, home.city)
    ? {action: "never" as const, reasons: []}
    : await planOf(home, candidate);
  switch (action) {
    case "automatic":
      return {kind: "ready", release_id, candidate_id};
    case "approve":
      return {
        kind: "waiting",
        release_id,
        candidate_id,
        reasons: reasons.filter((reason) => reason.action === "approve"),
      };
    case "never": {
      const findings = blockingIn(candidate);
      const needed = held.filter(({source}) => findings.some(({needs}) => needs === source));
      return {kind: "stopped", release_id, candidate_id, findings, held: needed};
    }
    default:
      return action satisfies never;
  }
}

/** What the checks forbid need not be compared with the current release, which takes longer. */
function isForbidden({findings}: Candidate, city: string): boolean {
  const spoken = speakingRules(readReleasePolicy(city), {findings, diff: null, isAfterRollback: false});
  return spoken.some(({change, action}) => change === "blocking_check" && action === "never");
}

/**
 * The findings for which the last candidate was stopped, without a look into the ledger: whoever watches the service
 * must not be in its way. Empty when the last run was not stopped.
 */
export function stoppedFindings(home: Home): Candidate["findings"] {
  return blockingIn(waitingCandidate(home));
}

function blockingIn(candidate: Candidate | undefined): Candidate["findings"] {
  return (candidate?.findings ?? []).filter(({severity}) => severity === "blocking");
}

/** In one sentence, without a look into the ledger, that newer figures are built than the current release has; undefined when none are. */
export function newerThanCurrent(home: Home): string | undefined {
  const candidate = waitingCandidate(home);
  if (!candidate) return undefined;
  const [first] = blockingIn(candidate);
  return first
    ? `新しく取り込んだものは、点検の誤りで公開していません（${first.message}）`
    : `新しく取り込んだものは、候補 ${candidate.manifest.releaseId} のままで、まだ公開していません`;
}
