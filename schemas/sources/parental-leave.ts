import {z} from "zod";
import type {Contract} from "../contract.ts";
import {choice, day, decimal, quarter, rarely, staffNumber} from "../fields.ts";

/** Kept by hand in Excel, which drops the zeros of numbers. */
const HAND_KEPT = {zerosRestored: true};

/**
 * 育児休業等届出: births (own or the spouse's), take-ups of parental leave, the first and later ones, and leave for the spouse's birth and the
 * child, by person and quarter of the event. How long a leave is: its days, or the days from its first to its last.
 */
export const parentalLeave: Contract = {
  source: "parental_leave",
  title: "育児休業等届出",
  layout: {kind: "list"},
  grain: ["staff_number", "event", "event_date"],
  period: {column: "quarter", by: "value"},
  none: {names: ["育児休業", "育休"]},
  references: [{column: "staff_number", to: "staff_number"}],
  rules: [
    {kind: "within", column: "event_date", other: "quarter"},
    {kind: "not_before", column: "leave_to", other: "leave_from"},
  ],
  row: z.strictObject({
    quarter: quarter(["期間"]),
    staff_number: staffNumber(HAND_KEPT),
    sex: choice(["性別"], {男: "male", 女: "female"}),
    event: choice(["届出区分"], {
      配偶者の出産: "spouse_gave_birth",
      本人の出産: "gave_birth",
      "育児休業（新規）": "first_take_up",
      "育児休業（再度）": "later_take_up",
      "配偶者出産・育児参加の休暇": "paternity_leave",
    }),
    event_date: day(["発生日"]),
    child_born_on: day(["子の生年月日"], {
      optional: true,
      absent: rarely("子が生まれた年度で数える割合は出せません"),
    }),
    leave_from: day(["休業開始日"], {
      optional: true,
      absent: rarely("休業の長さで数える割合は、休暇日数がなければ出せません"),
    }),
    leave_to: day(["休業終了日"], {
      optional: true,
      absent: rarely("休業の長さで数える割合は、休暇日数がなければ出せません"),
    }),
    leave_days_e4: decimal(["休暇日数"], {
      example: "5",
      optional: true,
      min: 0,
      max: 1200,
      absent: rarely("休暇の日数で数える割合は、休業の初めと終わりの日がなければ出せません"),
    }),
  }),
};
