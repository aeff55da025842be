import {z} from "zod";
import type {Contract} from "../contract.ts";
import {absent, choice, day, duration, staffNumber} from "../fields.ts";

/** Kept by hand in Excel, which drops the zeros of numbers. */
const HAND_KEPT = {zerosRestored: true};

/**
 * 障害者である職員の状況: staff with disabilities on the day of record (1 June, 障害者雇用促進法施行令 art. 8).
 * Restricted: only weighted counts leave the ledger.
 */
export const disability: Contract = {
  source: "disability",
  title: "障害者である職員の状況",
  layout: {kind: "list"},
  grain: ["staff_number"],
  period: {column: "as_of_date", by: "value"},
  references: [{column: "staff_number", to: "staff_number"}],
  isRestricted: true,
  rules: [{kind: "not_after", column: "certified_on", other: "as_of_date"}],
  row: z.strictObject({
    as_of_date: day(["基準日"]),
    staff_number: staffNumber(HAND_KEPT),
    disability_kind: choice(["障害種別"], {身体: "physical", 知的: "intellectual", 精神: "mental"}),
    severity: choice(["程度"], {重度: "severe", 重度以外: "other"}),
    weekly_minutes: duration(["週勤務時間"], {example: "38:45", maxHours: 60}),
    certificate: choice(["確認書類"], {
      身体障害者手帳: "physical_certificate",
      療育手帳: "intellectual_certificate",
      精神障害者保健福祉手帳: "mental_certificate",
      判定書: "assessment",
      なし: "none",
    }),
    certified_on: day(["交付日"], {optional: true, absent: absent("")}),
  }),
};
