import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {exportRelease} from "../../pipelines/releases/export.ts";
import {manifestFile, releaseFolder} from "../../pipelines/releases/files.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {dropOldReleases} from "../../pipelines/releases/retention.ts";
import {publishedCity} from "../figures/small-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
let home: Home;
let releaseId = "";
beforeAll(async () => {
  home = await publishedCity(join(folder, "city"));
  releaseId = currentRelease(home)?.releaseId ?? "";
});
afterAll(remove);

/** As somebody writes it who may write a backup. */
function rewrite(file: string, change: object, from = file): void {
  writeFileSync(file, JSON.stringify({...JSON.parse(readFileSync(from, "utf8")), ...change}));
}

test.each(["../../thesis", ".", "another"])(
  "a record that names %s as its release removes nothing by rule",
  (named) => {
    const thesis = join(folder, "thesis");
    mkdirSync(thesis, {recursive: true});
    const own = readFileSync(manifestFile(home, releaseId), "utf8");
    const old = {releaseId: named, publishedAt: "2000-01-01T00:00:00.000Z", releasedOn: "2000-01-01"};
    rewrite(manifestFile(home, "evil"), old, manifestFile(home, releaseId));
    rewrite(manifestFile(home, releaseId), {previousReleaseId: "evil"});
    const rules = {keep_days: 1, keep_latest: 1, keep_last_of_fiscal_year: false};
    expect(() => dropOldReleases(home, new Date("2025-06-10T00:00:00Z"), rules)).toThrow("manifest.json");
    expect([existsSync(thesis), existsSync(releaseFolder(home, releaseId))]).toEqual([true, true]);
    writeFileSync(manifestFile(home, releaseId), own);
  },
);

test("a folder of files whose list leads out of it, or of which nothing was noted, is made anew and writes nothing elsewhere", async () => {
  const list = join(releaseFolder(home, releaseId), "manifest.json");
  const {files} = JSON.parse(readFileSync(list, "utf8"));
  rewrite(list, {files: [{...files[0], file: "../../secret"}, ...files.slice(1)]});
  rewrite(manifestFile(home, releaseId), {folder: null});
  const place = join(folder, "a", "b", "版");
  await exportRelease(home, {releaseId: undefined, folder: () => place});
  expect(readdirSync(place)).toContain("marts.dim_kpis.parquet");
  expect(readdirSync(join(folder, "a"))).toEqual(["b"]);
});
