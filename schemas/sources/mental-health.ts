import {z} from "zod";
import type {Contract} from "../contract.ts";
import {choice, fiscalYear, integer} from "../fields.ts";

/** メンタルヘルス対策実施状況: how many people were due for a measure and how many had it. One row per fiscal year and measure. */
export const mentalHealth: Contract = {
  source: "mental_health",
  title: "メンタルヘルス対策実施状況",
  layout: {
    kind: "list",
    headingRows: 2,
    totals: ["due_count", "done_count"],
  },
  grain: ["fiscal_year", "measure"],
  period: {column: "fiscal_year", by: "value"},
  row: z.strictObject({
    fiscal_year: fiscalYear(),
    measure: choice(
      ["対策"],
      {
        ストレスチェック: "stress_check",
        新規採用職員面接: "new_hire_interview",
        復職者の個別支援計画: "return_plan",
      },
      {isOpen: true},
    ),
    due_count: integer(["対象者数"], {example: "13,500", min: 0, max: 100_000}),
    done_count: integer(["実施者数"], {example: "12,650", min: 0, max: 100_000}),
  }),
};
