import {fiscalYearCode, fiscalYearName} from "../schemas/fiscal-time.ts";
import {paidYen, paidYenBeyondMillions} from "./calibration-programme.ts";
import type {Published} from "./published.ts";
import {fullWidth, writeCsv} from "./write-csv.ts";

const ACCOUNTS = ["普通会計", "公営事業会計"];
/** The accounts of 令和3年度 were not settled when the report was printed: what the monthly payroll says. */
const PAYROLL_FISCAL_YEAR = 2021;
const FULL_WIDTH_YEAR = 2017;

/** 時間外勤務手当支給額: one file a fiscal year, yen that round to the printed millions. */
export function writeOvertimePay(folder: string, published: Published): string[] {
  const settled = Object.entries(paidYenBeyondMillions).map(([year, beyond]) => {
    const millions = ACCOUNTS.map((account) => printedMillions(Number(year), account, published));
    return [year, millions.map((million, index) => million * 1_000_000 + (beyond[index] ?? 0))] as const;
  });
  return [...settled, ...Object.entries(paidYen)].map(([year, yen]) => writeYear(folder, Number(year), yen));
}

function printedMillions(fiscalYear: number, account: string, published: Published): number {
  const [row] = published.rows("overtime-pay", {
    account_name: account,
    measure: "paid",
    fiscal_year: fiscalYear,
  });
  return Number(row?.value);
}

function writeYear(folder: string, fiscalYear: number, yen: readonly number[]): string {
  const basis = fiscalYear === PAYROLL_FISCAL_YEAR ? "例月給与支給" : "決算";
  const lines = ACCOUNTS.map((account, index) =>
    [fiscalYearName(fiscalYear), account, basis, yen[index] ?? 0].join(","),
  );
  return writeCsv(folder, {
    name: `見本_時間外手当_${fiscalYearCode(fiscalYear)}.csv`,
    encoding: "cp932",
    titles: ["時間外勤務手当支給額（管理職を除く）", ""],
    heading: ["年度", "会計区分", "算定基礎", "支給額（円）"],
    lines: fiscalYear === FULL_WIDTH_YEAR ? lines.map(fullWidth) : lines,
  });
}
