import {z} from "zod";
import type {Contract} from "../contract.ts";
import {absent, day, decimal, fiscalYear, text} from "../fields.ts";

const amount = {example: "98.5", optional: true, min: -1e11, max: 1e11};

/**
 * 指標実績: figures that come ready from elsewhere (定数, 付与日数, 決算統計, 効果額), of the whole or of a bureau. One row per fiscal year,
 * indicator, segment, day and bureau; without a day it is the year's. A row without a value says that there is none (該当者なし).
 */
export const indicatorFigures: Contract = {
  source: "indicator_figures",
  title: "指標実績",
  layout: {kind: "list"},
  grain: ["fiscal_year", "indicator", "segment", "as_of_date", "bureau_code"],
  period: {column: "fiscal_year", by: "value"},
  references: [{column: "bureau_code", to: "bureau_code"}],
  row: z.strictObject({
    fiscal_year: fiscalYear(),
    indicator: text(["指標"], {example: "受験者に占める女性の割合", oneDash: true}),
    segment: text(["区分"], {example: "男性", optional: true, oneDash: true, absent: absent("")}),
    as_of_date: day(["基準日"], {optional: true, absent: absent("")}),
    figure_e4: decimal(["実績値"], amount),
    numerator_e4: decimal(["分子"], {...amount, example: "12", absent: absent("")}),
    denominator_e4: decimal(["分母"], {...amount, example: "80", absent: absent("")}),
    bureau_code: text(["局区コード"], {
      ...{example: "1010", code: "数字4桁", optional: true, oneDash: true},
      absent: absent(""),
    }),
    note: text(["備考"], {example: "決算統計による", optional: true, absent: absent("")}),
  }),
};
