import {join} from "node:path";
import type {ReleaseDiff, StatusMove} from "../../schemas/explanation.ts";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import type {Approval, Decision, ReleaseHeader, ReleaseManifest} from "../../schemas/release-manifest.ts";
import type {Candidate} from "../../schemas/release-plan.ts";
import {headOf} from "../access/head.ts";
import {beginLog} from "../access/record.ts";
import {accountHere} from "../installation/account.ts";
import {placeDurably} from "../installation/durable.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {mustBeAloneStill} from "../installation/working-alone.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {currentFile, manifestFile, releaseFile, releaseFolder} from "../releases/files.ts";
import {currentRelease, publishedReleases, type Release, readManifest} from "../releases/history.ts";
import {mustBeWhole} from "../releases/must-be-whole.ts";
import {nameRelease} from "../releases/open.ts";
import {writeReleaseFolder} from "../releases/write-folder.ts";
import {candidateFile, removeCandidates} from "./candidate.ts";

export interface Publishing {
  now: Date;
  log: Log;
}

/** Makes a candidate the current release. It may be interrupted at any moment and is then simply done again. */
export async function publishCandidate(
  home: Home,
  {manifest}: Candidate,
  {approval, diff, ...publishing}: Publishing & {approval: Approval | null; diff: ReleaseDiff | null},
): Promise<Release> {
  const content = candidateFile(home, manifest.releaseId);
  const looked = {approval, definitions: diff?.definitions ?? [], judged: diff?.judged.map(judgement) ?? []};
  const release = await publish(home, {content, manifest: {...manifest, ...looked}}, publishing);
  removeCandidates(home);
  return release;
}

function judgement({kpi_id, short_name, as_of_date, from_status, to_status}: StatusMove) {
  return {kpi_id, short_name, as_of_date, from_status, to_status};
}

/** Makes the content of an earlier release current again, as a release of its own at the end of the chain. */
export async function publishAgain(
  home: Home,
  target: ReleaseHeader,
  {decision, ...publishing}: Publishing & {decision: Decision},
): Promise<Release> {
  const published = publishedReleases(home).map(({releaseId}) => releaseId);
  const {releaseId} = nameRelease(target.inputHash, publishing.now, published);
  const manifest = {
    ...readManifest(home, target.releaseId),
    releaseId,
    previousReleaseId: currentRelease(home)?.releaseId ?? null,
    approval: null,
    definitions: [],
    judged: [],
    rollback: {...decision, account: accountHere(), to: target.rollback?.to ?? target.releaseId},
  };
  const content = releaseFile(home, target.releaseId);
  const release = await publish(home, {content, manifest}, publishing);
  removeCandidates(home);
  return release;
}

/**
 * Writes the release's folder of Parquet files and its manifest, gives the file its name among the releases, then turns
 * `current` to it: readers see the old or the new, never half. Only that last step publishes.
 */
async function publish(
  home: Home,
  {content, manifest}: {content: string; manifest: ReleaseManifest},
  {now, log}: Publishing,
): Promise<Release> {
  mustBeWhole(content, manifest);
  // A release that knows of no log could not tell that there was one.
  beginLog(home, now);
  const {releaseId, inputHash} = manifest;
  log.progress("公開", 0, 4);
  const parquet = releaseFolder(home, releaseId);
  await writeReleaseFolder({file: content, releaseId}, parquet);
  log.progress("公開", 1, 4);
  const folder = fingerprintOf(join(parquet, "manifest.json"));
  const accessLog = headOf(home);
  const published = {
    ...manifest,
    folder,
    accessLog,
    publishedAt: now.toISOString(),
    releasedOn: japaneseDay(now),
  };
  writeWhole(manifestFile(home, releaseId), `${JSON.stringify(published)}\n`);
  log.progress("公開", 2, 4);
  placeDurably(content, releaseFile(home, releaseId));
  log.progress("公開", 3, 4);
  mustBeAloneStill(home);
  writeWhole(currentFile(home), `${JSON.stringify({releaseId, inputHash})}\n`);
  log.progress("公開", 4, 4);
  return {releaseId, inputHash};
}
