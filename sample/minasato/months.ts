/** The extracts run from April 2022 (令和4年度) to September 2025 (令和7年度第2四半期). */
export const YEARS = [2022, 2023, 2024, 2025] as const;
const LAST_YEAR = 2025;

/** Fiscal months (April = 0) of a year that the extracts cover. */
export function monthsOf(fiscalYear: number): number[] {
  return Array.from({length: fiscalYear === LAST_YEAR ? 6 : 12}, (_, month) => month);
}

/** Quarters of a year that the extracts cover, 1–4. */
export function quartersOf(fiscalYear: number): number[] {
  return Array.from({length: fiscalYear === LAST_YEAR ? 2 : 4}, (_, quarter) => quarter + 1);
}

/** ISO first day of a fiscal month. */
export function firstDay(fiscalYear: number, month: number): string {
  const calendarMonth = ((month + 3) % 12) + 1;
  return `${fiscalYear + (month >= 9 ? 1 : 0)}-${String(calendarMonth).padStart(2, "0")}-01`;
}

/** "4月" … "3月". */
export function monthName(month: number): string {
  return `${((month + 3) % 12) + 1}月`;
}
