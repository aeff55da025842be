import {UserError} from "../../../schemas/errors.ts";
import {fiscalYear, halfWidth, month as readMonth} from "../../../schemas/read-value.ts";
import {cellAt, type Grid, placeOf, plain} from "./grid.ts";

export interface MonthColumn {
  column: number;
  /** 令和2年 or 令和2年度 as it stands over the month; "" where nothing does. */
  year: string;
  /** "令和2年4月" as the headings say it, or "2021年1月" where the year had to be worked out. */
  month: string;
}

const MONTH = /^([0-9]{1,2})月分?$/;
const YEAR = /^(?:令和|平成|昭和|[RHS])?(?:[0-9]{1,4}|元)(年度?)?$/;

/** The columns whose lowest heading is a month, with the year in or over it. */
export function monthColumns(grid: Grid, row: number, depth: number): MonthColumn[] {
  const monthRow = row + depth - 1;
  const width = grid.rows[monthRow]?.length ?? 0;
  const found: MonthColumn[] = [];
  let year = "";
  for (let column = 0; column < width; column += 1) {
    year = yearOver(grid, {row, monthRow, column}) ?? year;
    const text = headingText(grid, monthRow, column).replace(/分$/, "");
    const number = MONTH.exec(text)?.[1];
    if (readMonth(text) !== undefined) found.push({column, year: text, month: text});
    else if (number) found.push({column, year, month: year ? monthInYear(Number(number), year) : text});
  }
  return found;
}

/** Months without a year of their own belong to the fiscal year that stands above the headings. UserError if none does. */
export function withYearAbove(
  grid: Grid,
  {headingRow, months}: {headingRow: number; months: MonthColumn[]},
): MonthColumn[] {
  const year = fiscalYearAbove(grid, headingRow);
  return months.map((each) => {
    if (each.year !== "") return each;
    if (year === "")
      throw new UserError(
        `${placeOf(grid, headingRow)}の見出し「${each.month}」の年が分かりません。月の上か表題に「令和4年度」のように年を入れてください。`,
      );
    return {...each, year, month: monthInYear(Number.parseInt(each.month, 10), year)};
  });
}

function headingText(grid: Grid, row: number, column: number): string {
  return halfWidth(plain(cellAt(grid, row, column)));
}

function yearOver(grid: Grid, {row, monthRow, column}: {row: number; monthRow: number; column: number}) {
  for (let above = monthRow - 1; above >= row; above -= 1) {
    const text = headingText(grid, above, column);
    if (YEAR.test(text)) return text;
  }
  return undefined;
}

/** 4月 under 令和2年 → "令和2年4月"; 1月 under 令和2年度 → "2021年1月". */
export function monthInYear(number: number, year: string): string {
  if (!year.endsWith("年度")) return `${year}${year.endsWith("年") ? "" : "年"}${number}月`;
  const first = Number(fiscalYear(year)?.slice(0, 4));
  return `${number < 4 ? first + 1 : first}年${number}月`;
}

/** The nearest 令和4年度 that stands above the headings; "" if there is none. */
export function fiscalYearAbove(grid: Grid, headingRow: number): string {
  for (let row = headingRow - 1; row >= 0; row -= 1)
    for (const cell of grid.rows[row] ?? []) {
      const year = /(?:令和|平成|昭和|[RHS])?(?:[0-9]{1,4}|元)年度/.exec(halfWidth(plain(cell)))?.[0];
      if (year && fiscalYear(year)) return year;
    }
  return "";
}
