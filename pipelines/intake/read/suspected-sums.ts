import {largest, smallest} from "../../../schemas/extremes.ts";
import type {AmountRow} from "./control-totals.ts";

/** A row without a word for a total that equals the sum of others. */
export interface SuspectedSum {
  /** Index of the row, and of how many rows it is the sum. */
  index: number;
  addends: number;
}

/** A row on the way: what its label hints, and the keys that all rows of one sum share. */
export interface GroupedRow extends AmountRow {
  group: string;
  isHinted: boolean;
}

/** Sums below this come about by chance: three offices with 1, 1 and 2 are no total. */
const NOTEWORTHY_SUM = 100;
const NO_CHANCE = 1_000;
const MANY_ADDENDS = 5;
const NOTEWORTHY_SUM_OF_MANY = 10;
/** So many amounts of one row that agree at once are no chance, however small. */
const NOTEWORTHY_AMOUNTS = 3;

/**
 * The rows that arithmetic alone calls totals: each equals, in all its amounts, the rows of its group above it since the
 * last such row, all of them, or all others; the last or first row of the table also all others. Two addends at least, and more
 * than chance: by the size of the sum, by the number of addends or of amounts, or because the label hints at it.
 * Amounts are counted in `unit`: in a table in thousands 3 is no large sum either.
 */
export function suspectedSums(rows: GroupedRow[], unit: number): SuspectedSum[] {
  const indexed = rows.map((row, index) => ({...row, index}));
  const inGroups = [...Map.groupBy(indexed, ({group}) => group).values()].flatMap((group) =>
    sumsIn(group, unit),
  );
  const hinted = hintedSums(indexed, unit).filter(({index}) =>
    inGroups.every((each) => each.index !== index),
  );
  const found = new Set([...inGroups, ...hinted].map(({index}) => index));
  const ends = [indexed.at(-1), indexed[0]].flatMap((row) => {
    if (row === undefined || found.has(row.index)) return [];
    const others = indexed.filter(({index}) => index !== row.index && !found.has(index));
    const addends = others.filter(hasAmount).length;
    return isSum(row, {sums: sumsOf(others), addends, unit}) ? [{index: row.index, addends}] : [];
  });
  return [...inGroups, ...hinted, ...ends.slice(0, 1)];
}

type IndexedRow = GroupedRow & {index: number};

/** A row whose label hints at a sum, or whose amount is too large for chance, may be that of all rows above it, whatever they are about. */
function hintedSums(rows: IndexedRow[], unit: number): SuspectedSum[] {
  let above: Running = {sums: [], addends: 0};
  return rows.flatMap((row) => {
    const found =
      (row.isHinted || isLarge(row, unit)) && isSum(row, {...above, unit})
        ? [{index: row.index, addends: above.addends}]
        : [];
    above = added(above, row);
    return found;
  });
}

function isLarge({amounts}: AmountRow, unit: number): boolean {
  return amounts.some((amount) => Math.abs(amount ?? 0) >= NO_CHANCE * unit);
}

function sumsIn(group: IndexedRow[], unit: number): SuspectedSum[] {
  if (group.length < 3) return [];
  const found: SuspectedSum[] = [];
  let recent: Running = {sums: [], addends: 0};
  let all: Running = {sums: [], addends: 0};
  for (const row of group) {
    const running = [recent, all].find((each) => isSum(row, {...each, unit}));
    if (running) {
      found.push({index: row.index, addends: running.addends});
      recent = {sums: [], addends: 0};
    } else {
      recent = added(recent, row);
      all = added(all, row);
    }
  }
  return found.length > 0 ? found : sumOfOthers(group, unit);
}

/** A total above or among its rows. */
function sumOfOthers(group: IndexedRow[], unit: number): SuspectedSum[] {
  const sums = sumsOf(group);
  const addends = group.filter(hasAmount).length - 1;
  const row = group.find((each) =>
    isSum(each, {sums: sums.map((sum, index) => sum - (each.amounts[index] ?? 0)), addends, unit}),
  );
  return row ? [{index: row.index, addends}] : [];
}

interface Running {
  sums: number[];
  addends: number;
}

function added({sums, addends}: Running, row: AmountRow): Running {
  const next = row.amounts.map((amount, index) => (sums[index] ?? 0) + (amount ?? 0));
  return {sums: next, addends: addends + (hasAmount(row) ? 1 : 0)};
}

function sumsOf(rows: AmountRow[]): number[] {
  return rows.reduce<Running>(added, {sums: [], addends: 0}).sums;
}

function hasAmount({amounts}: AmountRow): boolean {
  return amounts.some((amount) => amount !== undefined && amount !== null && amount !== 0);
}

function isSum({amounts, isHinted}: GroupedRow, {sums, addends, unit}: Running & {unit: number}): boolean {
  const filled = amounts.flatMap((amount) => (amount ? [Math.abs(amount) / unit] : []));
  if (addends < 2 || filled.length === 0) return false;
  const isRounded = unit > 1 && smallest(filled) >= NOTEWORTHY_SUM;
  const tolerance = isRounded ? (unit / 2) * (addends + 1) : 0;
  const agrees = (amount: AmountRow["amounts"][number], index: number) =>
    amount !== undefined && Math.abs((amount ?? 0) - (sums[index] ?? 0)) <= tolerance;
  if (!amounts.every(agrees)) return false;
  if (isHinted || filled.length >= NOTEWORTHY_AMOUNTS) return true;
  return largest(filled) >= (addends >= MANY_ADDENDS ? NOTEWORTHY_SUM_OF_MANY : NOTEWORTHY_SUM);
}
