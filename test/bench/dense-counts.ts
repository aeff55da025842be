import type {Table} from "../../pipelines/disclosure/choose-told.ts";
import type {Sums} from "../../pipelines/disclosure/readers-table.ts";
import {createRandom, type Random} from "../../sample/random.ts";

const [DOMAINS, YEARS, BUREAUS, QUARTERS] = [6, 10, 29, 4];

export const DENSE = `${DOMAINS} domains × ${YEARS} years × ${BUREAUS} bureaus × ${QUARTERS} quarters`;

/** Counts of few and of many people in every bureau and quarter, each with what it is out of: a table per domain and year. */
export function denseTables(): Table[] {
  const random = createRandom("dense counts");
  return Array.from({length: DOMAINS * YEARS}, () => denseTable(random));
}

function denseTable(random: Random): Table {
  const steps = Array.from({length: QUARTERS}, (_, step) => step);
  const most = Array.from({length: BUREAUS}, () => random.pick([2, 5, 10, 20, 60]));
  const all = most.map((people) => steps.map(() => random.between(0, people)));
  const took = all.map((counts) => counts.map((count) => random.between(0, count)));
  const rest = all.map((counts, unit) => counts.map((count, step) => count - (took[unit]?.[step] ?? 0)));
  return {
    parts: [took, all, rest].map((counts) => toDate(counts)),
    known: all.map((counts) => counts.map(() => false)),
    steps: steps.toReversed(),
  };
}

function toDate(counts: number[][]): Sums {
  const units = counts.map((steps) => steps.map((_, to) => sum(steps.slice(0, to + 1))));
  return {units, city: (units[0] ?? []).map((_, step) => sum(units.map((sums) => sums[step] ?? 0)))};
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
