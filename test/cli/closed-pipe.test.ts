import {spawnSync} from "node:child_process";
import {readdirSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {overtime, publishedCity, send} from "../figures/small-city.ts";
import {HEADINGS} from "../models/tiny-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const CLI = join(import.meta.dirname, "..", "..", "kaikaku.mjs");

test("a reader who stops reading, as head does, is no fault", () => {
  const {stderr} = spawnSync("sh", ["-c", `"${process.execPath}" "${CLI}" queries --json | true`], {
    encoding: "utf8",
    env: {...process.env, KAIKAKU_HOME: temporaryFolder()},
  });
  expect(stderr).toBe("");
});

/** The writer of a log dies, or its disk is full: what was asked is done all the same, and published figures are printed. */
test.each([
  ["nobody reads what it says", '("$0" "$@"; echo "ended $?" >&2) | true', 0],
  ["nobody reads its troubles", '("$0" "$@"; echo "ended $?") 2> >(true)', 0],
  ["its troubles have no room", '("$0" "$@" 2>/dev/full; echo "ended $?")', 0],
  ["what it says has no room", '("$0" "$@" >/dev/full; echo "ended $?")', 1],
])(
  "a run comes to its end where %s",
  async (_, script, status) => {
    const home = await publishedCity(temporaryFolder());
    send(home, {"時間外_5月.csv": [HEADINGS.overtime, ...overtime("2024-05", "40:00")].join("\n")});
    const {stdout, stderr} = spawnSync(
      "bash",
      ["-c", script, process.execPath, CLI, "run", "--clock-is-right"],
      {encoding: "utf8", env: {...process.env, KAIKAKU_HOME: home.root}},
    );
    expect(`${stdout}${stderr}`).toContain(`ended ${status}`);
    expect(readdirSync(home.output)).toEqual([expect.stringMatching(/^scorecard_.*\.pdf$/)]);
  },
  120_000,
);
