import {spawnSync} from "node:child_process";
import {join} from "node:path";
import {expect, test} from "vitest";
import {temporaryFolder} from "../temporary-folder.ts";

const CLI = join(import.meta.dirname, "..", "..", "kaikaku.mjs");

test("a reader who stops reading, as head does, is no fault", () => {
  const {stderr} = spawnSync("sh", ["-c", `"${process.execPath}" "${CLI}" queries --json | true`], {
    encoding: "utf8",
    env: {...process.env, KAIKAKU_HOME: temporaryFolder()},
  });
  expect(stderr).toBe("");
});
