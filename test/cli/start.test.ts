import {mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("made-up data are not mixed into a city of somebody's own that waits for its files", () => {
  const home = join(temporaryFolder(), "home");
  kaikaku(home, ["init", "--from", "misakino"]);
  const {status, stderr} = kaikaku(home, ["start"]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("見本データは混ぜません")]);
  expect(stderr).toContain(join(home, "inbox"));
  expect(readdirSync(join(home, "inbox"))).toEqual([]);
});

test("a folder of other things is left as it is", () => {
  const home = temporaryFolder();
  writeFileSync(join(home, "卒業論文.doc"), "");
  mkdirSync(join(home, "写真"));
  const {status, stderr} = kaikaku(home, ["start"]);
  expect([status, stderr]).toEqual([1, expect.stringContaining("設備でないもの")]);
  expect(readdirSync(home).sort()).toEqual(["写真", "卒業論文.doc"].sort());
});
