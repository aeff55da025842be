import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {publishedReleases} from "../releases/history.ts";
import {isWholeRelease, wholeReleaseFile} from "../releases/must-be-whole.ts";

/**
 * Fills disclosure.overtime_before with what readers were last told of bureaus' overtime in every month and year. A release whose file
 * is lost is passed over: nothing is published after it, since the attack on the candidate asks for it.
 */
export async function readOvertimeBefore(warehouse: Warehouse, home: Home): Promise<void> {
  const releases = publishedReleases(home).filter(({releaseId}) => isWholeRelease(home, releaseId));
  for (const {releaseId} of releases.toReversed()) {
    await warehouse.attach(wholeReleaseFile(home, releaseId), "published");
    try {
      await noteLastTold(warehouse);
    } finally {
      await warehouse.detach("published");
    }
  }
}

/** Adds what the release attached as `published` tells of what no later one told anything. */
export async function noteLastTold(warehouse: Warehouse): Promise<void> {
  const [there] = await warehouse.rows(statement("disclosure.marts_there"));
  if (there?.has_overtime !== true) return;
  await warehouse.run(
    `insert into disclosure.overtime_before by name ${statement("disclosure.overtime_last_told")}`,
  );
}
