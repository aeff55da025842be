import {join} from "node:path";
import {expect, test} from "vitest";
import {diffReleases} from "../../pipelines/figures/diff-releases.ts";
import {explainFigure} from "../../pipelines/figures/explain.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {readAgain} from "../../pipelines/intake/load/read-again.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {findRelease} from "../../pipelines/releases/history.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {publishedCity, roster, runRelease, send} from "./small-city.ts";

const FIGURE = "F-female_section_chief_ratio-R6";

test("a figure that vanishes and comes back is compared with the last release that had it", async () => {
  const home = await publishedCity(join(temporaryFolder(), "home"));
  await publishAll(home, "2025-06-03T00:00:00Z", {"名簿_課長なし.csv": roster("2025-04-01", {})});
  const chiefs = {1010: {women: 5, men: 15}};
  await publishAll(home, "2025-06-04T00:00:00Z", {"名簿_課長あり.csv": roster("2025-04-01", chiefs)});

  const diff = await diffReleases(home, findRelease(home, "2025-06-02"), findRelease(home, "2025-06-03"));
  expect(diff.moved).toEqual([]);
  expect(diff.gone).toContain(FIGURE);
  expect(await revisions(home)).toEqual([{bureau_code: null, value: 25, previous_released_on: "2025-06-02"}]);
  const {history} = await explainFigure(home, FIGURE, findRelease(home, "2025-06-04"));
  expect(history.map(({observation_status}) => observation_status)).toEqual([
    "provisional",
    "absent",
    "provisional",
  ]);
  expect(history[1]?.cause).toContain("「名簿_課長なし.csv」");
  expect(history[2]?.cause).toContain("「名簿_課長あり.csv」");
});

/** A roster that lost its people is held; here somebody knows that it is right. */
async function publishAll(home: Home, now: string, files: Record<string, string>): Promise<void> {
  send(home, files);
  const outcome = await runRelease(home, now);
  await withLedger(home, async (ledger) => {
    for (const {batch_id} of await ledger.rows("select batch_id from intake.waiting_batches"))
      await readAgain(
        ledger,
        {batchId: Number(batch_id), by: "試験", reason: "試験のため", now: new Date(now)},
        {home, answers: ["差替え"]},
      );
  });
  expect([outcome, await runRelease(home, now)]).toContain("published");
}

async function revisions(home: Home): Promise<unknown[]> {
  const release = await openRelease(home);
  try {
    return await release.rows(
      "select bureau_code, value, previous_released_on from marts.fct_revisions order by 1 nulls first",
    );
  } finally {
    release.close();
  }
}
