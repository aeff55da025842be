import {spawnSync} from "node:child_process";
import {chmodSync, mkdirSync, readdirSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {kaikaku, PROJECT} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("a home that is nothing, no folder, or a place of other things is refused, and nothing in it is touched", () => {
  const folder = temporaryFolder();
  const file = join(folder, "plain");
  writeFileSync(file, "x");
  chmodSync(file, 0o644);
  for (const [home, words] of [
    ["", "KAIKAKU_HOME）が空です"],
    [file, "フォルダーではありません"],
    [folder, "設備でないもの（plain）"],
  ] as const) {
    const {status, stderr} = kaikaku(home, ["run"]);
    expect([home, status, stderr]).toEqual([home, 1, expect.stringMatching(/^エラー {2}.*\n$/)]);
    expect(stderr).toContain(words);
  }
  expect([readdirSync(folder), statSync(file).mode & 0o777]).toEqual([["plain"], 0o644]);
  const disk = join(folder, "new disk");
  mkdirSync(join(disk, "lost+found"), {recursive: true});
  expect(kaikaku(disk, ["releases"]).status).toBe(0);
});

/** Node's own way of making several folders never ends there. */
test.each([
  ["export", "--out", "/proc/kaikaku/版"],
  ["backup", "--to", "/proc/kaikaku"],
  ["sample", "--out", "/proc/kaikaku"],
])(
  "a place in which the system makes no folders is told: %s",
  (...args) => {
    const {status, stderr} = kaikaku(temporaryFolder(), args);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^エラー {2}.*\n/)]);
  },
  60_000,
);

test("a folder that was removed under the person is told", () => {
  const script = 'mkdir here && cd here && rmdir ../here && exec "$0" "$@"';
  const {status, stderr} = spawnSync(
    "sh",
    ["-c", script, process.execPath, join(PROJECT, "kaikaku.mjs"), "sql", "select 1", "--out", "x.csv"],
    {encoding: "utf8", cwd: temporaryFolder(), env: {...process.env, KAIKAKU_HOME: temporaryFolder()}},
  );
  expect([status, stderr]).toEqual([
    1,
    expect.stringMatching(/^エラー {2}いまいるフォルダーが、もうありません。.*\n$/),
  ]);
});
