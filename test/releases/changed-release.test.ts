import {readFileSync, statSync, truncateSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {rollBack} from "../../pipelines/build/approve.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {manifestFile, releaseFile} from "../../pipelines/releases/files.ts";
import {currentRelease, publishedReleases} from "../../pipelines/releases/history.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {overtime, publishedCity, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
const root = join(folder, "city");
let home: Home;
let release = "";
let before = "";

/** A value of the release that was published last is changed, as somebody would with the engine's own tools. */
beforeAll(async () => {
  home = await publishedCity(root);
  before = currentRelease(home)?.releaseId ?? "";
  send(home, {"時間外_5月訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "41:00")].join("\n")});
  await runRelease(home, "2025-06-03T00:00:00Z");
  release = currentRelease(home)?.releaseId ?? "";
  const file = await openWritable(releaseFile(home, release));
  await file.run("update marts.fct_kpi_values set value = value + 1");
  file.close();
});
afterAll(remove);

const CHANGED = /公開版「.*」の本体.*中身が、作ったときと違います/;

test.each([
  ["kpi"],
  ["scoreboard"],
  ["sql", "select 1"],
  ["explain", "F-overtime_over_480h-R6"],
  ["scorecard", "--period", "R6Q4"],
  ["workbook", "--period", "R6Q4", "--out", "x.xlsx"],
  ["docs", "--out", "x.html"],
])("%s does not read a release that was changed", (...command) => {
  const {status, stdout, stderr} = kaikaku(root, command);
  expect([status, stderr]).toEqual([1, expect.stringMatching(CHANGED)]);
  expect(stdout).toBe("");
});

test("one that was made 1 TB long is told in the same words, and not read", () => {
  const file = releaseFile(home, release);
  const {size} = statSync(file);
  truncateSync(file, 1e12);
  expect(kaikaku(root, ["kpi"]).stderr).toMatch(CHANGED);
  expect(kaikaku(root, ["doctor"]).stdout).toContain(`公開版 ${release} の中身が、作ったときと違います`);
  truncateSync(file, size);
}, 60_000);

test("nothing is compared with it, and what is published next is not built on it", async () => {
  send(home, {"時間外_6月訂正.csv": [HEADINGS.overtime, ...overtime("2024-06", "42:00")].join("\n")});
  await expect(runRelease(home, "2025-06-04T00:00:00Z")).rejects.toThrow(CHANGED);
  expect(currentRelease(home)?.releaseId).toBe(release);
});

test("a backup holds it as it is, says so, and does not call it checked", () => {
  const {status, stdout, stderr} = kaikaku(root, ["backup", "--to", join(folder, "backups")]);
  expect(status).toBe(2);
  expect(stdout).not.toContain("検査済み");
  expect(stderr).toContain(`公開版 ${release}: 中身が、作ったときと違います`);
});

test("a backup holds a damaged record as it is, too, and says so", () => {
  const file = manifestFile(home, before);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(/"releasedOn":"[^"]+"/, '"releasedOn":"2025-13-45"'));
  const {status, stderr} = kaikaku(root, ["backup", "--to", join(folder, "more backups")]);
  expect([status, stderr]).toEqual([2, expect.stringContaining(`${before}.manifest.json」が壊れています`)]);
  writeFileSync(file, text);
});

test("a record of 1 TB is told, and not copied into a backup", () => {
  const file = manifestFile(home, before);
  const text = readFileSync(file);
  truncateSync(file, 1e12);
  const {status, stderr} = kaikaku(root, ["backup", "--to", join(folder, "more backups")]);
  expect([status, stderr]).toEqual([1, expect.stringContaining(`${before}.manifest.json」が大きすぎます`)]);
  writeFileSync(file, text);
}, 60_000);

test("an earlier one that is whole is read, and can be published again", async () => {
  (await openRelease(home, before)).close();
  const options = {
    home,
    now: new Date("2025-06-05T00:00:00Z"),
    log: {info: () => {}, warn: () => {}, progress: () => {}},
  };
  const {release: again} = await rollBack(before, {by: "課長", reason: "書き換えられたため"}, options);
  expect(kaikaku(root, ["kpi"]).status).toBe(0);
  await expect(openRelease(home, release)).rejects.toThrow(CHANGED);
  expect(currentRelease(home)?.releaseId).toBe(again.releaseId);
});

test("a chain of releases that comes back to itself, as a hostile backup may bring it, ends nobody's patience", () => {
  const manifest = manifestFile(home, before);
  const text = readFileSync(manifest, "utf8");
  writeFileSync(manifest, JSON.stringify({...JSON.parse(text), previousReleaseId: release}));
  expect(() => publishedReleases(home)).toThrow("同じものに戻ります");
  writeFileSync(manifest, text);
});
