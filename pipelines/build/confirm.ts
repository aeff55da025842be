import {japaneseDay} from "../../schemas/japanese-day.ts";
import type {Ingredients, ReleaseHeader} from "../../schemas/release-manifest.ts";
import {
  type Candidate,
  type Notes,
  notesOf,
  type ProgramChange,
  type ReleasePlan,
} from "../../schemas/release-plan.ts";
import type {Home} from "../installation/home.ts";
import {mustBeAloneStill} from "../installation/working-alone.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {currentFile, manifestFile} from "../releases/files.ts";
import {type Release, readManifest} from "../releases/history.ts";

/** The current release stands: today's program, models and catalog give the same rows from the same files. */
export interface Confirmation extends Notes {
  kind: "confirmed";
  release: Release;
  program: ProgramChange | null;
}

/**
 * Whether publishing a candidate would only repeat the current release: made from the same files, it says the same in
 * every row, and no check forbids it. A newer program or another comment in a model then makes no release of its own.
 */
export function isRepetition(home: Home, {manifest}: Candidate, plan: ReleasePlan): boolean {
  if (plan.diff === null || plan.action === "never" || plan.changed_relations.length > 0) return false;
  return filesOf(manifest.ingredients) === filesOf(readManifest(home, plan.diff.from.release_id).ingredients);
}

function filesOf({batches}: Ingredients): string {
  return JSON.stringify(
    batches.map(({batchId, sha256, acceptance, periods}) => [batchId, sha256, acceptance, periods]),
  );
}

/** Notes beside the current release that these ingredients give it, too, so that the next release is compared with them. */
export function confirm(
  home: Home,
  {candidate, plan, now}: {candidate: Candidate; plan: ReleasePlan; now: Date},
): Confirmation {
  const {inputHash, ingredients, previousReleaseId, checks} = candidate.manifest;
  const releaseId = previousReleaseId ?? "";
  const {program} = ingredients;
  const confirmed: ReleaseHeader["confirmed"] = {on: japaneseDay(now), inputHash, program};
  const confirmedIngredients = {
    ...ingredients,
    models: ingredients.models.map((model) => ({...model, text: ""})),
  };
  const manifest = {...readManifest(home, releaseId), checks, confirmed, confirmedIngredients};
  mustBeAloneStill(home);
  writeWhole(manifestFile(home, releaseId), `${JSON.stringify(manifest)}\n`);
  const release = {releaseId, inputHash};
  writeWhole(currentFile(home), `${JSON.stringify(release)}\n`);
  return {kind: "confirmed", release, ...notesOf(plan), program: plan.program};
}
