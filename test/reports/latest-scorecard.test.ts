import {readFileSync, statSync, truncateSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../pipelines/engine/open.ts";
import {usualPrinting} from "../../reports/print/with-browser.ts";
import {latestScorecard} from "../../reports/scorecard/latest-scorecard.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {sevenIndicators} from "./fixture-indicators.ts";
import {writeFixtureRelease} from "./fixture-release.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

test("a scorecard that lies there is not printed again, unless it was cut short", async () => {
  const folder = temporaryFolder();
  await writeFixtureRelease(join(folder, "seven.duckdb"), scorecardRows(sevenIndicators, true));
  const release = await openReadOnly(join(folder, "seven.duckdb"));
  const options = {
    ...{folder, printing: usualPrinting(), log: {info: () => {}}},
    beforePrinting: async () => {},
  };
  const print = async () => (await latestScorecard(typedMarts(release), options)) ?? "";
  const file = await print();
  const whole = readFileSync(file);
  truncateSync(file, Math.floor(whole.length / 2));
  expect(await print()).toBe(file);
  expect(readFileSync(file).equals(whole)).toBe(true);
  const {mtimeMs} = statSync(file);
  await print();
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
  release.close();
});
