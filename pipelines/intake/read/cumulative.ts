import {fiscalYearOf} from "../../../schemas/fiscal-time.ts";
import {type Question, question} from "../../ledger/hold.ts";
import type {AmountRow} from "./control-totals.ts";

/** Fewer months, or quarters, than these may rise by chance. */
export const FEWEST = {month: 4, quarter: 3};
/** From one month to the next, in all rows: fewer rises are no proof. */
const FEWEST_RISES = 10;
/** What runs up from nothing is at its end many times its beginning; what only grows is not. */
const SMALLEST_GROWTH = 3;
const FIRST_KEYS = 200;

/** In a list it can only be said that no row includes another. */
export function askWhetherRunning(what: string): Question {
  return question(`${what}、累計の表のようです`, {期間別: "累計でなく、その期間だけの数"});
}

/** The amount of one key in one month or quarter (ISO first day). */
export interface MonthlyAmount {
  key: string;
  month: string;
  amount: number | null | undefined;
}

/** What sums may run through: a fiscal year, a year of the calendar, all that a table has. */
const SPANS = [fiscalYearOf, yearOf, () => 0];

/**
 * Whether the months of every key rise as sums since the beginning of a year, or of the table, do. `amounts` is gone through
 * twice: the first keys of a table whose months fall say that it does not.
 */
export function looksCumulative(amounts: Iterable<MonthlyAmount>, fewest: number): boolean {
  const first = rowsByKey(amounts, FIRST_KEYS);
  const spans = SPANS.filter((spanOf) => risingSeries(first, spanOf) !== undefined);
  if (spans.length === 0) return false;
  const rows = rowsByKey(amounts);
  return spans.some((spanOf) => {
    const series = risingSeries(rows, spanOf);
    return series !== undefined && runUp(series, fewest);
  });
}

function yearOf(month: string): number {
  return Number(month.slice(0, 4));
}

/** The known amounts of each key, of the first so many. */
function rowsByKey(amounts: Iterable<MonthlyAmount>, most = Number.POSITIVE_INFINITY): MonthlyAmount[][] {
  const rows = new Map<string, MonthlyAmount[]>();
  for (const one of amounts) {
    if (typeof one.amount !== "number" || one.month === "") continue;
    const row = rows.get(one.key);
    if (row) row.push(one);
    else if (rows.size < most) rows.set(one.key, [one]);
  }
  return [...rows.values()];
}

/** The amounts of each key within each span, month after month; undefined where any of them falls. */
function risingSeries(rows: MonthlyAmount[][], spanOf: (month: string) => number): number[][] | undefined {
  const series: number[][] = [];
  for (const row of rows)
    for (const span of Map.groupBy(inOrder(row), ({month}) => spanOf(month)).values()) {
      const values = span.map(({amount}) => amount ?? 0);
      if (values.some((value, index) => value < (values[index - 1] ?? value))) return undefined;
      series.push(values);
    }
  return series;
}

function inOrder(amounts: MonthlyAmount[]): MonthlyAmount[] {
  return amounts.sort((one, other) => (one.month < other.month ? -1 : 1));
}

/** Half of the steps rise, and the long ones, of which most are, end at several times their beginning. */
function runUp(series: number[][], fewest: number): boolean {
  const moving = series.filter((values) => values.some((value) => value !== 0));
  const long = moving.filter((values) => values.length >= fewest);
  if (long.length === 0 || countOf(long) <= countOf(moving) / 2) return false;
  const rises = moving.reduce((sum, values) => sum + risesIn(values), 0);
  const first = long.reduce((sum, values) => sum + (values[0] ?? 0), 0);
  const last = long.reduce((sum, values) => sum + (values.at(-1) ?? 0), 0);
  const steps = countOf(moving) - moving.length;
  return rises >= FEWEST_RISES && rises >= steps / 2 && last >= SMALLEST_GROWTH * first;
}

function countOf(series: number[][]): number {
  return series.reduce((sum, values) => sum + values.length, 0);
}

function risesIn(values: number[]): number {
  return values.filter((value, index) => value > (values[index - 1] ?? value)).length;
}

const YEARS_BEGIN = ["04", "01"];

/** Whether a month begins sums anew: the April or January at which most rows fall, or else the first month of the table. */
export function beginnings(amounts: MonthlyAmount[]): (month: string) => boolean {
  const rows = [...Map.groupBy(amounts, ({key}) => key).values()].map(inOrder);
  const anew = YEARS_BEGIN.find((begin) => rows.reduce((sum, row) => sum + fallsAt(row, begin), 0) > 0);
  if (anew !== undefined) return (month) => month.slice(5, 7) === anew;
  const [first] = amounts.flatMap(({month}) => month || []).sort();
  return (month) => month === first && YEARS_BEGIN.includes(month.slice(5, 7));
}

/** How often a row falls at that month of the year, less how often it rises. */
function fallsAt(row: MonthlyAmount[], begin: string): number {
  const known = row.filter(({amount}) => typeof amount === "number");
  return known.reduce((sum, {month, amount}, index) => {
    const before = known[index - 1]?.amount;
    if (typeof before !== "number" || month.slice(5, 7) !== begin) return sum;
    return sum + Math.sign(before - (amount ?? 0));
  }, 0);
}

/** The amounts of a row that runs up, each month's own; undefined after a month that is missing. */
export function monthlyAmounts(
  amounts: AmountRow["amounts"],
  months: {isFirst: boolean}[],
): AmountRow["amounts"] {
  return amounts.map((amount, index) => {
    if (amount === null || amount === undefined || months[index]?.isFirst) return amount;
    const before = amounts[index - 1];
    return before === null || before === undefined ? undefined : amount - before;
  });
}
