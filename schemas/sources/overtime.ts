import {z} from "zod";
import type {Contract} from "../contract.ts";
import {absent, choice, duration, month, rarely, staffNumber, text} from "../fields.ts";

export const HOUR_KINDS = {
  平日時間外: "weekday",
  週休日勤務: "weekly_day_off",
  同一週外振替: "transfer_outside_week",
  休日勤務: "public_holiday",
};

export const CAUSES = {通常: "ordinary", 災害対応: "disaster", 選挙事務: "election", 感染症対応: "epidemic"};

/** 時間外勤務実績: time worked by person, month, kind of hours and cause. */
export const overtime: Contract = {
  source: "overtime",
  title: "時間外勤務実績",
  layout: {kind: "list", yearAbove: true, totals: ["worked_minutes"]},
  grain: ["staff_number", "month", "hour_kind", "cause"],
  period: {column: "month", by: "value"},
  none: {names: ["時間外", "残業"]},
  references: [{column: "staff_number", to: "staff_number"}],
  row: z.strictObject({
    staff_number: staffNumber(),
    month: month(["年月", "勤務年月"]),
    hour_kind: choice(["勤務区分"], HOUR_KINDS, {isOpen: true}),
    cause: choice(["事由"], CAUSES, {
      isOpen: true,
      absent: absent("通常", "災害や選挙などの分を除いた数は、除かない数と同じになります"),
    }),
    worked_minutes: duration(["時間数", "勤務時間"], {example: "12:30", maxHours: 744}),
    worked_department: text(["所属名"], {
      example: "人事課",
      optional: true,
      oneDash: true,
      absent: rarely("働いた所属で分ける時間は出せません"),
    }),
  }),
};
