import {type Ingredients, latestIngredients, type ReleaseHeader} from "../../schemas/release-manifest.ts";
import type {Home} from "../installation/home.ts";
import {hasManifest, readManifest} from "../releases/history.ts";

/** The cause of what no release said before. */
export const FIRST = "初めての公表";

export function rollbackCause({previousReleaseId, rollback}: ReleaseHeader): string {
  return `公開版 ${previousReleaseId} を取り消し、${rollback?.to} に戻した（${rollback?.reason}）`;
}

/** What a release and the one before it were made from; undefined where they cannot be compared. */
export function ingredientsAround(
  home: Home,
  {releaseId, previousReleaseId}: ReleaseHeader,
): {before: Ingredients; after: Ingredients} | undefined {
  if (previousReleaseId === null || !hasManifest(home, previousReleaseId)) return undefined;
  return {
    before: latestIngredients(readManifest(home, previousReleaseId)),
    after: readManifest(home, releaseId).ingredients,
  };
}
