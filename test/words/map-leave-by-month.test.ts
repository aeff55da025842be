import {expect, test} from "vitest";
import {bareHome, fileOf, learnt, said, texts} from "./learning.ts";

/* A town whose leave comes by month. */

function lines(heading: string, periods: string[]): string[] {
  return [
    `${heading},職員番号,年休取得日数,取得時間`,
    ...periods.flatMap((period) => [`${period},012345,1,0:00`, `${period},012346,0,3:45`]),
  ];
}

test("a column of months instead of quarters is proposed as the city's period", async () => {
  const home = bareHome();
  const proposal = await learnt(home, [fileOf("年休_4月.csv", lines("年月", ["2025-04"]))]);
  expect(texts(proposal).leave).toBe(
    "# 年次休暇取得状況（leave）\n\nheadings:\n  taken_days: 年休取得日数\nperiod: month\n",
  );
  expect(said(proposal)).toContain("届く期間: 月ごと");
});

test("months below the heading of quarters, or of the town's own, are months", async () => {
  for (const heading of ["期間", "対象月"]) {
    const proposal = await learnt(bareHome(), [
      fileOf("年休.csv", lines(heading, ["令和7年4月", "令和7年5月"])),
    ]);
    expect(texts(proposal).leave).toContain(`  month: ${heading}\n`);
    expect(texts(proposal).leave).toContain("period: month\n");
  }
});

test("a quarter stays one", async () => {
  const proposal = await learnt(bareHome(), [fileOf("年休.csv", lines("期間", ["R7Q1", "R7Q2"]))]);
  expect(texts(proposal).leave).not.toContain("period");
});
