import {spawnSync} from "node:child_process";
import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {smallRelease} from "../ask/small-release.ts";
import {PROJECT} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {lastingFolder} from "../temporary-folder.ts";

const {folder, remove} = lastingFolder();
const home = sampleHome(join(folder, "home"));
const answer = join(folder, "答え");

afterAll(remove);
beforeAll(async () => {
  await smallRelease(home.releases);
  writeFileSync(join(home.releases, "current.json"), '{"releaseId":"small","inputHash":""}');
});

/** The command with its answer in a file; no file may become larger than so many blocks, as on a disk that becomes full. */
function into(file: string, blocks: string, args: string[]) {
  const run = `ulimit -f ${blocks}; exec "$0" "$@" > "${file}"`;
  return spawnSync("sh", ["-c", run, process.execPath, join(PROJECT, "kaikaku.mjs"), ...args], {
    encoding: "utf8",
    env: {...process.env, KAIKAKU_HOME: home.root},
  });
}

test.each([
  ["csv", "from range(5000)"],
  ["json", "select repeat('x', 100000) as text"],
])("an answer that a full disk takes only in part is told: %s", (format, sql) => {
  const args = ["sql", sql, "--format", format];
  const whole = into(answer, "unlimited", args);
  expect([whole.status, whole.stderr]).toEqual([0, ""]);
  expect(readFileSync(answer).length).toBeGreaterThan(20_000);
  const {status, stderr} = into(answer, "20", args);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^エラー {2}.*\n$/)]);
});
