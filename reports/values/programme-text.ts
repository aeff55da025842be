import {fiscalYearName, japaneseDate, quarterEnd} from "../../schemas/fiscal-time.ts";
import type {Programme} from "./read-programmes.ts";

/** "行財政改革第3期プログラム（令和4年度～令和7年度）", "…（令和7年10月～令和12年3月）" where it begins or ends within a year. */
export function programmeName(programme: Programme): string {
  return `${programme.name}（${yearsOf(programme)}）`;
}

/** "策定：町長、教育委員会　報告：総務常任委員会"; "" where the programme says nothing of its own. */
export function decidedBy({signatories, committee, office}: Programme): string {
  return [
    ...(signatories === null ? [] : [`策定：${signatories}`]),
    ...(committee === null ? [] : [`報告：${committee}`]),
    ...(office === null ? [] : [`担当：${office}`]),
  ].join("　");
}

function yearsOf({first_fiscal_year, last_fiscal_year, starts_on, ends_on}: Programme): string {
  const isOfYears =
    (starts_on === null || starts_on === `${first_fiscal_year}-04-01`) &&
    (ends_on === null || ends_on === quarterEnd({fiscalYear: last_fiscal_year, quarter: 4}));
  if (starts_on === null || ends_on === null || isOfYears)
    return `${fiscalYearName(first_fiscal_year)}～${fiscalYearName(last_fiscal_year)}`;
  const isOfMonths = starts_on.endsWith("-01") && isMonthEnd(ends_on);
  const said = (day: string) => (isOfMonths ? japaneseDate(day).replace(/[0-9]+日$/, "") : japaneseDate(day));
  return `${said(starts_on)}～${said(ends_on)}`;
}

function isMonthEnd(day: string): boolean {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return Number(day.slice(8)) === new Date(Date.UTC(year, month, 0)).getUTCDate();
}
