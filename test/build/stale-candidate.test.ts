import {spawnSync} from "node:child_process";
import {appendFileSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {approve} from "../../pipelines/build/approve.ts";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import {publicationOf} from "../../pipelines/build/publication.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {workingAlone} from "../../pipelines/installation/working-alone.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {ledgerRows, projectCopy, send} from "../figures/small-city.ts";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";
import {CORRECTION, PLANNED_AT, planned, SILENT, WHO, waitingCityForTests} from "./waiting-city.ts";

const waitingCity = waitingCityForTests();

const approving = (home: Home, releaseId: string) =>
  approve(releaseId, WHO, {home, now: new Date(PLANNED_AT), log: SILENT});

test("untouched since it was planned, a candidate is published as it was looked at", async () => {
  const {home, releaseId} = waitingCity();
  expect(await publicationOf(home)).toMatchObject({kind: "waiting", candidate_id: releaseId});
  expect((await approving(home, releaseId)).releaseId).toBe(releaseId);
});

test.each([
  [
    "its file was rejected",
    (root: string) => kaikaku(root, ["reject", "5", "--reason", "届出が誤り"]),
    "ファイル「時間外_5月訂正.csv」（受付番号5）が取り下げられました（理由: 届出が誤り）",
  ],
  [
    "another file was rejected",
    (root: string) => kaikaku(root, ["reject", "3", "--reason", "古い名簿"]),
    "ファイル「名簿_2025.csv」（受付番号3）が取り下げられました",
  ],
  [
    "another file came in",
    (root: string, home: Home) => {
      send(home, {"時間外_6月訂正.csv": CORRECTION.replaceAll("2024-05", "2024-06")});
      return kaikaku(root, ["ingest", "--clock-is-right", join(home.inbox, "時間外_6月訂正.csv")]);
    },
    "ファイル「時間外_6月訂正.csv」が届きました（受付番号6、受付）",
  ],
  [
    "a file came that is held and changes no figure",
    (root: string, home: Home) => {
      send(home, {
        "時間外_7月訂正.csv": `${CORRECTION.replaceAll("2024-05", "2024-07")}\n000001,x,平日時間外,通常,1:00`,
      });
      return kaikaku(root, ["ingest", "--clock-is-right", join(home.inbox, "時間外_7月訂正.csv")]);
    },
    "ファイル「時間外_7月訂正.csv」が届きました（受付番号6、保留）",
  ],
])("%s: approve says so and publishes nothing", async (_, change, told) => {
  const {root, home, releaseId} = waitingCity();
  const before = currentRelease(home);
  change(root, home);
  expect((await publicationOf(home)).kind).not.toBe("waiting");
  const {status, stderr} = kaikaku(root, [
    "approve",
    releaseId,
    "--by",
    "課長",
    "--reason",
    "確かめた",
    "--clock-is-right",
  ]);
  expect([status, stderr]).toEqual([1, expect.stringContaining(told)]);
  expect(stderr).toContain("plan");
  expect(currentRelease(home)).toEqual(before);
});

test("a file that is held changes no figure: planned again, the same candidate can be published", async () => {
  const {home, releaseId} = waitingCity();
  send(home, {
    "時間外_8月訂正.csv": `${CORRECTION.replaceAll("2024-05", "2024-08")}\n000001,x,平日時間外,通常,1:00`,
  });
  await planned(home);
  expect(waitingCandidate(home)?.basis.batch).toBe(6);
  expect((await approving(home, releaseId)).releaseId).toBe(releaseId);
});

test("a stricter rule, another formula, another policy, another program: each is named, and nothing is published", () => {
  const {root, home} = waitingCity();
  const project = projectCopy(join(temporaryFolder(), "project"));
  const said = (script: URL, ...args: string[]) =>
    spawnSync(process.execPath, [fileURLToPath(script), project, root, PLANNED_AT, ...args], {
      encoding: "utf8",
    }).stdout;
  const {release_id} = JSON.parse(said(new URL("../figures/run-plan.ts", import.meta.url)));
  const privacy = join(home.city, "privacy.csv");
  writeFileSync(privacy, readFileSync(privacy, "utf8").replace("overtime,0,", "overtime,5,"));
  appendFileSync(join(home.city, "release-policy.yaml"), "# きびしく\n");
  appendFileSync(join(project, "sql/metrics/kpi_overtime_over_480h.sql"), "\n-- 注\n");
  appendFileSync(join(project, "pipelines/catalog/calendar.ts"), "\n");
  const answer = said(new URL("./approve-elsewhere.ts", import.meta.url), release_id);
  expect(answer.split("\n")).toEqual([
    expect.stringContaining("変わりました（4件）。何も公開していません。"),
    "・きまりのファイル city/privacy.csv が変わりました",
    "・きまりのファイル city/release-policy.yaml が変わりました",
    "・きまりのファイル sql/metrics/kpi_overtime_over_480h.sql が変わりました",
    expect.stringContaining("・プログラムが変わりました"),
    expect.stringContaining("npx kaikaku plan で候補を作り直し"),
  ]);
});

test("while it is published nobody can reject, and while somebody decides nobody can publish", async () => {
  const {root, home, releaseId} = waitingCity();
  const reject = () => kaikaku(root, ["reject", "5", "--reason", "届出が誤り"]);
  const told = {status: 1, stderr: expect.stringContaining("別の処理")};
  const before = currentRelease(home);
  const approveNow = () =>
    kaikaku(root, ["approve", releaseId, "--by", "課長", "--reason", "確かめた", "--clock-is-right"]);
  expect(await workingAlone(home, async () => approveNow())).toMatchObject(told);
  expect(currentRelease(home)).toEqual(before);

  const steps = new Map<string, unknown>();
  const progress = (step: string) => {
    if (!steps.has(step)) steps.set(step, reject());
  };
  await approve(releaseId, WHO, {home, now: new Date(PLANNED_AT), log: {...SILENT, progress}});
  expect(steps.get("公開")).toMatchObject(told);
  expect(await ledgerRows(home, "from intake.decisions")).toEqual([]);
  expect(currentRelease(home)?.releaseId).toBe(releaseId);
  expect(reject().status).toBe(0);
});
