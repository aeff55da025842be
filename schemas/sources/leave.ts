import {z} from "zod";
import type {Contract} from "../contract.ts";
import {absent, duration, integer, month, quarter, rarely, staffNumber} from "../fields.ts";

/** 年次休暇取得状況: annual leave taken by person within one quarter or month, in days and in hours (7:45 = 1 day). */
export const leave: Contract = {
  source: "leave",
  title: "年次休暇取得状況",
  layout: {kind: "list", headingRows: 2, totals: ["taken_days", "taken_minutes"]},
  grain: ["staff_number", "quarter", "month"],
  period: {column: "quarter", by: "value"},
  byMonth: "month",
  rules: [{kind: "within", column: "month", other: "quarter"}],
  none: {names: ["年次休暇", "年休"]},
  references: [{column: "staff_number", to: "staff_number"}],
  row: z.strictObject({
    quarter: quarter(["期間", "四半期"]),
    staff_number: staffNumber(),
    taken_days: integer(["取得日数"], {
      example: "3",
      min: 0,
      max: 92,
      fractionHint:
        "半日や時間の休暇は「取得時間」の列に時間で入れ、ここには1日単位の日数だけを入れてください",
    }),
    taken_minutes: duration(["取得時間"], {
      example: "7:45",
      maxHours: 310,
      absent: absent("0:00", "時間で取った休暇は入りません"),
    }),
    month: month(["年月"], {optional: true, absent: rarely("月ごとの日数は出せません")}),
    granted_days: integer(["付与日数"], {
      example: "20",
      min: 0,
      max: 40,
      optional: true,
      absent: rarely("取得率（取得日数÷付与日数）は出せません"),
    }),
  }),
};
