import {z} from "zod";
import type {Contract} from "../contract.ts";
import {absent, choice, integer, month, text} from "../fields.ts";

const SIZES = {
  ...{A4: "A4", A3: "A3", Ａ４: "A4", Ａ３: "A3", その他: "other"},
  ...{B4: "B4", B5: "B5", A5: "A5", Ｂ４: "B4", Ｂ５: "B5", Ａ５: "A5", 不明: "unknown"},
};

const units = {枚: 1, 百枚: 100, 千枚: 1_000, 万枚: 10_000, 十万枚: 100_000, 百万枚: 1_000_000};

/** 用紙使用量: sheets of paper by bureau, kind of place, size and month; a workbook with months across. */
export const paper: Contract = {
  source: "paper",
  title: "用紙使用量",
  layout: {
    kind: "months_across",
    monthField: "month",
    valueField: "sheet_count",
    headingRows: 3,
    notReported: ["…"],
    totals: ["sheet_count"],
  },
  otherLayouts: [
    {
      kind: "list",
      yearAbove: true,
      totals: ["sheet_count"],
    },
  ],
  grain: ["bureau_name", "place_kind", "paper_size", "month"],
  period: {column: "month", by: "value"},
  none: {names: ["用紙"]},
  references: [{column: "bureau_name", to: "bureau_name"}],
  row: z.strictObject({
    bureau_name: text(["局区名", "局区"], {example: "総務部", oneDash: true}),
    place_kind: choice(["区分"], {学校等以外: "office", 学校等: "school"}),
    paper_size: choice(["用紙"], SIZES, {absent: absent("不明", "A4に換算できず、枚数のまま数えます")}),
    month: month(["年月"]),
    sheet_count: integer(["枚数"], {example: "12,000", min: 0, max: 1_000_000_000, dashIsZero: true, units}),
  }),
};
