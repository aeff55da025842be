import {spawnSync} from "node:child_process";
import {lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {readTold} from "../../pipelines/audit/readers-have.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {sha256Of} from "../../pipelines/installation/fingerprint-of.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import {dropOldReleases} from "../../pipelines/releases/retention.ts";
import {toldFile} from "../../pipelines/releases/told-by-releases.ts";
import {overtime, publishedCity, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
let home: Home;

async function publishOn(day: string, hours: string): Promise<string> {
  send(home, {
    [`時間外_${day}.csv`]: [HEADINGS.overtime, ...overtime("2024-05", hours)].join("\n"),
  });
  return runRelease(home, `${day}T00:00:00Z`);
}

/** As the rules of retention would, years later. */
function dropAllButLatest(): string[] {
  const rules = {keep_latest: 1, keep_days: 0, keep_last_of_fiscal_year: false};
  return dropOldReleases(home, new Date("2035-06-08T00:00:00Z"), rules);
}

/** What all releases but the latest tell, in no order. */
async function toldBefore(keeps = false): Promise<string> {
  const engine = await openWritable(":memory:");
  try {
    const {before} = await readTold(engine, home, keeps);
    const told = [...(before?.counts ?? []), ...(before?.months ?? [])].map((row) => JSON.stringify(row));
    return sha256Of(told.sort().join("\n"));
  } finally {
    engine.close();
  }
}

beforeAll(async () => {
  home = await publishedCity(join(folder, "city"));
  expect(await publishOn("2025-06-03", "500:00")).toBe("published");
  expect(await publishOn("2025-06-04", "30:00")).toBe("published");
  expect(await publishOn("2025-06-05", "501:00")).toBe("published");
});
afterAll(remove);

test("what was kept release by release is what they tell when all are read again", async () => {
  const [kept, text] = [await toldBefore(), readFileSync(toldFile(home, "counts"), "utf8")];
  expect(text).toContain("overtime_over_480h");
  rmSync(toldFile(home, "counts"));
  expect(await toldBefore()).toBe(kept);
  writeFileSync(toldFile(home, "counts"), text);
});

test("a torn or changed note is not believed while the releases are there", async () => {
  const [kept, text] = [await toldBefore(), readFileSync(toldFile(home, "counts"), "utf8")];
  for (const broken of [
    text.slice(0, -100),
    text.replace('"is_withheld":false', '"is_withheld":true'),
    "",
    "[]",
    forged(text, "{counts"),
    forged(text, "{}"),
  ]) {
    expect(broken).not.toBe(text);
    writeFileSync(toldFile(home, "counts"), broken);
    expect(await toldBefore()).toBe(kept);
  }
  writeFileSync(toldFile(home, "counts"), text);
});

/** The note with another content, whose checksum fits. */
function forged(text: string, told: string): string {
  const head = JSON.parse(text.split("\n")[0] ?? "");
  return `${JSON.stringify({...head, sha256: sha256Of(told)})}\n${told}\n`;
}

test("no release goes by rule before it is kept what it told", () => {
  const text = readFileSync(toldFile(home, "overtime"), "utf8");
  rmSync(toldFile(home, "overtime"));
  expect(dropAllButLatest()).toEqual([]);
  writeFileSync(toldFile(home, "overtime"), forged(text, "[{"));
  expect(dropAllButLatest()).toEqual([]);
  writeFileSync(toldFile(home, "overtime"), text);
});

test("a folder, link or pipe in the place of a note is named or replaced, and leads nowhere", async () => {
  const [kept, file] = [await toldBefore(), toldFile(home, "counts")];
  rmSync(file);
  mkdirSync(file);
  await expect(toldBefore(true)).rejects.toThrow(/told-counts\.json」はフォルダーです/);
  rmSync(file, {recursive: true});
  spawnSync("mkfifo", [file]);
  expect(await toldBefore(true)).toBe(kept);
  rmSync(file);
  const elsewhere = join(home.root, "elsewhere");
  writeFileSync(elsewhere, "よその文書");
  symlinkSync(elsewhere, file);
  expect(await toldBefore(true)).toBe(kept);
  expect([readFileSync(elsewhere, "utf8"), lstatSync(file).isFile()]).toEqual(["よその文書", true]);
  rmSync(elsewhere);
});

test("a city goes on publishing when its old releases are gone by rule, attacked with what they told", async () => {
  const told = await toldBefore();
  // The one before the latest is read once more with the next candidate, and goes another time.
  const known = publishedReleases(home).map(({releaseId}) => releaseId);
  expect(dropAllButLatest()).toEqual(known.slice(0, -2));
  expect(await toldBefore()).toBe(told);
  expect(await publishOn("2025-06-06", "502:00")).toBe("published");
  expect(kaikaku(home.root, ["audit-disclosure"]).stdout).toContain("公開版5件");
});

test("doctor says what stops the next release: a note that holds something else, or that of other releases", () => {
  const [, second = ""] = publishedReleases(home).map(({releaseId}) => releaseId);
  const text = readFileSync(toldFile(home, "sums"), "utf8");
  const [head = "", told = ""] = text.split("\n");
  const {releases, ...rest} = JSON.parse(head);
  const ofOthers = `${JSON.stringify({...rest, releases: releases.toReversed()})}\n${told}\n`;
  for (const broken of [forged(text, "{}"), forged(text, '[{"kpi_id":1}]'), ofOthers]) {
    expect(kaikaku(home.root, ["doctor"]).stdout).not.toContain("told-sums.json");
    writeFileSync(toldFile(home, "sums"), broken);
    expect(kaikaku(home.root, ["doctor"]).stdout).toContain(
      `本体を消した公開版 ${second} が局区の人数をどう示したかの控え`,
    );
    writeFileSync(toldFile(home, "sums"), text);
  }
});

test("nothing is published when what the releases that are gone told is lost, too, and doctor says so", async () => {
  const [, second = ""] = publishedReleases(home).map(({releaseId}) => releaseId);
  rmSync(toldFile(home, "counts"));
  await expect(publishOn("2025-06-07", "503:00")).rejects.toThrow("本体がありません");
  const {status, stdout} = kaikaku(home.root, ["doctor"]);
  expect(status).not.toBe(0);
  expect(stdout).toContain(`本体を消した公開版 ${second} が局区の人数をどう示したかの控え`);
});
