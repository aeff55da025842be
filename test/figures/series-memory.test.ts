import {cpSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import {diffReleases} from "../../pipelines/figures/diff-releases.ts";
import {explainSeriesCell} from "../../pipelines/figures/explain-series.ts";
import {recordFigures} from "../../pipelines/figures/record-figures.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {findRelease} from "../../pipelines/releases/history.ts";
import {releaseDiffText} from "../../reports/terminal/release-diff.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {ledgerRows, overtime, publishedCity, runRelease, send} from "./small-city.ts";

const {folder, remove} = lastingFolder();
let home: Home;

/** Person 2 worked 30 hours a month; then May is sent again with 300. */
beforeAll(async () => {
  home = await publishedCity(join(folder, "city"));
  send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "300:00")].join("\n")});
  await runRelease(home, "2025-06-03T00:00:00Z");
}, 240_000);

afterAll(remove);

const CAUSE = /^時間外勤務実績（令和6年5月分）を「時間外_2024\.csv」.*から「時間外_5月訂正\.csv」.*に差替え$/;

async function difference() {
  return diffReleases(home, findRelease(home, "2025-06-02"), findRelease(home, "2025-06-03"));
}

test("a corrected file moves means, months over a limit and the board's numbers, each named with the file", async () => {
  const {series} = await difference();
  const codes = series.moved.map(({figure}) => figure);
  for (const code of [
    "T-overtime_means-R6-all",
    "T-overtime_monthly_means-R6M05",
    "T-overtime_limit_months-R6-analysis_month_70-ALL",
    "T-overtime_limits_in_month-R6M05-analysis_month_70",
    "T-overtime_counts-R6-ALL-480",
    "T-overtime_analysis_due-R6-analysis-ALL",
  ])
    expect(codes).toContain(code);
  for (const {cause, is_by_program} of series.moved) {
    expect(cause).toMatch(CAUSE);
    expect(is_by_program).toBe(false);
  }
  expect(codes).not.toContain("T-overtime_monthly_means-R6M06");
  expect([series.appeared, series.gone]).toEqual([[], []]);
  const months = series.moved.find(({figure}) => figure.endsWith("R6-analysis_month_70-ALL"));
  expect([months?.from_value, months?.to_value]).toEqual([0, 1]);
});

test("diff lists them under their cause, the larger sums first", async () => {
  const text = releaseDiffText(await difference());
  expect(text).toMatch(/値の変わった数値: \d+件（うち指標のほかの数値 \d+件）/);
  expect(text).toMatch(/T-overtime_limit_months-R6-analysis_month_70-ALL .* 0 +1 +1/);
  expect(text).toMatch(/ほか\d+件（--json で全部）/);
});

test("the ledger remembers what each release said, and explain tells it", async () => {
  const code = "t-overtime_limit_months-r6-analysis_month_70-all";
  const {history} = await explainSeriesCell(home, code, findRelease(home, "2025-06-03"));
  expect(history.map(({value, released_on}) => [value, released_on])).toEqual([
    [0, "2025-06-02"],
    [1, "2025-06-03"],
  ]);
  expect(history.map(({cause}) => cause)).toEqual(["初めての公表", expect.stringMatching(CAUSE)]);
  const then = await explainSeriesCell(home, code, findRelease(home, "2025-06-02"));
  expect(then.history).toHaveLength(1);
});

const RECORDS = `select release_number, code, value, word, previous_value, cause from figures.series_records
  order by release_number, code`;

test("releases of before the ledger had room for them are recorded from their files, the same", async () => {
  const root = join(folder, "older");
  cpSync(join(folder, "city"), root, {recursive: true});
  const older = openHome(root);
  const ledger = await openWritable(older.ledger);
  await ledger.run("delete from figures.series_records; delete from figures.series_releases");
  ledger.close();
  await withLedger(older, (opened) => recordFigures(opened, older));
  const records = await ledgerRows(older, RECORDS);
  expect(records.length).toBeGreaterThan(100);
  expect(records).toEqual(await ledgerRows(home, RECORDS));
});
