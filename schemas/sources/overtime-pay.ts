import {z} from "zod";
import type {Contract} from "../contract.ts";
import {choice, fiscalYear, integer} from "../fields.ts";

/** 時間外勤務手当支給額: yen paid by account group, on the basis of the settled accounts or of the monthly payroll. */
export const overtimePay: Contract = {
  source: "overtime_pay",
  title: "時間外勤務手当支給額",
  layout: {
    kind: "list",
    headingRows: 2,
    totals: ["paid_yen"],
  },
  grain: ["fiscal_year", "account_group", "basis"],
  period: {column: "fiscal_year", by: "value"},
  settles: {column: "basis", open: "payroll", final: "settled"},
  row: z.strictObject({
    fiscal_year: fiscalYear(),
    account_group: choice(["会計区分"], {普通会計: "ordinary", 公営事業会計: "enterprise"}),
    basis: choice(["算定基礎"], {決算: "settled", 例月給与支給: "payroll"}),
    paid_yen: integer(["支給額（円）", "支給額"], {
      example: "3,819,000,000",
      min: 0,
      max: 100_000_000_000,
      units: {
        ...{円: 1, 千円: 1_000, 万円: 10_000, 十万円: 100_000, 百万円: 1_000_000},
        ...{千万円: 10_000_000, 億円: 100_000_000},
      },
    }),
  }),
};
