import {describe, expect, test} from "vitest";
import {questionsOf, readLines} from "./read-lines.ts";

const KEYS = "局区名,区分,用紙";
const ROW = "総務企画局,学校等以外,A4";
const sheet = (headings: string[], values: (number | string)[], title = "令和4年度 用紙使用量") => [
  title,
  `${KEYS},${headings.join(",")}`,
  `${ROW},${values.join(",")}`,
];
const monthsOf = (rows: string[]) => rows.map((row) => row.split("|").slice(3).join("="));

describe("other ways to write a month", () => {
  test.each([
    ["四月", "五月", "十一月", "十二月"],
    ["4", "5", "6", "7"],
    ["04", "05", "06", "07"],
    ["4月※", "5月", "6月＊", "7月（注1）"],
    ["4月分", "5月度", "6月", "７月"],
    ["4月（実績）", "5月（確定値）", "6月", "7月"],
    ["2022-04-01", "2022-05-01", "2022-06-01", "2022-07-01"],
    ["4月", "5", "6", "7月"],
  ])("%s %s %s %s", async (...headings) => {
    const read = await readLines(sheet(headings, [10, 20, 30, 40]));
    expect(read).toMatchObject({holds: [], ignoredCount: 0});
    expect(read.rows).toHaveLength(4);
  });

  test("a number that no month stands beside is no month", async () => {
    const read = await readLines(sheet(["4月", "5月", "6月", "12"], [10, 20, 30, 99]));
    expect(read.rows).toHaveLength(3);
    expect(questionsOf(read)).toEqual([["除く"]]);
    expect(
      (await readLines(sheet(["4月", "5月", "6月", "12"], [10, 20, 30, 99]), ["除く"])).rows,
    ).toHaveLength(3);
  });
});

describe("forecasts are no values", () => {
  test.each([
    "6月(見込)",
    "6月（見込み）",
    "６月見込",
    "6月（予定）",
    "6月【見込値】",
    "見込6月",
    "6月（実績見込）",
  ])("%s", async (heading) => {
    const read = await readLines(sheet(["4月", "5月", heading], [10, 20, 30]));
    expect(monthsOf(read.rows)).toEqual(["2022年4月=10", "2022年5月=20"]);
    expect(read).toMatchObject({holds: [], ignoredCount: 1});
    expect(read.reading).toContain("2022年6月（実績でない）の列は除外");
  });

  test("said above or below the months", async () => {
    const above = await readLines([
      "令和4年度 用紙使用量",
      ",,,実績,,見込,",
      `${KEYS},4月,5月,6月,7月`,
      `${ROW},10,20,30,40`,
    ]);
    expect(monthsOf(above.rows)).toEqual(["2022年4月=10", "2022年5月=20"]);
    const below = await readLines([
      "令和4年度 用紙使用量",
      `${KEYS},4月,5月,6月`,
      ",,,実績,実績,見込",
      `${ROW},10,20,30`,
    ]);
    expect(monthsOf(below.rows)).toEqual(["2022年4月=10", "2022年5月=20"]);
  });

  test("a total of the year with its forecasts still agrees", async () => {
    const lines = sheet(["4月", "5月", "6月(見込)", "計"], [10, 20, 30, 60]);
    expect((await readLines(lines)).holds).toEqual([]);
  });

  test.each([
    ["the title", ["令和4年度 用紙使用量（見込）"], []],
    ["a note below", ["令和4年度 用紙使用量"], ["※6月以降は見込みです"]],
    ["a title that ends in it", ["令和4年度 用紙使用量 計画"], []],
    ["a doubtful word that is said of the numbers", ["令和4年度 用紙使用量"], ["（注）数値は計画である。"]],
  ])("said of the table: %s", async (_, above, below) => {
    const lines = [...above, `${KEYS},4月,5月,6月`, `${ROW},10,20,30`, ...below];
    expect(questionsOf(await readLines(lines))).toEqual([["実績"]]);
  });

  test("a text alone above the last month may be said of it or of the table", async () => {
    const lines = ["令和4年度 用紙使用量", ",,,,,予定", `${KEYS},4月,5月,6月`, `${ROW},10,20,30`];
    expect(questionsOf(await readLines(lines))).toEqual([["実績", "除く"]]);
    expect((await readLines(lines, ["除く"])).rows).toHaveLength(2);
  });

  test("a long list of people whose rows say it is asked", async () => {
    const lines = ["期間,職員番号,取得日数,取得時間,備考", "令和6年度第1四半期,000001,3,7:45,（予定）"];
    expect(questionsOf(await readLines(lines))).toEqual([["実績", "除く"]]);
  });

  test("a plan in the name of a programme says nothing of the numbers", async () => {
    const lines = sheet(["4月", "5月", "6月"], [10, 20, 30], "行財政改革推進計画 令和4年度 用紙使用量");
    expect((await readLines([...lines, "今後の増加が見込まれる。"])).holds).toEqual([]);
  });

  test("速報 is asked", async () => {
    const lines = sheet(["4月", "5月", "6月（速報値）"], [10, 20, 30]);
    const read = await readLines(lines);
    expect(questionsOf(read)).toEqual([["実績", "除く"]]);
    expect(read.rows).toHaveLength(2);
    expect((await readLines(lines, ["実績"])).rows).toHaveLength(3);
    expect((await readLines(lines, ["除く"])).rows).toHaveLength(2);
  });

  test("a row that says it behind its months is asked", async () => {
    const lines = [
      "令和4年度 用紙使用量",
      `${KEYS},4月,5月,備考`,
      `${ROW},10,20,`,
      `${ROW.replace("A4", "A3")},30,40,未確定`,
    ];
    expect(questionsOf(await readLines(lines))).toEqual([["実績", "除く"]]);
    expect((await readLines(lines, ["除く"])).rows).toHaveLength(2);
  });

  test("a row that says it in a column of its own, or in its name, is asked", async () => {
    const heading = "期間,項目,件名,実施日,数量,状況";
    const actual = "令和6年度第1四半期,紙文書コーチング,川崎区,,1,済";
    const beside = [heading, actual, "令和6年度第1四半期,紙文書コーチング,幸区,,1,予定"];
    const named = [heading, actual, "令和6年度第1四半期,紙文書コーチング,幸区（見込）,,1,"];
    const nothingElse = [heading, actual, "令和6年度第1四半期,紙文書コーチング,見込値,,1,"];
    for (const lines of [beside, named, nothingElse]) {
      const read = await readLines(lines);
      expect(questionsOf(read)).toEqual([["実績", "除く"]]);
      expect((await readLines(lines, ["除く"])).rows).toHaveLength(1);
      expect((await readLines(lines, ["実績"])).rows).toHaveLength(2);
    }
    const target = [heading, actual, "令和6年度第1四半期,紙文書コーチング,目標値,,1,"];
    expect(questionsOf(await readLines(target))).toContainEqual(["合計", "明細"]);
  });
});

describe("no column between months is dropped unsaid", () => {
  test("no heading between two months: the month that is missing, or none", async () => {
    const lines = sheet(["4月", "", "6月"], [10, 20, 30]);
    const read = await readLines(lines);
    expect(questionsOf(read)).toEqual([["5月", "除く"]]);
    expect(read.rows).toHaveLength(2);
    expect(monthsOf((await readLines(lines, ["5月"])).rows)).toEqual([
      "2022年4月=10",
      "2022年5月=20",
      "2022年6月=30",
    ]);
    expect((await readLines(lines, ["除く"])).rows).toHaveLength(2);
  });

  test("no heading before the first month and behind the last", async () => {
    const first = sheet(["", "5月", "6月"], [10, 20, 30]);
    expect(questionsOf(await readLines(first))).toEqual([["4月", "除く"]]);
    expect((await readLines(first, ["4月"])).rows).toHaveLength(3);
    const last = sheet(["5月", "6月", ""], [10, 20, 30]);
    expect(questionsOf(await readLines(last))).toEqual([["7月", "除く"]]);
  });

  test("a heading that nobody knows above numbers", async () => {
    const lines = sheet(["4月", "5月(改)", "6月"], [10, 20, 30]);
    expect(questionsOf(await readLines(lines))).toEqual([["除く"]]);
  });

  test("columns that stand beside months are told", async () => {
    const read = await readLines(
      sheet(["4月", "前年同月", "5月", "前年同月", "備考"], [10, 9, 20, 18, "増"]),
    );
    expect(read.holds).toEqual([]);
    expect(read.reading).toContain("「前年同月」、「備考」の列は除外");
  });

  test("totals of quarters and halves are held against their months", async () => {
    const headings = ["4月", "5月", "6月", "第1四半期", "7月", "上半期計", "年度計"];
    expect((await readLines(sheet(headings, [1, 2, 3, 6, 4, 10, 10]))).holds).toEqual([]);
    const [wrong] = (await readLines(sheet(headings, [1, 2, 3, 7, 4, 10, 10]))).holds;
    expect(wrong).toEqual({
      kind: "control_total",
      text: "3行目: 「第1四半期」は7ですが、内訳を足すと10です",
    });
  });
});
