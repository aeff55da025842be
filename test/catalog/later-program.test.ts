import {spawnSync} from "node:child_process";
import {appendFileSync, cpSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {foundCity} from "../../pipelines/catalog/found-city.ts";
import {newKeys, noteKnownKeys} from "../../pipelines/catalog/new-keys.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";
import {hashOf} from "../built-once.ts";
import {wholeProgram} from "../figures/small-city.ts";
import {PROJECT} from "../run-cli.ts";
import {lastingFolder, temporaryFolder} from "../temporary-folder.ts";

describe("what another program knows", () => {
  /** As an earlier program left it: without some keys, and with another answer. */
  function before(home: Home, change: (known: Record<string, Record<string, string>>) => void): void {
    noteKnownKeys(home);
    const known = JSON.parse(readFileSync(home.knownKeys, "utf8"));
    change(known);
    writeFileSync(home.knownKeys, JSON.stringify(known));
  }

  function without(keys: Record<string, string> | undefined, start: string): void {
    for (const key of Object.keys(keys ?? {}).filter((one) => one === start || one.startsWith(`${start} ›`)))
      delete keys?.[key];
  }

  function bareHome(): Home {
    const home = openHome(join(temporaryFolder(), "home"));
    foundCity(home, "bare");
    return home;
  }

  test("is told by file, key and what holds without it, until it is noted; the folder stays as it is", () => {
    const home = bareHome();
    writeFileSync(join(home.city, "privacy.csv"), "domain,min_cell,shown_by_bureau,sums_shown,reason\n");
    writeFileSync(join(home.city, "retention.yaml"), "batches: {keep_unused_days: 9}\n");
    const hash = hashOf([home.city]);
    before(home, (known) => {
      without(known["release-policy.yaml"], "never_printed");
      without(known["city.yaml"], "organisation");
      without(known["privacy.csv"], "leave");
      without(known["overtime-causes.csv"], "epidemic");
      Object.assign(known["intake-limits.csv"] ?? {}, {"overtime › lost_percent": "15"});
      Object.assign(known["retention.yaml"] ?? {}, {"batches › keep_unused_days": "700"});
    });
    expect(newKeys(home)).toEqual([
      "city/city.yaml の「organisation」（新しい）: 書かなくてよいものです。",
      "city/intake-limits.csv の「overtime › lost_percent」: 書かないときの既定が、「15」から「20」に変わりました。",
      expect.stringMatching(/^city\/overtime-causes\.csv の「epidemic」（新しい）: 書かなければ epidemic、/),
      expect.stringMatching(
        /^city\/privacy\.csv の「leave」（新しい）: 市のこのファイルにはありません。要るときは書き足して/,
      ),
      "city/release-policy.yaml の「never_printed」（新しい）: 書かなければ first_published です。",
    ]);
    expect(hashOf([home.city])).toBe(hash);
    noteKnownKeys(home);
    expect(newKeys(home)).toEqual([]);
  });

  test("is not told where nothing is on record, or the record is torn", () => {
    const home = bareHome();
    expect(newKeys(home)).toEqual([]);
    writeFileSync(home.knownKeys, '{"city.yaml":');
    expect(newKeys(home)).toEqual([]);
  });
});

describe("a later version that is pulled over an installation", () => {
  const {folder, remove} = lastingFolder();
  const upstream = join(folder, "upstream");
  const here = join(folder, "here");
  const city = join(here, "data/local/city");
  const said: Record<string, string> = {};

  function git(at: string, ...args: string[]): void {
    const who = ["-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"];
    const {status, stderr} = spawnSync("git", ["-C", at, ...who, ...args], {encoding: "utf8"});
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  }

  function command(...args: string[]): void {
    const {KAIKAKU_HOME: _, ...env} = process.env;
    const {stdout} = spawnSync(process.execPath, [join(here, "cli.ts"), ...args], {encoding: "utf8", env});
    said[args[0] ?? ""] = stdout;
  }

  beforeAll(() => {
    wholeProgram(upstream);
    cpSync(join(PROJECT, ".gitignore"), join(upstream, ".gitignore"));
    git(folder, "init", "-q", upstream);
    git(upstream, "add", ".");
    git(upstream, "commit", "-qm", "one version");
    git(folder, "clone", "-q", upstream, here);
    command("init", "--from", "minasato");
    appendFileSync(join(city, "privacy.csv"), "# 市の書き足し\n");
    command("city");
  }, 120_000);

  afterAll(remove);

  test("changes no byte of the city's folder, whatever it changes and however it is then run", () => {
    const before = hashOf([city]);
    for (const template of ["bare", "minasato"])
      appendFileSync(join(upstream, "data/cities", template, "kpis.yaml"), "# ほかの市の目標\n");
    rmSync(join(upstream, "data/cities/minasato/privacy.csv"));
    appendFileSync(join(upstream, "data/defaults/privacy.csv"), "visitors,5,false,true,来庁者の数\n");
    git(upstream, "add", ".");
    git(upstream, "commit", "-qm", "a later version");
    git(here, "pull", "-q");
    for (const name of ["doctor", "city", "run", "upgrade"]) command(name);
    expect(hashOf([city])).toBe(before);
    expect(said.doctor).toContain("市のフォルダーに書けることが1件変わりました");
    expect(said.city).toMatch(
      /更新 .*1件変わりました[\s\S]*city\/privacy\.csv の「visitors」（新しい）: 市のこのファイルにはありません/,
    );
    expect(said.run).not.toContain("visitors");
  }, 60_000);
});
