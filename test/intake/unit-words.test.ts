import {describe, expect, test} from "vitest";
import {isUnknownBracket, unitSaid} from "../../pipelines/intake/read/around/unit-words.ts";
import {shownNumber} from "../../pipelines/intake/read/xlsx/shown-number.ts";

function said(text: string): string {
  const [found] = unitSaid({place: "1行目", text});
  if (!found) return "";
  return `${found.isExplicit ? "" : "?"}${found.labels.join("・")}`;
}

describe("what a text around a table says of the unit of its numbers", () => {
  test.each([
    ["単位：千枚", "千枚"],
    ["（単位　千枚）", "千枚"],
    ["[単位:千円、人]", "千円・人"],
    ["（注）単位は千枚である。", "千枚"],
    ["（千枚単位）", "千枚"],
    ["数値は千枚単位で表示", "千枚"],
    ["単位：1,000枚", "千枚"],
    ["（単位：１００枚）", "百枚"],
    ["（千枚）", "?千枚"],
    ["千枚", "?千枚"],
    ["令和4年度 用紙使用量（千枚）", "?千枚"],
    ["用紙使用量〔百枚、学校を除く〕", "?百枚"],
    ["用紙使用量（箱）", "?箱"],
    ["（注）表の数値は百万円", "?百万円"],
    ["（×1000）", "?×1000"],
    ["千", "?千"],
    ["千枚未満四捨五入", "?千枚"],
    ["（注）単位未満を四捨五入したため、計と合わないことがある", ""],
    ["注1　千枚で表示している。", "?千枚"],
    ["用紙使用量　注2　百枚で表示", "?百枚"],
    ["※１ 千枚", "?千枚"],
    ["数量はドル単位", "ドル"],
    ["（割単位）", "割"],
    ["（千シート）", "?千シート"],
    ["ｘ10,000", "?ｘ10,000"],
    ["（人日）", "?人日"],
    ["Sheet1千枚", "?千枚"],
    ["用紙使用箱数", "?箱数"],
    ["※1箱＝2,500枚", "?箱＝2,500枚"],
    ["500枚入りの包", "?0枚入りの包"],
    ["下3桁省略", "?下3桁省略"],
    ["（000）", "?000"],
    ["500枚単位", "500枚"],
    ["1万枚", "?万枚"],
    ["R4千枚", "?千枚"],
    ["Sheet1 10,000枚", "?万枚"],
    ["Unit: 1,000 sheets", "1,000sheets"],
    ["集計Unit 1,000 sheets", "1,000sheets"],
    ["合計10,000枚以上", ""],
    ["課単位で集計", ""],
    ["数量は課単位で集計", ""],
    ["3千円以上の支給", ""],
    ["百人以下の局を除く", ""],
    ["令和4年4月3日（日）", ""],
    ["用紙使用量（学校等以外）", ""],
    ["千葉市", ""],
    ["令和4年度 用紙使用量", ""],
  ])("%s", (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  test.each([
    ["（斤）", true],
    ["（単位：連）", false],
    ["（案）", false],
    ["（その1）", false],
    ["（1/2）", false],
    ["（総務課）", false],
    ["（4月分）", false],
  ])("an unknown bracket is asked about: %s", (text, expected) => {
    expect(isUnknownBracket({where: "above", place: "1行目", text})).toBe(expected);
  });
});

describe("how a format shows a number", () => {
  test.each([
    ["General", ""],
    ["#,##0", ""],
    ["#,##0_);[Red]\\(#,##0\\)", ""],
    ["#,##0_ ;[Red]\\-#,##0\\ ", ""],
    ['"¥"#,##0', "0 ¥"],
    ["[$¥-411]#,##0", "0 ¥"],
    ['"千枚"#,##0', "0 千枚"],
    ['#,##0"000"', "0 000"],
    ['General"千枚"', "0 千枚"],
    ['G/標準"千枚"', "0 千枚"],
    ['#,##0"千枚"', "0 千枚"],
    ["#,##0千枚", "0 千枚"],
    ["#,##0\\千\\枚", "0 千枚"],
    ["#,##0,", "1 "],
    ["#,##0.0,", "1 "],
    ['#,##0,,"百万円"', "2 百万円"],
    ['[>=1000]#,##0,"千枚";0"枚"', "1 千枚"],
    ['#,##0"枚";"▲"#,##0"枚"', "0 枚"],
  ])("%s", (code, expected) => {
    const shown = shownNumber(code);
    expect(shown ? `${shown.thousands} ${shown.text}` : "").toBe(expected);
  });
});
