import {spawnSync} from "node:child_process";
import {copyFileSync, mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect, test} from "vitest";
import {DEFAULTS_FOLDER} from "../../pipelines/catalog/city-folder.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {publishedReleases, readManifest} from "../../pipelines/releases/history.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {releaseListText} from "../../reports/terminal/release-list.ts";
import {releasePlanText} from "../../reports/terminal/release-plan.ts";
import type {ReleasePlan} from "../../schemas/release-plan.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {changeFile} from "./change-file.ts";
import {projectCopy, publishedCity, runElsewhere} from "./small-city.ts";

/* No file comes; a limit, a formula and a target are others. */

const {folder, remove} = lastingFolder();
let home: Home;
let project: string;
let plan: ReleasePlan;

beforeAll(async () => {
  home = await publishedCity(join(folder, "city"));
  project = projectCopy(join(folder, "project"));
  changeFile(join(home.city, "overtime-rules.csv"), /^(analysis_month_70,.*?,)70,/m, "$140,");
  changeFile(join(project, "sql/metrics/kpi_female_section_chief_ratio.sql"), "100e0 *", "100.001e0 *");
  changeFile(join(home.city, "kpis.yaml"), /(id: overtime_over_480h[\s\S]*?target: \{ value: )0,/, "$120,");
  decideMore(home.city);
  plan = planOf(project);
}, 240_000);

/** One of every kind of the folder's files. */
function decideMore(city: string): void {
  changeFile(join(city, "privacy.csv"), "appointments,5,true,", "appointments,6,true,");
  copyFileSync(join(DEFAULTS_FOLDER, "intake-limits.csv"), join(city, "intake-limits.csv"));
  changeFile(join(city, "intake-limits.csv"), "overtime,1,20,", "overtime,2,20,");
  mkdirSync(join(city, "notes/R6Q4"), {recursive: true});
  writeFileSync(join(city, "notes/R6Q4/480時間超の職員.md"), "応援の体制を整えた。");
  changeFile(join(city, "release-policy.yaml"), "four_eyes: recorded", "four_eyes: required");
  changeFile(
    join(city, "published/indicators.csv"),
    "paper_sheets,2020,106324,",
    "paper_sheets,2020,106325,",
  );
  changeFile(join(city, "committee-packets.yaml"), "増加の背景", "増えた背景");
  changeFile(join(city, "city.yaml"), "office: 総務企画局", "office: 総務企画局行政改革課");
  changeFile(join(city, "jobs.yaml"), /opening_day: \d+/, "opening_day: 9");
  changeFile(join(city, "initiatives.yaml"), /^# .*\n/, "# 書き足した説明\n");
}

afterAll(remove);

function planOf(from: string): ReleasePlan {
  const script = fileURLToPath(new URL("./run-plan.ts", import.meta.url));
  const {stdout} = spawnSync(process.execPath, [script, from, home.root, "2025-06-03T00:00:00Z"], {
    encoding: "utf8",
  });
  return JSON.parse(stdout) as ReleasePlan;
}

test("a changed definition waits for a person, whatever it moves, and is named", () => {
  expect(plan.action).toBe("approve");
  expect(plan.diff?.definitions).toEqual([
    "計算式 sql/metrics/kpi_female_section_chief_ratio.sql を変更",
    "city/overtime-rules.csv の「analysis_month_70 › threshold_hours」を変更",
    "city/privacy.csv の「appointments › min_cell」を変更",
    "city/published/indicators.csv の「paper_sheets › value」を変更",
    "目標を変更（city/kpis.yaml の「kpis › overtime_over_480h › target › value」）",
  ]);
  const reason = plan.reasons.find(({change: kind}) => kind === "changed_definition");
  expect([reason?.action, reason?.count]).toEqual(["approve", 5]);
});

test("whatever the city has decided anew is named by its file and key, also where no figure moves by it", () => {
  expect(plan.changed_city.map(({file, change: how, keys}) => [file, how, keys.join(" / ")])).toEqual([
    ["city.yaml", "changed", "office"],
    [
      "committee-packets.yaml",
      "changed",
      "packets › 2021 › chapters › overtime-counts › blocks › 増えた背景 / packets › 2021 › chapters › overtime-counts › blocks › 増加の背景",
    ],
    ["intake-limits.csv", "new", "overtime › lost_rows"],
    ["jobs.yaml", "changed", "sources › overtime › due › opening_day"],
    ["kpis.yaml", "changed", "kpis › overtime_over_480h › target › value"],
    ["notes/R6Q4/480時間超の職員.md", "new", ""],
    ["overtime-rules.csv", "changed", "analysis_month_70 › threshold_hours"],
    ["privacy.csv", "changed", "appointments › min_cell"],
    ["published/indicators.csv", "changed", "paper_sheets › value"],
    ["release-policy.yaml", "changed", "four_eyes"],
  ]);
  const text = releasePlanText(plan);
  expect(text).toContain("市のフォルダーで変わったもの  10ファイル");
  expect(text).toContain("  city/privacy.csv の「appointments › min_cell」\n");
  expect(text).toContain("  city/notes/R6Q4/480時間超の職員.md（新しいファイル）\n");
});

test("the person-months over the changed limit are listed under it", () => {
  const moved = plan.diff?.series.moved ?? [];
  const months = moved.find(({figure}) => figure === "T-overtime_limit_months-R6-analysis_month_70-ALL");
  expect([months?.from_value, months?.to_value]).toEqual([0, 12]);
  expect(months?.cause).toBe("city/overtime-rules.csv の「analysis_month_70 › threshold_hours」を変更");
  expect(moved.map(({figure}) => figure)).toContain("T-overtime_rules-analysis_month_70-threshold");
});

test("digits are added where the printed ones hide the move", () => {
  const text = releasePlanText(plan);
  expect(text).toMatch(/F-female_section_chief_ratio-R6 .* 54\.545 +54\.546 +0\.001/);
  expect(text).toMatch(/T-overtime_limit_months-R6-analysis_month_70-ALL .* 0 +12 +12/);
});

test("another target is a figure, and the judgement that follows waits for a person", () => {
  const judged = plan.diff?.judged ?? [];
  expect(judged.length).toBeGreaterThan(0);
  for (const move of judged) {
    expect([move.kpi_id, move.from_target, move.to_target]).toEqual(["overtime_over_480h", 0, 20]);
    expect(move.cause).toBe("目標を変更（city/kpis.yaml の「kpis › overtime_over_480h › target › value」）");
  }
  expect(judged.at(-1)).toMatchObject({from_status: "on_track", to_status: "achieved"});
  expect(plan.reasons.map(({change: kind}) => kind)).toContain("judged_otherwise");
  expect(plan.diff?.series.moved.map(({figure}) => figure)).toContain("T-levels-overtime_over_480h-target");
  expect(releasePlanText(plan)).toMatch(/順調 +達成 .* 0 +20/);
});

test("approved, the release says so, and `releases` lists it", () => {
  // Whoever changed the folder may approve only where one pair of eyes is enough.
  changeFile(join(home.city, "release-policy.yaml"), "four_eyes: required", "four_eyes: recorded");
  expect(runElsewhere(home, "2025-06-03T00:00:00Z", {project})).toBe("published");
  const releases = publishedReleases(home);
  const {definitions, judged} = readManifest(home, releases.at(-1)?.releaseId ?? "");
  expect(definitions).toEqual(plan.diff?.definitions);
  expect(judged.at(-1)).toMatchObject({kpi_id: "overtime_over_480h", to_status: "achieved"});
  const text = releaseListText(releases, false);
  expect(text).toMatch(/判定の変更\d+件（.*順調から達成/);
  expect(text).toContain("定義の変更5件（計算式");
});

const TARGET = "目標を変更（city/kpis.yaml の「kpis › overtime_over_480h › target › value」）";

test("printed and remembered, what is said of the board has the cause that moved it alone", async () => {
  const {releaseId} = publishedReleases(home).at(-1) ?? {releaseId: ""};
  const release = await openRelease(home, releaseId);
  const printed = await release
    .rows(
      "select figure_code as code, cause from marts.fct_series_revisions where document_kind = 'scorecard'",
    )
    .finally(() => release.close());
  const ledger = await openLedger(home);
  const remembered = await ledger
    .rows("select code, cause from figures.series_records where previous_value is not null and not is_absent")
    .finally(() => ledger.close());
  for (const said of [printed, remembered]) {
    const causesOf = (start: string) =>
      new Set(said.filter(({code}) => String(code).startsWith(start)).map(({cause}) => cause));
    expect(causesOf("T-scoreboard-overtime_over_480h-")).toEqual(new Set([TARGET]));
    expect(causesOf("T-levels-overtime_over_480h-target")).toEqual(new Set([TARGET]));
    expect(causesOf("T-overtime_limit_months-R6-analysis_month_70-")).toEqual(
      new Set(["city/overtime-rules.csv の「analysis_month_70 › threshold_hours」を変更"]),
    );
  }
});
