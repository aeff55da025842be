import {z} from "zod";
import type {Contract} from "../contract.ts";
import {absent, choice, day, integer, quarter, text} from "../fields.ts";

/** 活動実績: what the reform office and its partners did in a quarter, as increments; never a running total. */
export const activity: Contract = {
  source: "activity",
  title: "活動実績",
  // Partners hide the rows of activities that were called off.
  layout: {kind: "list", hiddenRows: "leave_out", totals: ["amount"]},
  grain: ["quarter", "item", "subject", "held_on"],
  period: {column: "quarter", by: "value"},
  rules: [{kind: "within", column: "held_on", other: "quarter"}],
  none: {names: ["活動実績"]},
  row: z.strictObject({
    quarter: quarter(["期間"]),
    item: choice(
      ["項目"],
      {
        "36協定等研修": "limit_training",
        RPA業務処理の追加: "rpa_process",
        総務事務での障害者雇用: "shared_services_disability_hire",
        業務プロセス改革の支援手続: "bpr_procedure",
        業務プロセス改革前の時間: "bpr_hours_before",
        業務プロセス改革後の時間: "bpr_hours_after",
        紙文書コーチング: "coaching",
        定時退庁日の対象者: "punctual_leave_expected",
        定時退庁日の定時退庁者: "punctual_leave_left",
        研修の受講者: "training_attendance",
      },
      {isOpen: true},
    ),
    subject: text(["件名"], {example: "課長3年目研修", oneDash: true}),
    held_on: day(["実施日"], {optional: true, absent: absent("")}),
    amount: integer(["数量"], {example: "4", min: 0, max: 10_000_000}),
  }),
};
