import {appendFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {releaseRows} from "./four-releases.ts";
import {overtime, publishedCity, roster, runRelease, send} from "./small-city.ts";

const {folder, remove} = lastingFolder();
let home: Home;

/** An office that prints nothing, and has decided that marks live until the next release. */
beforeAll(async () => {
  home = await publishedCity(join(folder, "city"));
  appendFileSync(join(home.city, "release-policy.yaml"), "never_printed: release_before\n");
  send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "300:00")].join("\n")});
  await runRelease(home, "2025-06-03T00:00:00Z");
  const moreWomen = {1010: {women: 9, men: 3}, 1020: {women: 1, men: 1}, 2040: {women: 5, men: 3}};
  send(home, {"名簿_2025訂正.csv": roster("2025-04-01", moreWomen)});
  await runRelease(home, "2025-06-04T00:00:00Z");
}, 240_000);

afterAll(remove);

test("a mark stays until the next release, and is of what moved against the one before", async () => {
  for (const relation of ["fct_revisions", "fct_packet_revisions"]) {
    const revised = `select kpi_id, previous_released_on from marts.${relation}
      where period_kind = 'year' and scope_id = 'programme' and bureau_code is null`;
    expect(await releaseRows(home, "2025-06-03", revised)).toMatchObject([
      {kpi_id: "overtime_over_480h", previous_released_on: "2025-06-02"},
    ]);
    expect(await releaseRows(home, "2025-06-04", revised)).toMatchObject([
      {kpi_id: "female_section_chief_ratio", previous_released_on: "2025-06-03"},
    ]);
  }
  const means = `select previous_released_on from marts.fct_series_revisions
    where figure_code = 'T-overtime_means-R6-all'`;
  expect(await releaseRows(home, "2025-06-03", means)).not.toEqual([]);
  expect(await releaseRows(home, "2025-06-04", means)).toEqual([]);
});
