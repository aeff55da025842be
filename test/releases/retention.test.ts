import {rmSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {expect, test} from "vitest";
import {releaseFile} from "../../pipelines/releases/files.ts";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {notePrinted} from "../../pipelines/releases/printed-note.ts";
import {oldReleases} from "../../pipelines/releases/retention.ts";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {publishedCity} from "../figures/small-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {openReader} from "./reader.ts";

/** A chain of releases so many days apart, oldest first. */
function chainOf(gaps: number[]): ReleaseHeader[] {
  let time = Date.parse("2025-04-01T00:00:00Z");
  return gaps.map((gap, index) => {
    time += gap * DAY_MS;
    const publishedAt = new Date(time).toISOString();
    const header = {
      publishedAt,
      releasedOn: publishedAt.slice(0, 10),
      previousReleaseId: null,
      inputHash: "",
    };
    const counts = {
      figureCount: 0,
      revisionCount: 0,
      file: null,
      folder: null,
      engine: null,
      accessLog: null,
      approval: null,
      definitions: [],
      judged: [],
      rollback: null,
      confirmed: null,
    };
    return {...header, ...counts, releaseId: `release-${index}`};
  });
}

test("what is dropped is old, not among the latest, not printed, not the last of its year", () => {
  const gaps = fc.array(fc.integer({min: 0, max: 120}), {minLength: 1, maxLength: 60});
  const rules = fc.record({
    keep_latest: fc.integer({min: 1, max: 20}),
    keep_days: fc.integer({min: 0, max: 900}),
    keep_last_of_fiscal_year: fc.boolean(),
  });
  fc.assert(
    fc.property(gaps, rules, fc.integer({min: 2, max: 5}), (gaps, rules, every) => {
      const chain = chainOf(gaps);
      const now = new Date(Date.parse(chain.at(-1)?.publishedAt ?? "") + DAY_MS);
      const number = (releaseId: string) => Number(releaseId.split("-")[1]);
      const printed = (releaseId: string) => number(releaseId) % every === 0;
      const dropped = new Set(oldReleases(chain, {rules, now, printed}).map(({releaseId}) => releaseId));
      for (const [index, release] of chain.entries()) {
        const years = chain.slice(index + 1).map(({releasedOn}) => fiscalYear(releasedOn));
        const isKept =
          chain.length - index <= rules.keep_latest ||
          now.getTime() - Date.parse(release.publishedAt) <= rules.keep_days * DAY_MS ||
          printed(release.releaseId) ||
          (rules.keep_last_of_fiscal_year && !years.includes(fiscalYear(release.releasedOn)));
        expect([release.releaseId, dropped.has(release.releaseId)]).toEqual([release.releaseId, !isKept]);
      }
    }),
  );
});

function fiscalYear(day: string): number {
  return new Date(Date.parse(day) - 90 * DAY_MS).getUTCFullYear();
}

test("a reader goes on when the file of its release is removed; who comes later is told why it is gone", async () => {
  const home = await publishedCity(join(temporaryFolder(), "home"));
  const [{releaseId} = {releaseId: ""}] = publishedReleases(home);
  notePrinted(home, releaseId, "scorecard.pdf");
  const reader = await openReader(join(home.inbox, ".."));
  const said = await reader.ask();
  rmSync(releaseFile(home, releaseId));
  expect(await reader.ask()).toBe(said);
  await reader.stop();
  await expect(openRelease(home, releaseId)).rejects.toThrow("保存期間");
});
