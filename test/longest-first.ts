import {BaseSequencer, type TestSpecification} from "vitest/node";

/** Half a minute and more on two quiet cores, the longest first. */
export const LONGEST = [
  "torture/troubles",
  "build/publication",
  "intake/cases",
  "city/city",
  "figures/program",
  "keep/torn-files",
  "service/simulated-quarter",
  "keep/backup",
  "keep/upgrade",
  "cli/exits",
  "figures/killed-run",
  "figures/revisions",
  "build/few-sources",
  "city/second-city",
  "keep/rebuild",
  "build/clock",
  "build/four-eyes",
  "releases/printed-again",
  "ledger/readers-beside-writers",
  "city/third-city",
  "keep/restore",
  "releases/cycle",
  "service/schedule-command",
  "build/stale-candidate",
  "intake/decisions",
].map((name) => `test/${name}.test.ts`);

/** Long files begin first, so that no core waits at the end for one that another began late; the others as ever. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({moduleId}: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
  return place === -1 ? LONGEST.length : place;
}
