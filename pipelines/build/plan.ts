import {isAcknowledged} from "../../schemas/acknowledgement.ts";
import type {BatchInForce, Ingredients, KeptCityFile, ReleaseHeader} from "../../schemas/release-manifest.ts";
import type {
  Candidate,
  ChangedCityFile,
  Finding,
  PlannedFile,
  PlanReason,
  ProgramChange,
  ReleasePlan,
} from "../../schemas/release-plan.ts";
import {readDescriptions} from "../catalog/descriptions.ts";
import {readReleasePolicy, speakingRules, strictestAction} from "../catalog/release-policy.ts";
import {openReadOnly} from "../engine/open.ts";
import {compareReleases, contentOf, type ReleaseContent} from "../figures/diff-releases.ts";
import type {Home} from "../installation/home.ts";
import {acknowledgementsIn} from "../ledger/acknowledgements.ts";
import {readingLedger} from "../ledger/read.ts";
import {changedRelations} from "../releases/changed-relations.ts";
import {publishedReleases, readManifest} from "../releases/history.ts";
import {wholeReleaseFile} from "../releases/must-be-whole.ts";
import {programName} from "../releases/program.ts";
import {readCompared} from "../releases/read-figures.ts";
import {candidateFile} from "./candidate.ts";
import {changedCity} from "./changed-city.ts";
import {saidOf} from "./said-of.ts";

/** What publishing a candidate would change, and what the policy says of it. */
export async function planOf(home: Home, candidate: Candidate): Promise<ReleasePlan> {
  const {manifest} = candidate;
  const base = publishedReleases(home).at(-1);
  const {changed, others} = base
    ? await changedSince(home, base, manifest)
    : {changed: [], others: undefined};
  const before = base && (await contentOf(home, base, others));
  const diff = before ? compareReleases(before, await candidateContent(home, candidate, others)) : null;
  const isAfterRollback = (base?.rollback ?? null) !== null;
  const {open, acknowledged} = await sorted(home, candidate.findings);
  const spoken = speakingRules(readReleasePolicy(home.city), {findings: open, diff, isAfterRollback});
  const isNever = ({action}: PlanReason) => action === "never";
  const reasons = [...spoken.filter(isNever), ...saidOf(candidate), ...spoken.filter((one) => !isNever(one))];
  return {
    release_id: manifest.releaseId,
    base_release_id: manifest.previousReleaseId,
    built_at: manifest.publishedAt,
    action: strictestAction(reasons),
    reasons,
    new_files: newFiles(manifest.ingredients.batches, before?.ingredients.batches ?? []),
    findings: open,
    acknowledged,
    diff,
    program: before ? programChange(before.latest, manifest.ingredients) : null,
    changed_relations: changed,
    changed_city: base ? changedCitySince(home, base, manifest.city) : [],
    built: candidate.built,
    titles: titlesOf(home.city, [
      ...changed.map(({relation}) => relation),
      ...(candidate.built?.anew.flatMap(({relation, inputs}) => [relation, ...inputs]) ?? []),
    ]),
  };
}

function titlesOf(city: string, relations: string[]): Record<string, string> {
  const words = readDescriptions(city);
  return Object.fromEntries(
    relations.flatMap((name) => {
      const title = words.relation(name)?.title;
      return title ? [[name, title]] : [];
    }),
  );
}

async function sorted(home: Home, findings: Finding[]): Promise<{open: Finding[]; acknowledged: Finding[]}> {
  const acknowledgements = await readingLedger(home, acknowledgementsIn);
  const isQuiet = (finding: Finding) =>
    finding.severity === "warning" && isAcknowledged(finding, acknowledgements);
  return {open: findings.filter((one) => !isQuiet(one)), acknowledged: findings.filter(isQuiet)};
}

/** Published relations in which a candidate says something else than a release. */
async function changedSince(
  home: Home,
  {releaseId}: Pick<ReleaseHeader, "releaseId">,
  candidate: Pick<ReleaseHeader, "releaseId">,
): ReturnType<typeof changedRelations> {
  return changedRelations(wholeReleaseFile(home, releaseId), candidateFile(home, candidate.releaseId));
}

function changedCitySince(
  home: Home,
  {releaseId}: Pick<ReleaseHeader, "releaseId">,
  city: KeptCityFile[],
): ChangedCityFile[] {
  const {city: before} = readManifest(home, releaseId);
  return before.length === 0 ? [] : changedCity(before, city);
}

/** Null when the same program made both. */
function programChange({program: before}: Ingredients, {program: after}: Ingredients): ProgramChange | null {
  if (after === null) return null;
  if (before === null) return {from: null, to: programName(after), parts: []};
  const parts = (["calculation", "reading", "engine"] as const).filter(
    (part) => before[part] !== after[part],
  );
  return parts.length === 0 ? null : {from: programName(before), to: programName(after), parts};
}

async function candidateContent(
  home: Home,
  {manifest}: Candidate,
  seriesOf: ReadonlySet<string> | undefined,
): Promise<ReleaseContent> {
  const {ingredients, confirmedIngredients: _, ...header} = manifest;
  const file = await openReadOnly(candidateFile(home, manifest.releaseId));
  return {
    header: header satisfies ReleaseHeader,
    ingredients,
    latest: ingredients,
    ...(await readCompared(file, seriesOf)),
  };
}

function newFiles(batches: BatchInForce[], known: BatchInForce[]): PlannedFile[] {
  const contents = new Set(known.map(({sha256}) => sha256));
  return batches
    .filter(({sha256}) => !contents.has(sha256))
    .map((batch) => ({
      batch_id: batch.batchId,
      source: batch.source,
      source_title: batch.sourceTitle,
      file_name: batch.fileName,
      received_on: batch.receivedOn,
      row_count: batch.acceptedCount,
    }));
}
