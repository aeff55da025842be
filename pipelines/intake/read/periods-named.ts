import type {Contract} from "../../../schemas/contract.ts";
import {monthsOfPeriod} from "../../../schemas/period-months.ts";
import {namedSpans} from "./named-spans.ts";

/** First days of the contract's periods that a text speaks of, such as 「令和6年度第3四半期」; none where it names a part of one. */
export function periodsNamed(text: string, contract: Contract): string[] {
  const months = monthsOfPeriod(contract);
  if (months === null) return [];
  return namedSpans(text).flatMap(({from, to}) => {
    const periods: string[] = [];
    for (let period = from; period < to; period = monthsAfter(period, months)) periods.push(period);
    const isWhole = isFirstOf(from, months) && periods.every((period) => monthsAfter(period, months) <= to);
    return isWhole ? periods : [];
  });
}

/** Quarters and years begin with April. */
function isFirstOf(day: string, months: number): boolean {
  return ((Number(day.slice(5, 7)) + 8) % 12) % months === 0;
}

function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}
