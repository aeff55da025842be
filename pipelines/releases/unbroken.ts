import {UserError} from "../../schemas/errors.ts";
import {someOf} from "../../schemas/some-of.ts";
import type {Home} from "../installation/home.ts";
import {currentFile} from "./files.ts";
import {publishedReleases} from "./history.ts";

/** Of the releases that the ledger has recorded, those that no chain of records leads to any more from the current one. */
export function lostReleases(home: Home, recorded: string[]): string[] {
  const chain = new Set(publishedReleases(home).map(({releaseId}) => releaseId));
  return recorded.filter((releaseId) => !chain.has(releaseId));
}

/**
 * UserError where such a release is: what is published next would be taken for the first, compared with nothing, approved by nobody, and
 * told without regard to what the lost ones have told.
 */
export function mustBeUnbroken(home: Home, recorded: string[]): void {
  const lost = lostReleases(home, recorded);
  if (lost.length === 0) return;
  throw new UserError(
    `公開版 ${someOf(lost.slice(0, 3), lost.length)} の作成記録（${home.releases} の ….manifest.json）がないか、今の公開版を示すファイル（${currentFile(home)}）からたどれません。このままでは、次の公開版が初めての公開版になり、前と比べることも承認もなしに出ます。何も取り込まず、公開していません。${home.releases} から移したか消したものを元に戻すか、控えから戻してください（npx kaikaku restore）。`,
  );
}
