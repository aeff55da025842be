import {describe, expect, test} from "vitest";
import {indicatorNames} from "../../pipelines/catalog/indicator-names.ts";
import {type Named, oneNamed} from "../../pipelines/catalog/one-named.ts";
import {bureauNamed, type SpokenNames} from "../../pipelines/releases/spoken-names.ts";

const INDICATORS = indicatorNames(
  [
    {kpi_id: "over", kpi_name: "年間480時間を超える職員数", short_name: "480時間超の職員"},
    {kpi_id: "paper", kpi_name: "紙の使用量（学校等を除く。）", short_name: "紙の使用量"},
    {kpi_id: "rpa", kpi_name: "RPAの業務処理の種類", short_name: "RPAの業務処理"},
  ],
  [
    {kpi_id: "over", task_no: "2-(1)-1", indicator_label: "成果指標①"},
    {kpi_id: "paper", task_no: "2-(2)-2", indicator_label: "成果指標①"},
    {kpi_id: "rpa", task_no: "2-(1)-2", indicator_label: "活動指標①"},
  ],
);

describe("one of several things by a word", () => {
  const meant = (typed: string, things: Named[] = INDICATORS) => oneNamed(typed, things, "指標").id;

  test.each([
    ["over", "over"],
    ["ＯＶＥＲ", "over"],
    ["480時間超の職員", "over"],
    ["４８０時間超職員", "over"],
    ["年間480時間を超える職員数", "over"],
    ["2-(1)-1 成果指標①", "over"],
    ["２－（１）－１成果指標1", "over"],
    ["紙使用量", "paper"],
    ["使用量", "paper"],
    ["rpa", "rpa"],
    ["活動指標①", "rpa"],
  ])("%s", (typed, id) => {
    expect(meant(typed)).toBe(id);
  });

  test("a whole name is not taken for a part of others", () => {
    const things = [
      {id: "1", title: "局（1）", names: ["局"]},
      {id: "2", title: "財政局（2）", names: ["財政局"]},
    ];
    expect(meant("局", things)).toBe("1");
  });

  test("what may be several is listed, each with its id", () => {
    expect(() => meant("成果指標①")).toThrow(
      "「成果指標①」に当たる指標が2あります。どれか一つを書いてください: 480時間超の職員 2-(1)-1 成果指標①（over）、紙の使用量 2-(2)-2 成果指標①（paper）",
    );
  });

  test("for what nobody knows the nearest is offered first", () => {
    expect(() => meant("紙のしよう量")).toThrow(/指標「紙のしよう量」はありません。近いもの: 紙の使用量/);
    expect(() => meant(" ")).toThrow(/はありません/);
    expect(() => meant("何か", [])).toThrow(/一つもありません/);
  });
});

describe("a bureau by a name on its dates", () => {
  const bureau = (bureau_code: string, name: string, valid_from: string, valid_to: string | null) => ({
    ...{name, bureau_code, valid_from, valid_to},
    today_code: bureau_code === "10" ? "20" : bureau_code,
  });
  const names: SpokenNames = {
    ...{indicators: [], scopes: [], rules: []},
    bureauNames: [
      bureau("10", "産業局", "2000-04-01", "2018-03-31"),
      bureau("20", "経済局", "2018-04-01", null),
      bureau("20", "経済労働局", "2018-04-01", null),
      bureau("30", "産業局", "2020-04-01", null),
    ],
  };
  const year = (fiscalYear: number) => ({from: `${fiscalYear}-04-01`, to: `${fiscalYear + 1}-03-31`});

  test("is the one that had it then, under its code of today", () => {
    expect(bureauNamed("産業局", names, year(2017))).toBe("20");
    expect(bureauNamed("産業局", names, year(2021))).toBe("30");
  });

  test("without a time two that had it are listed, with their dates", () => {
    expect(() => bureauNamed("産業局", names, null)).toThrow(
      /局区が2あります.*産業局（10、平成30年3月31日まで）、産業局（30）/,
    );
  });

  test("also by alias, by the code of former days, and by a name that nobody has in that year", () => {
    expect(bureauNamed("経済労働局", names, year(2021))).toBe("20");
    expect(bureauNamed("10", names, null)).toBe("20");
    expect(bureauNamed("経済局", names, year(2017))).toBe("20");
    expect(() => bureauNamed("産業局", names, year(2019))).toThrow(/局区が2あります/);
  });
});
