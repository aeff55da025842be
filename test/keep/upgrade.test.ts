import {spawnSync} from "node:child_process";
import {cpSync, existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {leftovers} from "../../pipelines/installation/sweep.ts";
import type {Upgrade} from "../../pipelines/keep/upgrade.ts";
import {LEDGER_VERSION} from "../../pipelines/ledger/version.ts";
import {ledgerRows, overtime, projectCopy, publishedCity, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder, temporaryFolder} from "../temporary-folder.ts";

const PROJECT = join(import.meta.dirname, "../..");
const {folder, remove} = lastingFolder();

/** A city that published once, its ledger as the program of version 4 left it. */
beforeAll(async () => {
  const city = await publishedCity(join(folder, "city"));
  const ledger = await openWritable(city.ledger);
  await ledger.run(`drop table intake.raw_columns; drop table intake.upgrades; drop table intake.contents;
    delete from intake.schema_version; insert into intake.schema_version values (4, current_timestamp)`);
  ledger.close();
});
afterAll(remove);

function oldCity(): {root: string; home: Home} {
  const root = join(temporaryFolder(), "city");
  cpSync(join(folder, "city"), root, {recursive: true});
  return {root, home: openHome(root)};
}

function upgradeElsewhere(root: string, project = PROJECT, fatalStep = "none"): Upgrade | undefined {
  const script = fileURLToPath(new URL("./upgrade-elsewhere.ts", import.meta.url));
  const {stdout} = spawnSync(process.execPath, [script, project, root, fatalStep], {encoding: "utf8"});
  return stdout === "" ? undefined : (JSON.parse(stdout) as Upgrade);
}

const KEPT = `ledger.before-version-${LEDGER_VERSION}.duckdb`;

test("there and back: no figure moves, and what was loaded and decided since is not lost", async () => {
  const {root, home} = oldCity();
  const before = readFileSync(home.ledger);
  const trial = kaikaku(root, ["upgrade", "--check"]);
  expect([trial.status, trial.stdout]).toEqual([0, expect.stringContaining("新しいプログラムでも同じです")]);
  expect(readFileSync(home.ledger).equals(before)).toBe(true);

  const forward = kaikaku(root, ["upgrade"]);
  expect([forward.status, forward.stdout]).toEqual([0, expect.stringContaining(join(root, KEPT))]);
  expect(readFileSync(join(root, KEPT)).equals(before)).toBe(true);
  expect(kaikaku(root, ["upgrade"]).stdout).toContain("もうこのプログラムの形です");

  const may = [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n");
  send(home, {"時間外_5月訂正.csv": may});
  await runRelease(home, "2025-06-11T00:00:00Z");
  kaikaku(root, ["reject", "4", "--reason", "元の表が誤り"]);
  const upgraded = await ledgerRows(home, "select max(batch_id) as batch from intake.batches");
  expect(upgraded).toEqual([{batch: 5}]);

  const back = kaikaku(root, ["upgrade", "--back"]);
  expect([back.status, back.stderr]).toEqual([0, ""]);
  expect(back.stdout).toContain("受け箱に戻しました: 時間外_5月訂正.csv");
  expect(back.stdout).toContain(
    "もう一度決めてください: 受付番号4（時間外_2024.csv）の取下げ（理由: 元の表が誤り）",
  );
  expect(readFileSync(home.ledger).equals(before)).toBe(true);
  expect(readFileSync(join(home.inbox, "時間外_5月訂正.csv"), "utf8")).toBe(`${may}\n`);
  expect(existsSync(join(root, KEPT.replace("before", "after")))).toBe(true);
  expect(leftovers(home)).toEqual([]);
});

test("there and back with a sealed archive: files come back opened, and the proof of what left by order since goes along", async () => {
  const {root, home} = oldCity();
  const key = join(temporaryFolder(), "archive-key");
  kaikaku(root, ["seal", "--new-key", key]);
  writeFileSync(join(root, "settings.yaml"), `encryption: {key_file: ${key}}\n`);
  expect(kaikaku(root, ["seal"]).status).toBe(0);
  expect(kaikaku(root, ["upgrade"]).status).toBe(0);
  const may = [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n");
  send(home, {"時間外_5月訂正.csv": may});
  await runRelease(home, "2025-06-11T00:00:00Z");
  expect(readdirSync(home.archive).filter((name) => !name.endsWith(".sealed"))).toEqual([]);
  const order = ["--by", "課長", "--reason", "求め", "--order", "法第100条", "--force", "--clock-is-right"];
  expect(kaikaku(root, ["discard", "4", ...order])).toMatchObject({status: 0, stderr: ""});
  const kept = readdirSync(home.archive);

  expect(kaikaku(root, ["upgrade", "--back"])).toMatchObject({status: 0, stderr: ""});
  expect(readFileSync(join(home.inbox, "時間外_5月訂正.csv"), "utf8")).toBe(`${may}\n`);
  const noted = "select kind, batch_id, ordered_by, reason, order_basis from intake.departures";
  expect(await ledgerRows(home, noted)).toEqual([
    {kind: "archive", batch_id: 4, ordered_by: "課長", reason: "求め", order_basis: "法第100条"},
  ]);
  expect(readdirSync(home.archive)).toEqual(kept);
  // The correction of May waits in the inbox again: the hours that the release says of it are not the ledger's.
  expect(kaikaku(root, ["upgrade"])).toMatchObject({status: 2});
  expect(await ledgerRows(home, noted)).toHaveLength(1);
  expect(readdirSync(home.scratch)).toEqual([]);
});

test("killed in the middle it leaves the old ledger whole, and its copy is swept by the next", () => {
  const {root, home} = oldCity();
  const before = readFileSync(home.ledger);
  expect(upgradeElsewhere(root, PROJECT, "指標の計算")).toBeUndefined();
  expect(readFileSync(home.ledger).equals(before)).toBe(true);
  expect(leftovers(home)).toHaveLength(1);
  expect(upgradeElsewhere(root)?.outcome.kind).toBe("in_place");
  expect(leftovers(home)).toEqual([]);
});

test("a program that computes otherwise: what moves is named, and files loaded since are not blamed on it", async () => {
  const {root, home} = oldCity();
  const project = projectCopy(join(temporaryFolder(), "project"));
  const sql = join(project, "sql/metrics/kpi_overtime_over_480h.sql");
  const text = readFileSync(sql, "utf8");
  writeFileSync(sql, text.replaceAll("sum(staff_count)", "2 * sum(staff_count)"));
  expect(readFileSync(sql, "utf8")).not.toBe(text);
  send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "90:00")].join("\n")});
  kaikaku(root, ["ingest", "--clock-is-right", join(home.inbox, "時間外_5月訂正.csv")]);
  const done = upgradeElsewhere(root, project);
  const moved = done?.diff?.moved ?? [];
  expect(moved.length).toBeGreaterThan(0);
  expect([...new Set(moved.map(({kpi_id}) => kpi_id))]).toEqual(["overtime_over_480h"]);
  for (const {cause} of moved) expect(cause).not.toContain("5月訂正");
});

test("nothing to take back, and a copy that is gone, are said in words", () => {
  const {root, home} = oldCity();
  expect(kaikaku(root, ["upgrade", "--back"])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("まだ一度も新しい形にしていません"),
  });
  kaikaku(root, ["upgrade"]);
  const copies = readdirSync(root).filter((name) => name === KEPT);
  expect(copies).toEqual([KEPT]);
  cpSync(join(root, KEPT), join(folder, "elsewhere"));
  spawnSync("rm", [join(root, KEPT)]);
  const before = readFileSync(home.ledger);
  expect(kaikaku(root, ["upgrade", "--back"])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining(KEPT),
  });
  expect(readFileSync(home.ledger).equals(before)).toBe(true);
});
