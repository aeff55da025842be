import {join} from "node:path";
import {expect, test} from "vitest";
import {currentRelease, findRelease, publishedReleases} from "../../pipelines/releases/history.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {changeFile} from "./change-file.ts";
import {ledgerRows, overtime, projectCopy, runElsewhere, runRelease, send, smallCity} from "./small-city.ts";

const ONE_RECORD_EACH = `
  select releases.release_id, count(*)::integer as records
  from figures.records as records inner join figures.releases as releases using (release_number)
  group by all order by 1`;

test("a run that is killed between publishing and recording is repaired by the next, which publishes nothing", async () => {
  const home = smallCity(join(temporaryFolder(), "home"));
  expect(runElsewhere(home, "2025-06-02T00:00:00Z", {fatalStep: "数値の記録"})).toBe("");
  const published = currentRelease(home)?.releaseId;
  expect(published).toMatch(/^2025-06-02-/);
  expect(await ledgerRows(home, "from figures.releases")).toEqual([]);

  expect(await runRelease(home, "2025-06-03T00:00:00Z")).toBe("unchanged");
  const [{figureCount} = {figureCount: 0}] = publishedReleases(home);
  expect(await ledgerRows(home, ONE_RECORD_EACH)).toEqual([{release_id: published, records: figureCount}]);
});

test("the figures of a release that could not be recorded are compared with in the next one all the same", async () => {
  const home = smallCity(join(temporaryFolder(), "home"));
  runElsewhere(home, "2025-06-02T00:00:00Z", {fatalStep: "数値の記録"});
  send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "300:00")].join("\n")});
  expect(await runRelease(home, "2025-06-03T00:00:00Z")).toBe("published");
  expect(publishedReleases(home).map(({revisionCount}) => revisionCount)).toEqual([0, 12]);
  expect((await ledgerRows(home, ONE_RECORD_EACH)).map(({records}) => records)).toEqual([
    publishedReleases(home)[0]?.figureCount,
    12,
  ]);
});

test("a run that is killed while it builds has published and recorded nothing", async () => {
  const home = smallCity(join(temporaryFolder(), "home"));
  expect(runElsewhere(home, "2025-06-02T00:00:00Z", {fatalStep: "指標の計算"})).toBe("");
  expect(currentRelease(home)).toBeUndefined();
  expect(await runRelease(home, "2025-06-03T00:00:00Z")).toBe("published");
  expect(publishedReleases(home).map(({releasedOn}) => releasedOn)).toEqual(["2025-06-03"]);
});

test("going back to the inputs of the same day makes a release with a name of its own", async () => {
  const folder = temporaryFolder();
  const home = smallCity(join(folder, "home"));
  const project = projectCopy(join(folder, "project"));
  changeFile(join(project, "sql/metrics/kpi_female_section_chief_ratio.sql"), "100e0 *", "101e0 *");
  await runRelease(home, "2025-06-02T00:00:00Z");
  runElsewhere(home, "2025-06-02T01:00:00Z", {project});
  await runRelease(home, "2025-06-02T02:00:00Z");
  const [first, tried, again] = publishedReleases(home).map(({releaseId}) => releaseId);
  expect(tried).not.toBe(first);
  expect(again).toBe(`${first}-2`);
  expect(currentRelease(home)?.releaseId).toBe(again);
  expect(findRelease(home, "2025-06-02").releaseId).toBe(again);
});
