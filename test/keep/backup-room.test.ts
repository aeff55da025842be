import {spawnSync} from "node:child_process";
import {existsSync, mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {hostname} from "node:os";
import {basename, join} from "node:path";
import {expect, test} from "vitest";
import {backUp} from "../../pipelines/keep/backup.ts";
import {halfWrittenName} from "../../schemas/half-written.ts";
import {kaikaku, PROJECT} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("a backup for which there is no room is told with its place, and leaves nothing of itself", () => {
  const [home, medium] = [sampleHome(temporaryFolder()), temporaryFolder()];
  writeFileSync(join(home.inbox, "大きい.csv"), "x".repeat(400_000));
  // As on a full disk, no file can become larger than so.
  const run = 'ulimit -f 200; exec "$0" "$@"';
  const args = [process.execPath, join(PROJECT, "kaikaku.mjs"), "backup", "--with-key", "--to", medium];
  const {status, stderr} = spawnSync("sh", ["-c", run, ...args], {
    encoding: "utf8",
    env: {...process.env, KAIKAKU_HOME: home.root},
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining(`「${medium}/kaikaku-`)]);
  expect(stderr).toContain("空きがなくなった");
  expect(readdirSync(medium)).toEqual([]);
});

test("what a killed backup left goes with the next to that place, and none has its name before it is whole", async () => {
  const [home, medium] = [sampleHome(temporaryFolder()), temporaryFolder()];
  const dead = {machine: hostname(), pid: 4_000_000, since: 0};
  mkdirSync(join(medium, halfWrittenName("building", dead, "0".repeat(16)), "files"), {recursive: true});
  const seen = new Set<string>();
  const progress = () => {
    for (const name of readdirSync(medium)) seen.add(name);
  };
  const log = {info: () => {}, warn: () => {}, progress};
  const {folder} = await backUp({home, to: medium, withKey: true, now: new Date("2025-06-02"), log});
  expect([...seen]).toEqual([expect.stringMatching(/^\.kaikaku-.*\.building$/)]);
  expect(readdirSync(medium)).toEqual([basename(folder)]);
});

test("a backup's place that cannot be written to is told, in no word of another option", () => {
  const [home, medium] = [sampleHome(temporaryFolder()), temporaryFolder()];
  writeFileSync(join(medium, "plain"), "x");
  const {status, stderr} = kaikaku(home.root, ["backup", "--to", join(medium, "plain")]);
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^エラー {2}「.*plain.*」に書けません: .*。\n$/),
  ]);
  expect(stderr).not.toContain("--out");
  for (const folder of ["sql/metrics", "data/cities"])
    expect(kaikaku(home.root, ["backup", "--to", join(PROJECT, folder)]).stderr).toContain("プログラムの");
  mkdirSync(join(medium, "folder"));
  expect(kaikaku(home.root, ["backup", "--to", join(medium, "folder")]).status).toBe(0);
  const [made = ""] = readdirSync(join(medium, "folder"));
  expect(existsSync(join(medium, "folder", made, "backup.json"))).toBe(true);
});
