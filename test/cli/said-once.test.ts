import {readdirSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {kaikaku} from "../run-cli.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test.each([
  [["sql", "select 1", "--out", "a.csv", "--out", "b.csv"], "--out が2回"],
  [["export", "--out", "a", "--out", "b"], "--out が2回"],
  [["backup", "--to", "a", "--to", "b"], "--to が2回"],
  [["restore", "--from", "a", "--from", "b", "--from", "c"], "--from が3回"],
  [["kpi", "--fy", "R6", "--fy", "R5"], "--fy が2回"],
  [["backup", "--to", ""], "--to が空です"],
  [["export", "--out", " "], "--out が空です"],
  [["workbook", "--csv", ""], "--csv が空です"],
])("%j is not guessed at", (args, words) => {
  const home = temporaryFolder();
  const {status, stderr} = kaikaku(home, args);
  expect([status, stderr]).toEqual([1, expect.stringMatching(/^エラー {2}.*\n$/)]);
  expect(stderr).toContain(words);
  expect(readdirSync(home)).not.toContain("access-log.jsonl");
});

test("a name that no file system takes is told as that", () => {
  const place = join(temporaryFolder(), `${"あ".repeat(90)}.xlsx`);
  expect(kaikaku(temporaryFolder(), ["template", "paper", "--out", place]).stderr).toContain(
    "名前が長すぎます",
  );
});

test.each([
  [["models", "--select"], "次の引数が不足しています。: select"],
  [["ingest", "x.csv", "--as"], "次の引数が不足しています。: as"],
])("%j ends in words, not in a stack", (args, words) => {
  const {status, stderr} = kaikaku(temporaryFolder(), args);
  expect([status, stderr]).toEqual([1, `エラー  ${words}\nnpx kaikaku --help で使い方を表示します。\n`]);
});

test("a command after -- is the command, and one that does not exist is none", () => {
  const home = temporaryFolder();
  const said = kaikaku(home, ["status"]);
  expect(kaikaku(home, ["--", "status"])).toEqual(said);
  expect(said.stdout).not.toBe("");
  expect(kaikaku(home, ["--", "statas"]).status).toBe(1);
});
