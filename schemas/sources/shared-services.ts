import {z} from "zod";
import type {Contract} from "../contract.ts";
import {choice, fiscalYear, integer, text} from "../fields.ts";

/** 総務事務センター実績: hours saved and spent, cost and effect. One row per fiscal year, task, measure and method. */
export const sharedServices: Contract = {
  source: "shared_services",
  title: "総務事務センター実績",
  layout: {kind: "list", totals: ["amount"]},
  grain: ["fiscal_year", "task_name", "measure", "method"],
  period: {column: "fiscal_year", by: "value"},
  row: z.strictObject({
    fiscal_year: fiscalYear(),
    task_name: text(["事務"], {example: "旅費認定", oneDash: true}),
    measure: choice(
      ["区分"],
      {
        各所属における削減時間: "saved_hours",
        総務事務センターにおける業務時間: "spent_hours",
        削減時間の効果額: "saved_cost",
        運営費: "running_cost",
        財政効果: "fiscal_effect",
      },
      {isOpen: true},
    ),
    method: choice(["算定方法"], {年次報告: "yearly_report", プログラム: "programme"}, {isOpen: true}),
    unit: choice(["単位"], {時間: "hour", 千円: "thousand_yen"}),
    amount: integer(["数量"], {example: "42,950", min: -100_000_000, max: 100_000_000}),
  }),
};
