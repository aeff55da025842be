import {existsSync, rmSync} from "node:fs";
import {DAY_MS, fiscalYearOf} from "../../schemas/fiscal-time.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {type Retention, retention} from "../../schemas/retention.ts";
import {readCityYaml} from "../catalog/city-yaml.ts";
import type {Home} from "../installation/home.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {manifestFile, releaseFile, releaseFolder} from "./files.ts";
import {publishedReleases, readManifest} from "./history.ts";
import {printedFrom} from "./printed-note.ts";
import {rememberedIn} from "./told-by-releases.ts";

/** Reads the city's retention.yaml. UserError with place and reason when it does not fit. */
export function readRetention(city: string): Retention {
  return readCityYaml(city, "retention.yaml", retention);
}

/**
 * Removes the files of old releases and returns their names; their manifests and what they said stay, and none goes of which it is not
 * kept what readers were told by it. Who has a file
 * open goes on reading it; where the system does not let go of an open file, it is removed another time.
 */
export function dropOldReleases(home: Home, now: Date, rules = readRetention(home.city).releases): string[] {
  const printed = (releaseId: string) => printedFrom(home, releaseId).length > 0;
  const old = oldReleases(publishedReleases(home), {rules, now, printed}).filter(({releaseId}) =>
    isThere(home, releaseId),
  );
  if (old.length === 0) return [];
  return old
    .filter(rememberedIn(home))
    .map(({releaseId}) => releaseId)
    .filter((releaseId) => isRemoved(home, releaseId))
    .map((releaseId) => {
      withoutTexts(home, releaseId);
      return releaseId;
    });
}

/** What remains of the record tells which files and models there were; the texts of models and city go with the release. */
function withoutTexts(home: Home, releaseId: string): void {
  const {ingredients, ...manifest} = readManifest(home, releaseId);
  const models = ingredients.models.map((model) => ({...model, text: ""}));
  writeWhole(
    manifestFile(home, releaseId),
    `${JSON.stringify({...manifest, city: [], ingredients: {...ingredients, models}})}\n`,
  );
}

function isThere(home: Home, releaseId: string): boolean {
  return existsSync(releaseFile(home, releaseId)) || existsSync(releaseFolder(home, releaseId));
}

function isRemoved(home: Home, releaseId: string): boolean {
  try {
    rmSync(releaseFile(home, releaseId), {force: true});
    rmSync(releaseFolder(home, releaseId), {force: true, recursive: true});
    return true;
  } catch {
    return false;
  }
}

/** Releases of a chain (oldest first, the current one last) that no rule keeps. */
export function oldReleases(
  chain: ReleaseHeader[],
  {rules, now, printed}: {rules: Retention["releases"]; now: Date; printed: (releaseId: string) => boolean},
): ReleaseHeader[] {
  const since = now.getTime() - rules.keep_days * DAY_MS;
  const latest = new Set(chain.slice(-rules.keep_latest));
  const lastOfYear = new Map(chain.map((release) => [fiscalYearOf(release.releasedOn), release]));
  const isLastOfYear = (release: ReleaseHeader) =>
    lastOfYear.get(fiscalYearOf(release.releasedOn)) === release;
  return chain
    .filter((release) => !latest.has(release))
    .filter(({publishedAt}) => Date.parse(publishedAt) < since)
    .filter((release) => !(rules.keep_last_of_fiscal_year && isLastOfYear(release)))
    .filter(({releaseId}) => !printed(releaseId));
}
