import type {FieldMeta} from "../../../schemas/fields.ts";
import {duration, quantity, signedDuration, trimmed} from "../../../schemas/read-value.ts";

/** A row with the texts that say what it is about, and its amounts: null for a blank, undefined where it is no number. */
export interface AmountRow {
  keys: string[];
  amounts: (number | null | undefined)[];
}

/** A row that repeats others as a sum. */
export interface TotalRow extends AmountRow {
  label: string;
  /** For each key whether it says nothing of the rows that are covered: it is blank, or the label. */
  isOpen: boolean[];
  /** How many rows stand above it, and how many of those above the total before it and above the next one; totals left out. */
  after: number;
  afterPrevious: number;
  beforeNext: number;
}

/** An amount of a total that does not agree with its rows. */
export interface Disagreement {
  /** Index of the amount. */
  index: number;
  stated: number;
  summed: number;
}

/**
 * Compares a total with the rows that it may cover, of those that share all keys it has beside its label: all above it,
 * those since the total before it, those until the next one, all below it, or all. None where it agrees with one of
 * these. A 再掲 or うち without keys of its own may not be more than its rows. An amount is not judged where a row's own is
 * unreadable (that row is told by itself). `rounding` is what one row may be off: half the unit where a table is in thousands.
 */
export function disagreements(total: TotalRow, rows: AmountRow[], rounding: number): Disagreement[] {
  const {after, afterPrevious, beforeNext, label} = total;
  const recent: Span = [afterPrevious, after];
  const above: Span = [0, after];
  const others: Span[] = [
    [after, beforeNext],
    [after, rows.length],
    [0, rows.length],
  ];
  const spans = /^小?計$/.test(label) ? [recent, above, ...others] : [above, recent, ...others];
  const nearest = coveredIn(recent, total, rows);
  if (nearest.length > 0 && disagreementsWith(total, nearest, rounding).length === 0) return [];
  let fewest: Disagreement[] | undefined;
  for (const span of spans) {
    const covered = coveredIn(span, total, rows);
    if (covered.length === 0 && span !== others.at(-1)) continue;
    const found = disagreementsWith(total, covered, rounding);
    if (found.length === 0) return [];
    if (fewest === undefined || found.length < fewest.length) fewest = found;
  }
  if (fewest !== undefined && !isPart(total) && sumsAll(total, rows, rounding, [recent, above, ...others]))
    return [];
  return fewest ?? [];
}

/** Whether it is the sum of all rows of a span, whatever keys it repeats from one of them: arithmetic in every amount is no chance. */
function sumsAll(total: TotalRow, rows: AmountRow[], rounding: number, spans: Span[]): boolean {
  return spans.some(([from, to]) => {
    const covered = rows.slice(from, to);
    return covered.length > 1 && disagreementsWith(total, covered, rounding).length === 0;
  });
}

function isPart({label, isOpen}: TotalRow): boolean {
  return /再掲|^うち/.test(label) && isOpen.every(Boolean);
}

/** From the first row to the one before the second. */
type Span = [from: number, to: number];

function coveredIn([from, to]: Span, {keys, isOpen}: TotalRow, rows: AmountRow[]): AmountRow[] {
  return rows
    .slice(from, to)
    .filter((row) => isOpen.every((open, index) => open || row.keys[index] === keys[index]));
}

function disagreementsWith(total: TotalRow, covered: AmountRow[], rounding: number): Disagreement[] {
  const tolerance = rounding * (covered.length + 1);
  return total.amounts.flatMap((stated, index) => {
    if (stated === null || stated === undefined) return [];
    const summed = sumOf(covered, index);
    if (summed === undefined || Math.abs(stated - summed) <= tolerance) return [];
    return isPart(total) && stated <= summed ? [] : [{index, stated, summed}];
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
  if (meta.kind === "duration") return meta.signed ? signedDuration(text) : duration(text);
  return quantity(text, meta.units);
}

/** "12:30" for durations, "1,234" for the rest. */
export function amountText({kind}: FieldMeta, amount: number): string {
  if (kind !== "duration") return amount.toLocaleString("ja-JP");
  const minutes = Math.abs(amount);
  return `${amount < 0 ? "▲" : ""}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
