import {readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {BUREAUS} from "../models/tiny-city.ts";
import {kaikaku} from "../run-cli.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("a first file of a kind that gives no quarter is published; what cannot be printed yet is said, and no failure", () => {
  const home = sampleHome(temporaryFolder());
  writeFileSync(join(home.inbox, "局区.csv"), BUREAUS);
  const first = kaikaku(home.root, ["run"]);
  expect([first.status, first.stdout]).toEqual([
    0,
    expect.stringMatching(
      /公開しました.*印刷 {2}スコアカードはまだ印刷できません。値の出た四半期がまだありません/s,
    ),
  ]);
  const second = kaikaku(home.root, ["run"]);
  expect([second.status, second.stdout]).toEqual([0, expect.stringContaining("変わっていません")]);
  expect(readdirSync(home.output)).toEqual([]);
  expect(kaikaku(home.root, ["scoreboard"])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("値の出た四半期がまだありません"),
  });
});
