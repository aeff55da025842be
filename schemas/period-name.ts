import {fiscalYearName, fiscalYearOf, japaneseDate} from "./fiscal-time.ts";

/** The one period of a list that is replaced as a whole. */
export const WHOLE_LIST = "1900-01-01";

/** 令和4年4月, 令和4年度第1四半期, 令和4年度, 令和4年4月1日; "" for a list that has no periods. `period` is its first day. */
export function periodName(months: number | null, period: string): string {
  if (period === WHOLE_LIST) return "";
  const fiscalYear = fiscalYearOf(period);
  const month = Number(period.slice(5, 7));
  if (months === 12) return fiscalYearName(fiscalYear);
  if (months === 3) return `${fiscalYearName(fiscalYear)}第${1 + Math.floor(((month + 8) % 12) / 3)}四半期`;
  const date = japaneseDate(period);
  return months === 1 ? date.replace(/1日$/, "") : date;
}
