import {readdirSync, readFileSync} from "node:fs";
import {homedir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {openHome} from "../../pipelines/installation/home.ts";
import {currentRelease, publishedReleases} from "../../pipelines/releases/history.ts";
import {overtime, publishedCity, roster, runRelease, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {type CliResult, kaikaku} from "../run-cli.ts";
import {lastingFolder} from "../temporary-folder.ts";

/** The browser is unpacked once, wherever HOME points. */
const CACHE = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
/** Another office's machine on another continent. */
const ELSEWHERE = {TZ: "America/Los_Angeles", LANG: "de_DE.UTF-8", LC_ALL: "C", XDG_CACHE_HOME: CACHE};

/** What was handed out can be printed again, whatever has been loaded and published since. */
describe("papers of a release that newer ones followed", () => {
  const {folder, remove} = lastingFolder();
  const root = join(folder, "home");
  let first = "";

  beforeAll(async () => {
    const home = await publishedCity(root);
    first = currentRelease(home)?.releaseId ?? "";
    for (const result of printed("then")) expect(result).toMatchObject({status: 0, stderr: ""});
    send(home, {
      "時間外_訂正.csv": [HEADINGS.overtime, ...overtime("2024-05", "500:00")].join("\n"),
      "名簿_2025訂正.csv": roster("2025-04-01", {1010: {women: 9, men: 6}, 2040: {women: 5, men: 3}}),
    });
    await runRelease(home, "2025-07-01T00:00:00Z");
  });

  afterAll(remove);

  test("are the same to the byte, also in another time zone, language and home folder", () => {
    const home = openHome(root);
    expect(publishedReleases(home)).toHaveLength(2);
    const again = printed("again", first, {...ELSEWHERE, HOME: folder});
    for (const result of again) expect(result).toMatchObject({status: 0});
    expect(papers("again")).toEqual(papers("then"));
    expect(Object.keys(papers("then")).length).toBeGreaterThan(3);
  });

  test("differ from those of the release in force", () => {
    for (const result of printed("now")) expect(result).toMatchObject({status: 0});
    const [then, now] = [papers("then"), papers("now")];
    for (const [name, bytes] of Object.entries(then))
      expect([name, now[name] === bytes]).toEqual([name, false]);
  });

  test("are right by their own release", () => {
    for (const name of readdirSync(join(folder, "then")).filter((file) => file.endsWith(".pdf"))) {
      const {status, stdout} = kaikaku(root, ["verify", join(folder, "then", name)]);
      expect([name, status, stdout]).toEqual([name, 0, expect.stringContaining("合格")]);
      expect(stdout).toContain(first);
    }
  });

  /** The scorecards, the packet and the workbook of the year's end, in a folder of their own. */
  function printed(name: string, release?: string, env?: NodeJS.ProcessEnv): CliResult[] {
    const of = release === undefined ? [] : ["--release", release];
    const out = join(folder, name);
    return [
      ["scorecard", "--period", "R6Q4", "--bureau", "all", "--out", out],
      ["packet", "--fy", "R6", "--out", join(out, "packet.pdf")],
      ["workbook", "--period", "R6Q4", "--out", join(out, "tables.xlsx")],
    ].map((args) => kaikaku(root, [...args, ...of], undefined, env));
  }

  /** The papers of a folder as text of their bytes, by name without the release. */
  function papers(name: string): Record<string, string> {
    const out = join(folder, name);
    const entries = readdirSync(out).map((file): [string, string] => [
      file.replace(/_\d{4}-\d{2}-\d{2}-\w+/, ""),
      readFileSync(join(out, file)).toString("base64"),
    ]);
    return Object.fromEntries(entries.sort());
  }
});
