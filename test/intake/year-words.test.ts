import {describe, expect, test} from "vitest";
import type {AroundCell} from "../../pipelines/intake/read/around/cells-around.ts";
import {periodsAround} from "../../pipelines/intake/read/around/periods-around.ts";
import {yearAround} from "../../pipelines/intake/read/around/year-around.ts";
import {yearsSaid} from "../../pipelines/intake/read/around/year-words.ts";

describe("the years that a text speaks of", () => {
  test.each([
    ["令和4年度 用紙使用量", "令和4年度"],
    ["2022年度用紙", "令和4年度"],
    ["Ｒ４年度", "令和4年度"],
    ["平成31年度", "令和元年度"],
    ["用紙_R5", "令和5年度"],
    ["令和5年度行財政改革推進委員会資料（令和4年度実績）", "令和5年度、令和4年度"],
    ["令和3～令和5年度", "令和3年度、令和5年度"],
    ["令和3・4年度", "令和3年度、令和4年度"],
    ["令和3から令和4年度", "令和3年度、令和4年度"],
    ["令和3年度及び令和4年度", "令和3年度、令和4年度"],
    ["令和4年（暦年）用紙使用量", "令和4年"],
    ["2022年 用紙使用量", "令和4年"],
    ["令和4年4月～令和5年3月", "令和4年度"],
    ["令和4年1月～12月", "令和4年"],
    ["R4.4～R5.3", "令和4年度"],
    ["2022/10-2023/3 用紙", "令和4年度"],
    ["令和3年4月～令和6年3月", "令和3年度、令和5年度"],
    ["令和5年度報告分", "令和5年度、令和4年度"],
    ["令和5年度実施状況", "令和5年度"],
    ["令和4会計年度", "令和4年度"],
    ["㋿4年度", "令和4年度"],
    ["FY2022", "令和4年度"],
    ["令和4年度会計年度任用職員", "令和4年度"],
    ["令和5年度作成", ""],
    ["令和5年4月10日 行政改革課", ""],
    ["令和5年4月作成", ""],
    ["R5.4.10提出", ""],
    ["令和五年度資料", "令和5年度"],
    ["平成三十年度", "平成30年度"],
    ["用紙使用量（学校等以外）", ""],
    ["第3期プログラム", ""],
  ])("%s", (text, expected) => {
    const said = yearsSaid({place: "1行目", text});
    expect(said.map(({year}) => year).join("、")).toBe(expected);
  });
});

const APRIL_TO_MARCH = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];
const JANUARY_TO_DECEMBER = APRIL_TO_MARCH.toSorted((one, other) => one - other);

function read(texts: string[], months: number[], answers: string[] = []) {
  const cells = texts.map((text): AroundCell => {
    const [, name, rest = text] = /^(シート名|ファイル名):(.*)$/.exec(text) ?? [];
    return {where: name ? "name" : "above", place: name ?? "1行目", text: rest};
  });
  const {year, holds} = yearAround(cells, {months, answers, place: "3行目"});
  const asked = holds.flatMap((hold) => (hold.kind === "question" ? hold.answers : []));
  return [year, ...asked].join(" ");
}

describe("the periods that stand around a table", () => {
  test.each([
    ["above", "令和4年8月分 時間外勤務実績", "2022-08-01"],
    ["above", "令和4年度第2四半期", "2022-07-01"],
    ["above", "令和4年度上半期", "2022-04-01"],
    ["above", "時間外（8月分）", "8"],
    ["above", "令和4年9月末現在", "2022-09-31"],
    ["above", "令和4年10月作成", ""],
    ["above", "作成日：令和4年10月", ""],
    ["above", "令和4年4月～6月", ""],
    ["above", "令和4年4月、5月分", ""],
    ["above", "行改第2022-1号", ""],
    ["above", "4～8月分", ""],
    ["シート名", "8月", "8"],
    ["シート名", "R4.8", "2022-08-01"],
    ["シート名", "Sheet8", ""],
  ])("%s: %s", (place, text, expected) => {
    const cell: AroundCell = {where: place === "above" ? "above" : "name", place, text};
    const said = periodsAround([cell], false).map((each) =>
      each.kind === "month" ? String(each.month) : each.kind === "until" ? each.day : each.from,
    );
    expect(said.join()).toBe(expected);
  });
});

describe("the year of months that say none", () => {
  test("is the only one that is said", () => {
    expect(read(["令和4年度 用紙使用量", "令和5年度作成"], APRIL_TO_MARCH)).toBe("令和4年度");
    expect(read(["令和4年 用紙使用量"], JANUARY_TO_DECEMBER)).toBe("令和4年");
    expect(read(["令和4年度", "シート名:R4"], APRIL_TO_MARCH)).toBe("令和4年度");
    expect(read(["令和4年", "シート名:2022"], JANUARY_TO_DECEMBER)).toBe("令和4年");
  });

  test("is asked where two are said, or one of another kind than the months", () => {
    expect(read(["令和5年度資料（令和4年度実績）"], APRIL_TO_MARCH)).toBe("令和5年度 令和5年度 令和4年度");
    expect(read(["令和4年度", "シート名:R5"], APRIL_TO_MARCH)).toBe("令和4年度 令和4年度 令和5年度");
    expect(read(["令和4年度行政報告", "令和4年（暦年）"], JANUARY_TO_DECEMBER)).toBe(
      "令和4年度 令和4年度 令和4年",
    );
    expect(read(["令和4年度 用紙使用量"], JANUARY_TO_DECEMBER)).toBe("令和4年度 令和4年度 令和4年");
    expect(read(["暦年 令和4年度"], APRIL_TO_MARCH)).toBe("令和4年度 令和4年度 令和4年");
    expect(read(["令和4年 用紙使用量"], APRIL_TO_MARCH)).toBe("令和4年 令和4年 令和4年度");
    expect(read(["用紙使用量", "シート名:R4"], APRIL_TO_MARCH)).toBe("令和4年度 令和4年度");
    expect(read(["用紙使用量", "ファイル名:用紙_R4"], APRIL_TO_MARCH)).toBe("令和4年度 令和4年度");
  });

  test("is the one that a person says", () => {
    expect(read(["令和5年度資料（令和4年度実績）"], APRIL_TO_MARCH, ["令和4年度"])).toMatch(/^令和4年度/);
  });

  test("is none where nothing says one", () => {
    expect(read(["用紙使用量"], APRIL_TO_MARCH)).toBe("");
  });
});
