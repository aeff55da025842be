import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, test} from "vitest";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {openReadOnly, openWritable} from "../../pipelines/engine/open.ts";
import {readCompared} from "../../pipelines/releases/read-figures.ts";
import {readScorecard} from "../../reports/scorecard/read-scorecard.ts";
import {readBacktest} from "../../reports/values/backtest.ts";
import {readFigures} from "../../reports/verify/read-figures.ts";
import {sevenIndicators} from "./fixture-indicators.ts";
import {writeFixtureRelease} from "./fixture-release.ts";
import {scorecardRows} from "./fixture-scorecard.ts";

const LATER = [
  "fct_survey_margins",
  "fct_source_periods",
  "fct_forecast_replays",
  "fct_backtest",
  "dim_kpi_paper_sizes",
];

test("a release of an earlier program is read and verified without what came later", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-earlier-"));
  const path = join(folder, "release.duckdb");
  await writeFixtureRelease(path, scorecardRows(sevenIndicators, true));
  const release = await openWritable(path);
  for (const name of LATER) await release.run(`drop table marts.${name}`);
  release.close();
  const marts = typedMarts(await openReadOnly(path));
  const scorecard = await readScorecard(marts, {fiscalYear: 2024, quarter: 2});
  expect([scorecard.sourcePeriods, scorecard.indicators[0]?.margin]).toEqual([[], null]);
  expect((await readFigures(marts)).size).toBeGreaterThan(100);
  expect(await readBacktest(marts)).toEqual([]);
  await marts.destroy();
  const {figures} = await readCompared(await openReadOnly(path));
  expect([figures.values.length > 100, figures.paperSizes]).toEqual([true, []]);
  rmSync(folder, {recursive: true, force: true});
});
