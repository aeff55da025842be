import type {ReleaseDiff} from "../../schemas/explanation.ts";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import type {Finding} from "../../schemas/release-plan.ts";
import {transform} from "../build/transform.ts";
import {runChecks} from "../catalog/run-checks.ts";
import {closedOnFailure} from "../engine/closed-on-failure.ts";
import {compareReleases, contentOf} from "../figures/diff-releases.ts";
import type {Home} from "../installation/home.ts";
import type {Log} from "../installation/log.ts";
import {publishedReleases} from "../releases/history.ts";
import {readCompared} from "../releases/read-figures.ts";

/** Builds every model on another ledger of the installation and holds the figures against the current release. */
export async function comparedWithRelease(
  home: Home,
  {ledger, now, log}: {ledger: Home; now: Date; log: Log},
): Promise<{diff: ReleaseDiff | null; findings: Finding[]}> {
  const current = publishedReleases(home).at(-1);
  if (!current) return {diff: null, findings: []};
  const before = await contentOf(home, current);
  // With the release's own files, so that what was loaded since is not taken for the program's doing.
  const identity = {
    releaseId: current.releaseId,
    createdOn: japaneseDay(now),
    batches: before.ingredients.batches,
  };
  const {warehouse, ingredients} = await transform(ledger, identity, log);
  const findings = await closedOnFailure(warehouse, () => runChecks(warehouse, home.city));
  const compared = await readCompared(warehouse);
  return {
    diff: compareReleases(before, {header: current, ingredients, latest: ingredients, ...compared}),
    findings,
  };
}
