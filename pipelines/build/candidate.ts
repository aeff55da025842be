import {existsSync, readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import type {ReleaseManifest} from "../../schemas/release-manifest.ts";
import {type Basis, type Candidate, candidate, type Finding} from "../../schemas/release-plan.ts";
import {auditCandidate} from "../audit/audit-candidate.ts";
import {checkResults} from "../catalog/checks.ts";
import {runChecks} from "../catalog/run-checks.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Spark} from "../engine/spark-place.ts";
import {fingerprintOf, hasFingerprint} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {readDerivedFile} from "../installation/read-json-file.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {currentRelease, publishedReleases} from "../releases/history.ts";
import {keptCity} from "../releases/kept-city.ts";
import {nameRelease} from "../releases/open.ts";
import {isSame, ruleFiles} from "./basis.ts";
import {beginRelease, type ReleaseFile} from "./release-file.ts";
import {transform, type Workshop} from "./transform.ts";

export interface Building {
  /** What the release is made from, as it was when the ledger was last looked at. */
  basis: Basis & {inputs: string};
  now: Date;
  log: Log;
  /** Computes a candidate in place of the warehouse. */
  spark?: Spark | undefined;
}

/** The marts of a candidate, as one file. */
export function candidateFile(home: Home, releaseId: string): string {
  return join(home.candidates, `${releaseId}.duckdb`);
}

function noteFile(home: Home, releaseId: string): string {
  return join(home.candidates, `${releaseId}.json`);
}

/**
 * The candidate that waits, if there is one: its note is written last, so that a note stands for a whole candidate. One
 * that is torn, or was written by another version of the program, counts as none: it is made anew.
 */
export function waitingCandidate(home: Home): Candidate | undefined {
  return notes(home)
    .flatMap((note) => readDerivedFile(note, candidate) ?? [])
    .find((found) => isWhole(home, found));
}

/** The candidate that waits, where it is the one that is meant. UserError, with the name of the one that waits, for another. */
export function candidateNamed(home: Home, releaseId: string): Candidate {
  const waiting = waitingCandidate(home);
  if (waiting?.manifest.releaseId === releaseId) return waiting;
  const found = waiting
    ? `待っている候補は「${waiting.manifest.releaseId}」です。`
    : "待っている候補はありません。npx kaikaku plan で作れます。";
  throw new UserError(`候補「${releaseId}」はありません。${found}`);
}

/** Files that say of a candidate what cannot be read any more. */
export function brokenCandidates(home: Home): string[] {
  return notes(home).filter((note) => {
    const found = readDerivedFile(note, candidate);
    return found === undefined || !isWhole(home, found);
  });
}

function notes(home: Home): string[] {
  return readdirSync(home.candidates)
    .filter((file) => file.endsWith(".json"))
    .map((file) => join(home.candidates, file));
}

function isWhole(home: Home, {manifest: {releaseId, file}}: Candidate): boolean {
  const content = candidateFile(home, releaseId);
  return existsSync(content) && file !== null && hasFingerprint(content, file);
}

/**
 * A release from these inputs after the current one: the candidate that waits when it is that, else a new one in its place.
 * One that waits rests from now on also on what has happened since and bears on no figure, as a file that is held.
 */
export async function candidateFor(home: Home, building: Building): Promise<Candidate> {
  const waiting = waitingCandidate(home);
  const follows = currentRelease(home)?.releaseId ?? null;
  const {basis} = building;
  const isWanted = building.spark === undefined || waiting?.manifest.engine?.name === "spark";
  const isFresh = isWanted && waiting?.manifest.inputHash === basis.inputs && isMadeBy(waiting, basis);
  if (waiting && isFresh && waiting.manifest.previousReleaseId === follows)
    return isSame(waiting.basis, basis) ? waiting : noted(home, restedAnew(waiting, {home, basis}));
  if (brokenCandidates(home).length > 0)
    building.log.info("候補    待っていた候補が読めないので、作り直します");
  removeCandidates(home);
  return buildCandidate(home, building);
}

/** What a city has decided since, and what moves no figure (the policy), is the release's, too; who agreed had not seen it. */
function restedAnew(waiting: Candidate, {home, basis}: {home: Home; basis: Basis}): Candidate {
  return {...waiting, manifest: {...waiting.manifest, city: keptCity(home.city)}, basis, agreed: null};
}

/** How files are read bears on none that is loaded, and yet it is another program that would publish. */
function isMadeBy({manifest}: Candidate, {program}: Basis): boolean {
  return JSON.stringify(manifest.ingredients.program) === JSON.stringify(program);
}

/** Writes down what is known of a candidate, whole. */
export function noted(home: Home, built: Candidate): Candidate {
  writeWhole(noteFile(home, built.manifest.releaseId), `${JSON.stringify(candidate.parse(built))}\n`);
  return built;
}

/** Removes what waits, also what a dying process left half done. */
export function removeCandidates(home: Home): void {
  // Notes go first: without one, a file is nothing.
  const files = readdirSync(home.candidates).sort((one) => (one.endsWith(".json") ? -1 : 1));
  for (const file of files) rmSync(join(home.candidates, file), {force: true, recursive: true});
}

async function buildCandidate(home: Home, {basis, now, log, spark}: Building): Promise<Candidate> {
  const {inputs} = basis;
  const published = publishedReleases(home).map(({releaseId}) => releaseId);
  const {releaseId} = nameRelease(inputs, now, published);
  const createdOn = releaseId.slice(0, 10);
  const identity = {releaseId, createdOn, goesOn: true, ...(spark && {spark})} as const;
  let release: ReleaseFile | undefined;
  const workshop = await transform(home, identity, log, async (warehouse) => {
    release = await beginRelease(warehouse, home);
  });
  try {
    log.progress("点検", 0, 1);
    const findings = await checked(workshop, home);
    log.progress("候補の作成", 0, 1);
    await release?.end(candidateFile(home, releaseId));
    const manifest = await manifestOf(workshop, home, {releaseId, inputHash: inputs, now, findings});
    const built = (await workshop.kept?.keep()) ?? null;
    mustStandStill(basis, home.city);
    const made = noted(home, {manifest, findings, basis, built, sentBack: null, agreed: null});
    log.progress("候補の作成", 1, 1);
    return made;
  } finally {
    workshop.warehouse.close();
  }
}

/** What is wrong with the marts, and what can be worked out of them. */
async function checked({warehouse, kept}: Workshop, home: Home): Promise<Finding[]> {
  await auditCandidate(warehouse, home, kept ?? undefined);
  return runChecks(warehouse, home.city, kept ?? undefined);
}

/** UserError when a rule was changed while it was computed with: what was built would be named after what it is not made from. */
function mustStandStill({files}: Basis, city: string): void {
  if (JSON.stringify(ruleFiles(city)) === JSON.stringify(files)) return;
  throw new UserError(
    "計算している間に、きまりのファイル（city か sql）が変わりました。何も公開していません。書き終えてから、もう一度 npx kaikaku run を実行してください。",
  );
}

interface Built {
  releaseId: string;
  inputHash: string;
  now: Date;
  findings: Finding[];
}

async function manifestOf(
  {warehouse, ingredients, engine}: Workshop,
  home: Home,
  {releaseId, inputHash, now, findings}: Built,
): Promise<ReleaseManifest> {
  return {
    releaseId,
    inputHash,
    publishedAt: now.toISOString(),
    releasedOn: japaneseDay(now),
    previousReleaseId: currentRelease(home)?.releaseId ?? null,
    figureCount: await rowCount(warehouse, "marts.fct_kpi_values"),
    revisionCount: await rowCount(warehouse, "marts.fct_revisions"),
    file: fingerprintOf(candidateFile(home, releaseId)),
    folder: null,
    engine,
    accessLog: null,
    approval: null,
    definitions: [],
    judged: [],
    rollback: null,
    confirmed: null,
    checks: checkResults(findings, home.city),
    ingredients,
    city: keptCity(home.city),
    confirmedIngredients: null,
  };
}

async function rowCount(warehouse: Warehouse, relation: string): Promise<number> {
  const [row] = await warehouse.rows(statement("releases.row_count"), {relation});
  return Number(row?.rows);
}
