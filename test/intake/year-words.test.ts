import {describe, expect, test} from "vitest";
import type {AroundCell} from "../../pipelines/intake/read/around/cells-around.ts";
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
