import {z} from "zod";
import type {Contract} from "../contract.ts";
import {choice, day, quarter, staffNumber} from "../fields.ts";

/** Kept by hand in Excel, which drops the zeros of numbers. */
const HAND_KEPT = {zerosRestored: true};

/** 育児休業等届出: births (own or the spouse's) and first take-ups of parental leave, by person and quarter of the event. */
export const parentalLeave: Contract = {
  source: "parental_leave",
  title: "育児休業等届出",
  layout: {kind: "list"},
  grain: ["staff_number", "event", "event_date"],
  period: {column: "quarter", by: "value"},
  none: {names: ["育児休業", "育休"]},
  references: [{column: "staff_number", to: "staff_number"}],
  rules: [{kind: "within", column: "event_date", other: "quarter"}],
  row: z.strictObject({
    quarter: quarter(["期間"]),
    staff_number: staffNumber(HAND_KEPT),
    sex: choice(["性別"], {男: "male", 女: "female"}),
    event: choice(["届出区分"], {
      配偶者の出産: "spouse_gave_birth",
      本人の出産: "gave_birth",
      "育児休業（新規）": "first_take_up",
    }),
    event_date: day(["発生日"]),
  }),
};
