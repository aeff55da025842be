import {appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {headOf} from "../../pipelines/access/head.ts";
import {approve, rollBack} from "../../pipelines/build/approve.ts";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import {type ReleaseOutcome, run} from "../../pipelines/build/run.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {accountHere} from "../../pipelines/installation/account.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {workingAlone} from "../../pipelines/installation/working-alone.ts";
import {exportRelease} from "../../pipelines/releases/export.ts";
import {releaseFile, releaseFolder} from "../../pipelines/releases/files.ts";
import {currentRelease, publishedReleases, readManifest} from "../../pipelines/releases/history.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {notePrinted} from "../../pipelines/releases/printed-note.ts";
import {dropOldReleases} from "../../pipelines/releases/retention.ts";
import {marts} from "../../schemas/marts.ts";
import {ledgerRows, overtime, send, smallCity} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";
import {openReader, type Reader} from "./reader.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const WHO = {by: "課長 山田", reason: "訂正の届出を確かめた"};

/** One city from the first release over a correction that a person must approve to a rollback and back. */
describe("from plan to rollback", () => {
  const {folder, remove} = lastingFolder();
  const root = join(folder, "home");
  let home: Home;
  let first = "";
  let reader: Reader;
  let said = "";

  /* Commands have the machine's clock, this process that of the story. */
  const at = (day: string) => ({
    home,
    now: new Date(`${day}T00:00:00Z`),
    log: SILENT,
    clock: "is_right" as const,
  });
  const runOn = async (day: string): Promise<ReleaseOutcome> => (await run(at(day))).outcome;

  beforeAll(async () => {
    home = smallCity(root);
    const outcome = await runOn("2025-06-02");
    if (outcome.kind !== "published") throw new Error(`the first release is ${outcome.kind}`);
    first = outcome.release.releaseId;
    reader = await openReader(root);
    said = await reader.ask();
    send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "500:00")].join("\n")});
  });

  afterAll(async () => {
    await reader.stop();
    remove();
  });

  test("plan tells which figures move, because of which file, and that a person must approve; nothing is published", () => {
    const {status, stdout} = kaikaku(root, ["plan", "--json", "--clock-is-right"]);
    expect(status).toBe(2);
    const plan = JSON.parse(stdout);
    expect(plan).toMatchObject({action: "approve", base_release_id: first});
    expect(plan.new_files.map(({file_name}: {file_name: string}) => file_name)).toEqual([
      "時間外_5月訂正.csv",
    ]);
    const city = plan.diff.moved.find(({figure}: {figure: string}) => figure === "F-overtime_over_480h-R6Q1");
    expect(city).toMatchObject({from_value: 0, to_value: 1, from_status: "final"});
    expect(city.cause).toContain("時間外_5月訂正.csv");
    expect(plan.reasons[0]?.examples).toContain("F-overtime_over_480h-R6Q1");
    expect(currentRelease(home)?.releaseId).toBe(first);

    const text = kaikaku(root, ["plan", "--clock-is-right"]).stdout;
    expect(text).toContain("F-overtime_over_480h-R6Q1");
    expect(text).toContain(`npx kaikaku approve ${plan.release_id}`);
  });

  test("run leaves the same candidate waiting, built once", async () => {
    const built = waitingCandidate(home)?.manifest;
    const outcome = await runOn("2025-06-03");
    expect(outcome).toMatchObject({kind: "waiting", plan: {release_id: built?.releaseId}});
    expect(waitingCandidate(home)?.manifest).toEqual(built);
    expect(currentRelease(home)?.releaseId).toBe(first);
  });

  test("another name is answered with the one that waits", async () => {
    await expect(approve("2025-06-03-000000", WHO, at("2025-06-03"))).rejects.toThrow(
      String(waitingCandidate(home)?.manifest.releaseId),
    );
  });

  test("approve publishes what was looked at, with who and why", async () => {
    const built = waitingCandidate(home)?.manifest;
    const {releaseId} = await approve(String(built?.releaseId), WHO, at("2025-06-04"));
    const published = readManifest(home, releaseId);
    expect(published).toEqual({
      ...built,
      folder: fingerprintOf(join(releaseFolder(home, releaseId), "manifest.json")),
      publishedAt: "2025-06-04T00:00:00.000Z",
      releasedOn: "2025-06-04",
      accessLog: headOf(home),
      approval: {
        ...WHO,
        account: accountHere(),
        ownFiles: [{batchId: 5, fileName: "時間外_5月訂正.csv", act: "load"}],
        cityFiles: [],
      },
    });
    expect(fingerprintOf(releaseFile(home, releaseId))).toEqual(published.file);
    expect(waitingCandidate(home)).toBeUndefined();
    expect(await valueInForce(home)).toBe(2);
    expect(await valueInParquet(home)).toBe(2);
  });

  test("rollback publishes the old content under a new name; the figure ledger says so", async () => {
    const corrected = currentRelease(home)?.releaseId;
    const {release} = await rollBack(first, {by: null, reason: "訂正が誤り"}, at("2025-06-05"));
    const manifest = readManifest(home, release.releaseId);
    expect(manifest).toMatchObject({
      previousReleaseId: corrected,
      rollback: {to: first, reason: "訂正が誤り"},
    });
    expect(publishedReleases(home).map(({releaseId}) => releaseId)).toEqual([
      first,
      corrected,
      release.releaseId,
    ]);
    expect(fingerprintOf(releaseFile(home, release.releaseId))).toEqual(readManifest(home, first).file);
    expect(await valueInForce(home)).toBe(1);
    expect(await valueInParquet(home)).toBe(1);
    const [record] = await ledgerRows(
      home,
      `select value, previous_value, cause from figures.latest_records
       where kpi_id = 'overtime_over_480h' and period_kind = 'year' and bureau_code is null
         and scope_id = 'programme'`,
    );
    expect(record).toMatchObject({value: 1, previous_value: 2});
    expect(record?.cause).toContain(String(corrected));
    expect(kaikaku(root, ["releases"]).stdout).toContain("訂正が誤り");
  });

  test("export gives the folder that was made with the release, byte for byte, and made anew where that is damaged", async () => {
    const releaseId = String(currentRelease(home)?.releaseId);
    const made = releaseFolder(home, releaseId);
    const {folder: given, manifest} = await exportRelease(home, {
      releaseId: undefined,
      folder: () => join(home.output, "given"),
    });
    expect(manifest.releaseId).toBe(releaseId);
    expect(manifest.files.map(({relation}) => relation).sort()).toEqual(Object.keys(marts).sort());
    expect(readdirSync(given).filter((name) => !name.startsWith("."))).toEqual(readdirSync(made));
    for (const name of readdirSync(made))
      expect(fingerprintOf(join(given, name)), name).toEqual(fingerprintOf(join(made, name)));
    const whole = join(made, "marts.dim_kpis.parquet");
    const bytes = readFileSync(whole);
    appendFileSync(whole, "x");
    await exportRelease(home, {releaseId, folder: () => given});
    expect(fingerprintOf(join(given, "marts.dim_kpis.parquet")).sha256).toBe(
      manifest.files.find(({relation}) => relation === "marts.dim_kpis")?.sha256,
    );
    writeFileSync(whole, bytes);
  });

  test("sql takes a release's name or a day, and tells what there is when neither fits", () => {
    const asked = (release: string) =>
      kaikaku(root, [
        "sql",
        "select release_id from marts.release_info",
        "--format",
        "csv",
        "--release",
        release,
      ]);
    const [, corrected = ""] = publishedReleases(home).map(({releaseId}) => releaseId);
    expect(asked("2025-06-03").stdout).toContain(first);
    expect(asked("令和7年6月4日").stdout).toContain(corrected);
    expect(asked("2025-05-31").stderr).toContain("まだ公開版がありません");
    expect(asked("版").stderr).toContain("近いもの");
  });

  test("after a rollback nothing is published by itself, and a person may publish it again", async () => {
    const outcome = await runOn("2025-06-06");
    expect(outcome).toMatchObject({
      kind: "waiting",
      plan: {reasons: expect.arrayContaining([expect.objectContaining({change: "after_rollback"})])},
    });
    if (outcome.kind !== "waiting") return;
    await approve(outcome.plan.release_id, WHO, at("2025-06-07"));
    expect(await valueInForce(home)).toBe(2);
    expect(await runOn("2025-06-08")).toMatchObject({kind: "unchanged"});
  });

  test("a process that had the first release open reads on, even when retention removes its file", async () => {
    expect(await reader.ask()).toBe(said);
    const [, second = ""] = publishedReleases(home).map(({releaseId}) => releaseId);
    notePrinted(home, second, "/somewhere/scorecard.pdf");
    const later = new Date("2035-06-08T00:00:00Z");
    expect(dropOldReleases(home, later)).toEqual([]); // fewer than are always kept
    const rules = {keep_latest: 1, keep_days: 0, keep_last_of_fiscal_year: false};
    const [, , third] = publishedReleases(home).map(({releaseId}) => releaseId);
    // The third was current when the next one was built: what it told is kept with the candidate after that.
    expect(dropOldReleases(home, later, rules)).toEqual([first]);
    expect([first, second, third].map((id) => existsSync(releaseFolder(home, String(id))))).toEqual([
      false,
      true,
      true,
    ]);
    expect(await reader.ask()).toBe(said);
    expect(readManifest(home, first).ingredients.models.every(({text}) => text === "")).toBe(true);
    expect(await runOn("2025-06-09")).toMatchObject({kind: "unchanged"});
  });

  test("two processes do not change one installation at the same time", async () => {
    await workingAlone(home, async () => {
      for (const command of [
        ["run"],
        ["plan"],
        ["rollback", first, "--reason", "試し"],
        ["ingest", "なし.csv"],
      ]) {
        const {status, stderr} = kaikaku(root, command);
        expect([status, stderr]).toEqual([1, expect.stringContaining("別の処理")]);
      }
    });
    expect(existsSync(releaseFile(home, String(currentRelease(home)?.releaseId)))).toBe(true);
  });
});

/** The same as other tools read it: from the Parquet file beside the release. */
async function valueInParquet(home: Home): Promise<unknown> {
  const folder = releaseFolder(home, String(currentRelease(home)?.releaseId));
  const engine = await openWritable(":memory:");
  try {
    const [row] = await engine.rows(
      `select value from '${join(folder, "marts.fct_kpi_values.parquet")}'
       where kpi_id = 'overtime_over_480h' and fiscal_year = 2024 and period_kind = 'year'
         and bureau_code is null and scope_id = 'programme'`,
    );
    return row?.value;
  } finally {
    engine.close();
  }
}

/** City-wide people over 480 hours in R6 in the current release. */
async function valueInForce(home: Home): Promise<unknown> {
  const release = await openRelease(home);
  try {
    const [row] = await release.rows(
      `select value from marts.fct_kpi_values where kpi_id = 'overtime_over_480h' and period_kind = 'year'
         and bureau_code is null and scope_id = 'programme'`,
    );
    return row?.value;
  } finally {
    release.close();
  }
}
