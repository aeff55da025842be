import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {prepare} from "../../pipelines/build/prepare.ts";
import {explainSeriesCell} from "../../pipelines/figures/explain-series.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {workingAlone} from "../../pipelines/installation/working-alone.ts";
import {judgeAnew} from "../../pipelines/intake/load/judge-anew.ts";
import {rebuild} from "../../pipelines/keep/rebuild.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {currentRelease, findRelease} from "../../pipelines/releases/history.ts";
import type {ReleasePlan} from "../../schemas/release-plan.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {ledgerRows, publishedCity, runRelease} from "./small-city.ts";

/* No file comes, and no rule is another: the city says a word of its files otherwise. */

const {folder, remove} = lastingFolder();
const NOW = new Date("2025-06-03T00:00:00Z");
const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
let home: Home;

beforeAll(async () => {
  home = await publishedCity(join(folder, "city"));
  const words = "values:\n  hour_kind:\n    平日時間外: {as: 休日勤務, reason: 交替勤務の課}\n";
  writeFileSync(join(home.city, "sources/overtime.yaml"), words);
}, 240_000);

afterAll(remove);

async function prepared() {
  return (await workingAlone(home, () => prepare({home, now: NOW, log: SILENT}))).prepared;
}

async function planned(): Promise<ReleasePlan> {
  const found = await prepared();
  if (found.kind !== "candidate") throw new Error(`nothing to plan: ${found.kind}`);
  return found.plan;
}

test("files that came before keep the words they were read in: no number is another", async () => {
  expect((await prepared()).kind).toBe("confirmed");
});

test("judged anew by a person, every figure that moves names the file and the word", async () => {
  const decision = {by: "人事課", reason: "交替勤務の課", now: NOW};
  await workingAlone(home, () =>
    withLedger(home, async (ledger) => {
      const outcomes = await judgeAnew(ledger, home, decision);
      expect(outcomes.map(({kind, fileName}) => `${kind} ${fileName}`)).toEqual(["accepted 時間外_2024.csv"]);
    }),
  );
  const plan = await planned();
  const moved = plan.diff?.moved ?? [];
  expect(moved.length).toBeGreaterThan(0);
  for (const {cause} of moved)
    expect(cause).toContain(
      "を、city/sources/overtime.yaml の「values › hour_kind › 平日時間外」を変えて読み直し",
    );
});

test("explain says the words behind a number of a table, too", async () => {
  expect(await runRelease(home, "2025-06-03T00:00:00Z")).toBe("published");
  const release = findRelease(home, currentRelease(home)?.releaseId ?? "");
  const {sources} = await explainSeriesCell(home, "T-overtime_counts-R6-1010-480", release);
  expect(sources.find(({source}) => source === "overtime")?.words).toEqual([
    "「勤務区分」の言葉: 平日時間外 → 休日勤務（交替勤務の課）",
  ]);
});

test("a ledger that is made anew from the archive reads each file in the words of its time", async () => {
  const words = () =>
    ledgerRows(
      home,
      "select batch_id, coalesce(words, '') as words from intake.batches left join intake.words using (batch_id) order by batch_id",
    );
  const kinds = () =>
    ledgerRows(home, "select batch_id, hour_kind, count(*) as n from raw.overtime group by all order by all");
  const before = [await words(), await kinds()];
  expect(new Set(before[1]?.map(({hour_kind}) => String(hour_kind)))).toEqual(
    new Set(["weekday", "public_holiday"]),
  );
  // What the city says today is a third thing, and counts for no file of before.
  writeFileSync(
    join(home.city, "sources/overtime.yaml"),
    "values:\n  hour_kind: {平日時間外: {as: 週休日勤務, reason: 別の課}}\n",
  );
  const {outcome, mended} = await rebuild({home, now: NOW, log: SILENT, isTrial: false});
  expect([outcome, mended]).toEqual([{kind: "in_place", keptAs: expect.any(String)}, []]);
  expect([await words(), await kinds()]).toEqual(before);
});
