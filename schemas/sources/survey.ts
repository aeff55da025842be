import {z} from "zod";
import type {Contract} from "../contract.ts";
import {choice, fiscalYear, integer, text} from "../fields.ts";

/** アンケート集計: answers by question and option. One row per fiscal year, question and option. */
export const survey: Contract = {
  source: "survey",
  title: "アンケート集計",
  layout: {
    kind: "list",
    sideBySide: true,
    totals: ["answer_count"],
  },
  grain: ["fiscal_year", "question", "option_text"],
  period: {column: "fiscal_year", by: "value"},
  needsAllRows: "選択肢が一つ欠けると、回答数（n）と割合が違うものになる",
  row: z.strictObject({
    fiscal_year: fiscalYear(),
    survey_name: text(["調査名"], {example: "働き方についてのアンケート調査"}),
    population: choice(["調査対象"], {職員: "staff", 市民: "citizens"}),
    question: choice(
      ["設問"],
      {
        研修やOJTの有用感: "training_usefulness",
        市民の視点に立った行動: "citizen_orientation",
        業務改善への積極性: "improvement_engagement",
        コスト意識: "cost_awareness",
        働き方に関する満足感: "job_satisfaction",
      },
      {isOpen: true},
    ),
    option_text: text(["選択肢"], {example: "そう思う", oneDash: true}),
    option_kind: choice(["判定"], {肯定: "positive", 否定: "negative", 対象外: "not_applicable"}),
    answer_count: integer(["回答数"], {example: "1,234", min: 0, max: 10_000_000}),
    asked_count: integer(["対象者数"], {example: "14,000", min: 1, max: 10_000_000}),
  }),
};
