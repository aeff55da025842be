import {z} from "zod";
import type {Contract} from "../contract.ts";
import {choice, day, fiscalYear, staffNumber} from "../fields.ts";

/** Kept by hand in Excel, which drops the zeros of numbers. */
const HAND_KEPT = {zerosRestored: true};

/** 長期療養者: spells of sick leave that touch a fiscal year. Restricted: only counts of people leave the ledger. */
export const sickLeave: Contract = {
  source: "sick_leave",
  title: "長期療養者",
  layout: {kind: "list"},
  grain: ["staff_number", "absent_from"],
  period: {column: "fiscal_year", by: "value"},
  none: {names: ["長期療養", "病気休職"]},
  references: [{column: "staff_number", to: "staff_number"}],
  isRestricted: true,
  rules: [
    {kind: "not_before", column: "absent_to", other: "absent_from"},
    {kind: "not_after_period", column: "absent_from", other: "fiscal_year"},
    {kind: "not_before", column: "absent_to", other: "fiscal_year"},
  ],
  row: z.strictObject({
    fiscal_year: fiscalYear(),
    staff_number: staffNumber(HAND_KEPT),
    cause: choice(["傷病区分"], {精神及び行動の障害: "mental", その他: "other"}),
    absent_from: day(["療養開始日"]),
    absent_to: day(["療養終了日"], {optional: true}),
  }),
};
