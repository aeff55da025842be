import {daysInMonth, monthStart, twoDigits, weekday} from "./calendar.ts";

/** National holidays on weekdays, June 2021 to September 2024 (国民の祝日に関する法律; 2021 with that year's special moves). */
const HOLIDAYS = new Set([
  ...["2021-07-22", "2021-07-23", "2021-08-09", "2021-09-20", "2021-09-23", "2021-11-03", "2021-11-23"],
  ...["2022-01-10", "2022-02-11", "2022-02-23", "2022-03-21", "2022-04-29", "2022-05-03", "2022-05-04"],
  ...["2022-05-05", "2022-07-18", "2022-08-11", "2022-09-19", "2022-09-23", "2022-10-10", "2022-11-03"],
  ...["2022-11-23", "2023-01-09", "2023-02-23", "2023-03-21", "2023-05-03", "2023-05-04", "2023-05-05"],
  ...["2023-07-17", "2023-08-11", "2023-09-18", "2023-10-09", "2023-11-03", "2023-11-23", "2024-01-08"],
  ...["2024-02-12", "2024-02-23", "2024-03-20", "2024-04-29", "2024-05-03", "2024-05-06", "2024-07-15"],
  ...["2024-08-12", "2024-09-16", "2024-09-23"],
]);

/** ISO days of a fiscal month (April = 0). */
export function daysOfMonth(fiscalYear: number, month: number): string[] {
  const start = monthStart(fiscalYear, month);
  const count = daysInMonth(Number(start.slice(0, 4)), Number(start.slice(5, 7)));
  return Array.from({length: count}, (_, index) => `${start.slice(0, 8)}${twoDigits(index + 1)}`);
}

/** 開庁日: neither Saturday, Sunday, holiday nor 29 December – 3 January. Only for the months of the telework files. */
export function isOpeningDay(iso: string): boolean {
  const day = iso.slice(5);
  const isYearEnd = day >= "12-29" || day <= "01-03";
  return !isYearEnd && !HOLIDAYS.has(iso) && weekday(iso) !== 0 && weekday(iso) !== 6;
}
