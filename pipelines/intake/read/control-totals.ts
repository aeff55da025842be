import type {FieldMeta} from "../../../schemas/fields.ts";
import {duration, quantity, trimmed} from "../../../schemas/read-value.ts";

/** A row with the texts that say what it is about, and its amounts: null for a blank, undefined where it is no number. */
export interface AmountRow {
  keys: string[];
  amounts: (number | null | undefined)[];
}

/** A row that repeats others as a sum. */
export interface TotalRow extends AmountRow {
  label: string;
  /** How many rows stand above it, and how many of them above the total before it. */
  after: number;
  afterPrevious: number;
}

/** An amount of a total that does not agree with its rows. */
export interface Disagreement {
  /** Index of the amount. */
  index: number;
  stated: number;
  summed: number;
}

/**
 * Compares a total with the rows it covers: those that share all keys it has beside its label; a 小計 or 計 may also cover
 * only those since the total before it; a 再掲 without keys of its own may not be more than all rows.
 * An amount is not judged where a row's own is unreadable (that row is told by itself). `rounding` is what one row may be
 * off: half the unit where a table is in thousands.
 */
export function disagreements(
  total: TotalRow,
  rows: AmountRow[],
  {labels, rounding}: {labels: string[]; rounding: number},
): Disagreement[] {
  const own = total.keys.map((key) => (key === "" || labels.includes(key) ? undefined : key));
  const covers = ({keys}: AmountRow) => own.every((key, index) => key === undefined || keys[index] === key);
  const all = rows.slice(0, total.after).filter(covers);
  const recent = rows.slice(total.afterPrevious, total.after).filter(covers);
  const isPart = /再掲|うち/.test(total.label);
  return total.amounts.flatMap((stated, index) => {
    if (stated === null || stated === undefined) return [];
    const sums = [all, ...(/^小?計$/.test(total.label) ? [recent] : [])].map((covered) =>
      sumOf(covered, index),
    );
    const tolerance = rounding * (all.length + 1);
    const agrees = sums.some((sum) => {
      if (sum === undefined) return true;
      if (isPart && own.every((key) => key === undefined)) return stated <= sum + tolerance;
      return Math.abs(stated - sum) <= tolerance;
    });
    return agrees ? [] : [{index, stated, summed: sums.at(-1) ?? 0}];
  });
}

function sumOf(rows: AmountRow[], index: number): number | undefined {
  let sum = 0;
  for (const {amounts} of rows) {
    const amount = amounts[index];
    if (amount === undefined) return undefined;
    sum += amount ?? 0;
  }
  return sum;
}

/** The number of a cell in the field's smallest unit (minutes for durations); null for a blank. */
export function readAmount(meta: FieldMeta, cell: string): number | null | undefined {
  const text = trimmed(cell);
  if (text === "") return null;
  if (meta.dashIsZero && /^[-－―−—]$/.test(text)) return 0;
  return meta.kind === "duration" ? duration(text) : quantity(text, meta.units);
}

/** "12:30" for durations, "1,234" for the rest. */
export function amountText({kind}: FieldMeta, amount: number): string {
  if (kind !== "duration") return amount.toLocaleString("ja-JP");
  return `${Math.floor(amount / 60)}:${String(amount % 60).padStart(2, "0")}`;
}
