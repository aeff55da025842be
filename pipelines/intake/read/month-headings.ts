import {fiscalYear, halfWidth, month as readMonth} from "../../../schemas/read-value.ts";
import {cellAt, type Grid, plain} from "./grid.ts";
import {bareMonth, type MonthHeading, monthHeading, withoutUpTo} from "./month-heading.ts";
import {type State, splitState} from "./states.ts";

export interface MonthColumn {
  column: number;
  /** 令和2年 or 令和2年度 as it stands over the month; "" where nothing does. */
  year: string;
  /** "令和2年4月" as the headings say it, or "2021年1月" where the year had to be worked out. */
  month: string;
  /** What the heading, or one above it, says of the numbers below it (1月（見込）); undefined for nothing. */
  state: State | undefined;
  /** What the heading says that the numbers count; "" for nothing. */
  unit: string;
}

const YEAR = /^(?:令和|平成|昭和|[RHS])?(?:[0-9]{1,4}|元)(年度?)?$/;

/** The columns whose lowest heading is a month, with the year in or over it. */
export function monthColumns(grid: Grid, row: number, depth: number): MonthColumn[] {
  const monthRow = row + depth - 1;
  const named = namedMonths(grid, monthRow);
  const first = named.keys().next().value ?? 0;
  const stateOver = statesOver(grid, monthRow, first);
  const found: MonthColumn[] = [];
  let year = "";
  for (let column = 0; column < (grid.rows[monthRow]?.length ?? 0); column += 1) {
    year = yearOver(grid, {row, monthRow, column, isOverMonths: column >= first}) ?? year;
    const heading = named.get(column);
    if (heading === undefined) continue;
    const {month, unit} = heading;
    const state = heading.state ?? stateOver(column);
    if (typeof month === "string") found.push({column, year: month, month, state, unit});
    else found.push({column, year, month: year ? monthInYear(month, year) : `${month}月`, state, unit});
  }
  return found;
}

/** Headings that are a month by column; where none is, those that say 4月末 or 4月累計. */
function namedMonths(grid: Grid, row: number): Map<number, MonthHeading> {
  const texts = grid.rows[row] ?? [];
  const named = monthsAmong(texts);
  return named.size > 0 ? named : monthsAmong(texts.map(withoutUpTo));
}

/** A number alone is a month where the one beside it comes before or after it: 4, 5, 6. */
function monthsAmong(texts: readonly string[]): Map<number, MonthHeading> {
  const headings = texts.flatMap((text, column): [number, MonthHeading, boolean][] => {
    const named = monthHeading(text);
    if (named) return [[column, named, true]];
    const bare = bareMonth(text);
    return bare === undefined ? [] : [[column, {month: bare, state: undefined, unit: ""}, false]];
  });
  const follows = (index: number, other: number) =>
    (numberOf(headings[index]?.[1]) + 12 - numberOf(headings[other]?.[1])) % 12 === 1;
  const isEnough = headings.length >= FEWEST_BARE || headings.some(([, , isNamed]) => isNamed);
  return new Map(
    headings.flatMap(([column, heading, isNamed], index) =>
      isNamed || (isEnough && (follows(index, index - 1) || follows(index + 1, index)))
        ? [[column, heading]]
        : [],
    ),
  );
}

/** So many numbers in a row are no chance. */
const FEWEST_BARE = 3;

function numberOf(heading: MonthHeading | undefined): number {
  if (heading === undefined) return Number.NaN;
  return typeof heading.month === "number" ? heading.month : Number(readMonth(heading.month)?.slice(5, 7));
}

const HEADINGS_ABOVE = 3;

/**
 * The state that a heading above says of a column: 実績 over the first months, 見込 over the others, each up to the next
 * one to the right. A text alone in its row may say it of the table or of the columns from it on: that is asked.
 */
function statesOver(grid: Grid, monthRow: number, first: number): (column: number) => MonthColumn["state"] {
  const rows = Array.from({length: HEADINGS_ABOVE}, (_, index) => monthRow - 1 - index);
  const said = rows.flatMap((row) => {
    const cells = (grid.rows[row] ?? []).slice(first).map(plain);
    const filled = cells.filter((cell) => cell !== "");
    return filled.some(saysState) ? [{cells, isLone: filled.length === 1}] : [];
  });
  return (column) => {
    const states = said.map(({cells, isLone}) => {
      const text = cells.slice(0, column - first + 1).findLast((cell) => cell !== "");
      const state = text === undefined ? undefined : saysState(text);
      return isLone && state === "expected" ? "provisional" : state;
    });
    return states.find((state) => state !== undefined);
  };
}

function saysState(text: string): MonthColumn["state"] {
  const {rest, state} = splitState(text);
  return rest === "" || YEAR.test(halfWidth(rest)) ? state : undefined;
}

/** The months that say no year themselves, in their order. */
export function monthsWithoutYear(months: MonthColumn[]): number[] {
  return months.filter(({year}) => year === "").map(({month}) => Number.parseInt(month, 10));
}

export function withYear(months: MonthColumn[], year: string): MonthColumn[] {
  return months.map((each) =>
    each.year === "" ? {...each, year, month: monthInYear(Number.parseInt(each.month, 10), year)} : each,
  );
}

/** Over the months a year may stand with a state (令和5年度見込); elsewhere that is a title (令和5年度実績). */
function yearOver(
  grid: Grid,
  {
    row,
    monthRow,
    column,
    isOverMonths,
  }: {row: number; monthRow: number; column: number; isOverMonths: boolean},
): string | undefined {
  for (let above = monthRow - 1; above >= row; above -= 1) {
    const said = halfWidth(plain(cellAt(grid, above, column)));
    const text = isOverMonths ? splitState(said).rest : said;
    if (YEAR.test(text)) return text;
  }
  return undefined;
}

/** A month of a row that says no year, in the year that stands around its table ("" for none); any other text as it is. */
export function cellInYear(cell: string, year: string): string {
  const said = year === "" ? undefined : monthHeading(cell);
  const isBare = typeof said?.month === "number" && said.state === undefined && said.unit === "";
  return isBare ? monthInYear(said.month as number, year) : cell;
}

/** 4月 under 令和2年 → "令和2年4月"; 1月 under 令和2年度 → "2021年1月". */
export function monthInYear(number: number, year: string): string {
  if (!year.endsWith("年度")) return `${year}${year.endsWith("年") ? "" : "年"}${number}月`;
  const first = Number(fiscalYear(year)?.slice(0, 4));
  return `${number < 4 ? first + 1 : first}年${number}月`;
}
