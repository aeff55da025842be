import {existsSync} from "node:fs";
import {type Acknowledgement, isAcknowledged} from "../../schemas/acknowledgement.ts";
import type {CheckNotes, SpokenNote} from "../../schemas/check-notes.ts";
import type {CheckResult} from "../../schemas/release-manifest.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import {type CheckHeader, checkHeaders} from "../catalog/checks.ts";
import type {Home} from "../installation/home.ts";
import {acknowledgementsIn} from "../ledger/acknowledgements.ts";
import {readingLedger} from "../ledger/read.ts";
import {currentRelease, hasManifest, readManifest} from "../releases/history.ts";
import {waitingCandidate} from "./candidate.ts";

/** Everything that checks say as a note now, apart by what the office has acknowledged. Changes nothing. */
export async function notesNow(home: Home): Promise<CheckNotes> {
  const acknowledgements = await acknowledgementsHere(home);
  const notes = spokenNotes(home, "warning");
  const isQuiet = (note: SpokenNote) => isAcknowledged(note, acknowledgements);
  return {
    open: notes.filter((note) => !isQuiet(note)),
    waiting: spokenNotes(home, "waiting"),
    acknowledged: notes.filter(isQuiet),
    acknowledgements,
  };
}

async function acknowledgementsHere(home: Home): Promise<Acknowledgement[]> {
  return existsSync(home.ledger) ? readingLedger(home, acknowledgementsIn) : [];
}

/** As they were told last. */
function spokenNotes(home: Home, severity: Finding["severity"]): SpokenNote[] {
  const candidate = waitingCandidate(home);
  if (candidate) return candidate.findings.filter((found) => found.severity === severity).map(ofFinding);
  const releaseId = currentRelease(home)?.releaseId;
  if (releaseId === undefined || !hasManifest(home, releaseId)) return [];
  const headers = checkHeaders(home.city);
  return readManifest(home, releaseId).checks.flatMap((result) => ofResult(result, {severity, headers}));
}

function ofFinding({check, message, remedy, rowCount, fingerprint}: Finding): SpokenNote {
  return {check, message, remedy, row_count: rowCount, fingerprint};
}

/** None for a check that a program of before had and today's has not: nobody can act on it. */
function ofResult(
  {check, rowCount, fingerprint}: CheckResult,
  {severity, headers}: {severity: Finding["severity"]; headers: Map<string, CheckHeader>},
): SpokenNote[] {
  const header = headers.get(check);
  if (rowCount === 0 || header?.severity !== severity) return [];
  const {message, remedy} = header;
  return [{check, message, remedy, row_count: rowCount, fingerprint}];
}
