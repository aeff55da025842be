import {fiscalYearOf} from "../../../schemas/fiscal-time.ts";
import {type Question, question} from "../../ledger/hold.ts";
import type {AmountRow} from "./control-totals.ts";

/** Fewer months, or quarters, than these may rise by chance. */
export const FEWEST = {month: 6, quarter: 4};
/** From one month to the next, in all rows: fewer rises are no proof. */
const FEWEST_RISES = 10;
/** What runs up from nothing is at its end many times its beginning; what only grows is not. */
const SMALLEST_GROWTH = 3;

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

/**
 * Whether the months of every key rise within a fiscal year as sums since its beginning do: none falls, half of them
 * rise, and all together end at several times their beginning.
 */
export function looksCumulative(amounts: MonthlyAmount[], fewest: number): boolean {
  const known = amounts.filter(({amount, month}) => typeof amount === "number" && month !== "");
  const years = Map.groupBy(known, ({key, month}) => `${key}\u0000${fiscalYearOf(month)}`);
  const series = [...years.values()].map((year) =>
    year.sort((one, other) => (one.month < other.month ? -1 : 1)).map(({amount}) => amount ?? 0),
  );
  const moving = series.filter((values) => values.some((value) => value !== 0));
  if (moving.length === 0 || moving.some((values) => values.length < fewest)) return false;
  const steps = moving.flatMap((values) =>
    values.slice(1).map((value, index) => value - (values[index] ?? 0)),
  );
  const rises = steps.filter((step) => step > 0).length;
  const first = moving.reduce((sum, values) => sum + (values[0] ?? 0), 0);
  const last = moving.reduce((sum, values) => sum + (values.at(-1) ?? 0), 0);
  const isRising = steps.every((step) => step >= 0) && rises >= FEWEST_RISES && rises >= steps.length / 2;
  return isRising && last >= SMALLEST_GROWTH * first;
}

/** The amounts of a row that runs up from April, each month's own; undefined after a month that is missing. */
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
