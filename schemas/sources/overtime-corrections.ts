import {z} from "zod";
import type {Contract} from "../contract.ts";
import {absent, choice, duration, month, staffNumber, text} from "../fields.ts";
import {CAUSES, HOUR_KINDS} from "./overtime.ts";

/**
 * 時間外勤務の訂正: what is added to the overtime of a person, month, kind of hours and cause that was sent, or taken off it,
 * with the reason. Where the month itself is sent again, right, there is nothing to correct any more.
 */
export const overtimeCorrections: Contract = {
  source: "overtime_corrections",
  title: "時間外勤務の訂正",
  layout: {kind: "list", yearAbove: true, totals: ["corrected_minutes"]},
  grain: ["staff_number", "month", "hour_kind", "cause", "correction_reason"],
  period: {column: "month", by: "value"},
  none: {names: ["時間外の訂正", "時間外訂正"]},
  references: [{column: "staff_number", to: "staff_number"}],
  corrects: "overtime",
  row: z.strictObject({
    staff_number: staffNumber(),
    month: month(["年月", "勤務年月"]),
    hour_kind: choice(["勤務区分"], HOUR_KINDS, {isOpen: true}),
    cause: choice(["事由"], CAUSES, {
      isOpen: true,
      absent: absent("通常", "災害や選挙などの分を除いた数は、除かない数と同じになります"),
    }),
    corrected_minutes: duration(["訂正時間数"], {example: "▲3:00", maxHours: 744, signed: true}),
    correction_reason: text(["訂正理由"], {example: "二重計上の取消し"}),
  }),
};
