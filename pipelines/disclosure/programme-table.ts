import {smallest} from "../../schemas/extremes.ts";
import {Network} from "./flow.ts";

/**
 * What a reader can work out of several years' counts by bureau, where sums of groups of bureaus are told, too. Told are sums of a bureau
 * over a fiscal year or over all years, sums of a group over a year, or over both its halves, and the city's of every quarter.
 *
 * Nothing that is told cuts a bureau's year, so that any counts of years that agree with the told sums can be shared out among
 * the quarters in every way that keeps the city's; and where a group's halves are not told, among the halves in every way that keeps
 * what the city's leave. What a bureau or a group has in a part of a year is therefore bounded by the flows of one network: told sums of
 * bureaus on one side, of groups on the other, and for the target alone its quarters, each with as much room as the city has.
 */

/** Whom the counts speak of, and when. */
export interface Shape {
  /** The group of each bureau. */
  groupOf: number[];
  groups: number;
  /** Of each year, how many quarters there are by now. */
  quarters: number[];
}

/** Which sums are told. Halves are told of a group whose year is. */
export interface ProgrammeTold {
  /** [bureau][year] */
  years: boolean[][];
  /** [bureau], over all years */
  whole: boolean[];
  /** [group][year] */
  groupYears: boolean[][];
  halves: boolean[][];
}

/** One part (numerator, denominator, the rest) in numbers. */
export interface ProgrammeSums {
  /** [bureau][year][quarter]: what is added in it. */
  added: number[][][];
  /** [year][quarter] */
  city: number[][];
  /** What is told or would be: a number that waits to be corrected is that of before. */
  years: number[][];
  whole: number[];
  groupYears: number[][];
  firstHalves: number[][];
}

/** What bureaus have from one quarter of a year to another; in all years where there is none. */
export interface ProgrammeTarget {
  bureaus: number[];
  year: number | null;
  from: number;
  to: number;
}

const OPEN = "open";
const HALVES = [
  [0, 1],
  [2, 3],
] as const;

/** A told sum of bureaus that the counts of a year, or of half of it, belong to. */
interface Column {
  name: string;
  year: number;
  halves: number[];
}

/** The counts of bureaus whose year is bounded by the same told sums, in one column. */
interface Cell {
  arc: number;
  bureaus: number[];
}

export class ProgrammeTable {
  readonly #shape: Shape;
  readonly #sums: ProgrammeSums;
  readonly #told: ProgrammeTold;
  readonly #network = new Network();
  readonly #cells = new Map<string, Cell>();
  /** [bureau][year][quarter] of counts that agree with what is told; null where none do. */
  readonly #counts: number[][][] | null;
  /** Whether quarters are the true ones: else each target shares out its years for itself. */
  readonly #isTrue: boolean;

  constructor(shape: Shape, sums: ProgrammeSums, told: ProgrammeTold) {
    this.#shape = shape;
    this.#sums = sums;
    this.#told = told;
    this.#isTrue = this.#isTrueTold();
    this.#counts = this.#isTrue ? sums.added : this.#found();
    if (this.#counts) this.#layOut(this.#counts);
  }

  /** Whether any counts agree with what is told. */
  get isPossible(): boolean {
    return this.#counts !== null;
  }

  /** By how much the target can differ for all that is told, as far as it is asked for. */
  widthOf(target: ProgrammeTarget, wanted: number): number {
    return this.#network.trial(() => {
      const inner = this.#partOut(target);
      const more = this.#network.trial(() => this.#network.push("moved", inner, wanted));
      return more >= wanted ? more : more + this.#network.push(inner, "moved", wanted - more);
    });
  }

  /** A width that it has at least, found without pushing: bureaus of which nothing is told can give each other all they have. */
  surelyWide({bureaus, year, from, to}: ProgrammeTarget): number {
    const [bureau = 0] = bureaus;
    if (year === null || bureaus.length !== 1 || this.#rowOf(bureau, year) !== OPEN || !this.#isTrue)
      return 0;
    const group = this.#shape.groupOf[bureau];
    const others = this.#shape.groupOf.flatMap((own, other) =>
      own === group && this.#rowOf(other, year) === OPEN ? [other] : [],
    );
    return others.length < 2 ? 0 : sum(others.map((other) => this.#within(other, {year, from, to})));
  }

  /** Bureaus of a group of which nothing is told in any year can change places: what is known of one is known of each. */
  isLikeBefore(bureau: number): boolean {
    const like = this.#shape.groupOf.findIndex(
      (group, other) => group === this.#shape.groupOf[bureau] && this.#isUntold(other),
    );
    return this.#isUntold(bureau) && like < bureau;
  }

  #isUntold(bureau: number): boolean {
    return this.#told.whole[bureau] !== true && !(this.#told.years[bureau] ?? []).includes(true);
  }

  #within(bureau: number, {year, from, to}: {year: number; from: number; to: number}): number {
    return sum((this.#counts?.[bureau]?.[year] ?? []).slice(from, to + 1));
  }

  #years(): number[] {
    return this.#shape.quarters.map((_, year) => year);
  }

  #rowOf(bureau: number, year: number): string {
    if (this.#told.years[bureau]?.[year]) return `year ${bureau} ${year}`;
    return this.#told.whole[bureau] ? `rest ${bureau}` : OPEN;
  }

  #columnsOf(bureau: number, year: number): Column[] {
    const group = this.#shape.groupOf[bureau] ?? 0;
    if (this.#told.halves[group]?.[year])
      return [0, 1].map((half) => ({name: `group ${group} ${year} ${half}`, year, halves: [half]}));
    const name = this.#told.groupYears[group]?.[year] ? `group ${group} ${year}` : `city ${year}`;
    return [{name, year, halves: [0, 1]}];
  }

  #isTrueTold(): boolean {
    const {added, city} = this.#sums;
    const isWhole = added.every((years) => years.every((quarters) => quarters.every((count) => count >= 0)));
    const isCity = city.every((quarters, year) =>
      quarters.every((count, quarter) => count === sum(added.map((years) => years[year]?.[quarter] ?? 0))),
    );
    const yearOf = (bureau: number, year: number) => sum(added[bureau]?.[year] ?? []);
    const ofGroup = (group: number, countOf: (bureau: number) => number) =>
      sum(this.#shape.groupOf.flatMap((own, bureau) => (own === group ? [countOf(bureau)] : [])));
    const {years, whole, groupYears, halves} = this.#told;
    const agrees = [
      ...this.#toldIn(years, this.#sums.years, yearOf),
      ...whole.map(
        (isTold, bureau) =>
          !isTold || this.#sums.whole[bureau] === sum(this.#years().map((year) => yearOf(bureau, year))),
      ),
      ...this.#toldIn(groupYears, this.#sums.groupYears, (group, year) =>
        ofGroup(group, (bureau) => yearOf(bureau, year)),
      ),
      ...this.#toldIn(halves, this.#sums.firstHalves, (group, year) =>
        ofGroup(group, (bureau) => sum((added[bureau]?.[year] ?? []).slice(0, 2))),
      ),
    ];
    return isWhole && isCity && agrees.every(Boolean);
  }

  #toldIn(told: boolean[][], numbers: number[][], truth: (unit: number, year: number) => number): boolean[] {
    return told.flatMap((years, unit) =>
      years.map((isTold, year) => !isTold || numbers[unit]?.[year] === truth(unit, year)),
    );
  }

  /** What each row and each column adds up to for all that is told. */
  #totals() {
    const {groupOf, quarters} = this.#shape;
    const rows = new Map<string, number>();
    const columns = new Map<string, number>();
    const all = sum(this.#sums.city.map(sum));
    for (const [bureau] of groupOf.entries()) {
      const own = this.#years().filter((year) => this.#told.years[bureau]?.[year]);
      const numbers = own.map((year) => this.#sums.years[bureau]?.[year] ?? 0);
      for (const [index, year] of own.entries()) rows.set(`year ${bureau} ${year}`, numbers[index] ?? 0);
      if (this.#told.whole[bureau])
        rows.set(`rest ${bureau}`, (this.#sums.whole[bureau] ?? 0) - sum(numbers));
    }
    rows.set(OPEN, all - sum([...rows.values()]));
    for (const [year] of quarters.entries()) {
      const told = this.#told.groupYears.flatMap((years, group) => (years[year] ? [group] : []));
      const numberOf = (group: number) => this.#sums.groupYears[group]?.[year] ?? 0;
      for (const group of told) {
        const first = this.#sums.firstHalves[group]?.[year] ?? 0;
        if (!this.#told.halves[group]?.[year]) columns.set(`group ${group} ${year}`, numberOf(group));
        else
          for (const [half, count] of [first, numberOf(group) - first].entries())
            columns.set(`group ${group} ${year} ${half}`, count);
      }
      columns.set(`city ${year}`, sum(this.#sums.city[year] ?? []) - sum(told.map(numberOf)));
    }
    return {rows, columns, all};
  }

  /** Any counts that agree with what is told, a year's or half's in the first quarter of it. */
  #found(): number[][][] | null {
    const {rows, columns, all} = this.#totals();
    if ([...rows.values(), ...columns.values(), ...this.#sums.city.flat()].some((count) => count < 0))
      return null;
    // A half cannot have more than the city has in it beside the groups that tell theirs.
    if (this.#years().some((year) => [0, 1].some((half) => this.#leftInHalf(year, half) < 0))) return null;
    const network = new Network();
    for (const [row, count] of rows) network.arc("told", row, {there: count});
    for (const [column, count] of columns) network.arc(column, "city", {there: count});
    const cells = this.#cellsWith((row, column) =>
      network.arc(row, column, {there: Number.POSITIVE_INFINITY}),
    );
    if (network.push("told", "city") !== all) return null;
    const counts = this.#sums.added.map((years) => years.map((quarters) => quarters.map(() => 0)));
    for (const {arc, bureaus, year, halves} of cells.values()) {
      const quarters = counts[bureaus[0] ?? 0]?.[year];
      if (quarters) quarters[(halves[0] ?? 0) * 2] = network.pushedAlong(arc);
    }
    return counts;
  }

  /** The cells of all bureaus, those of one row and column together; `arcOf` makes each. */
  #cellsWith(arcOf: (row: string, column: string) => number) {
    const cells = new Map<string, Cell & Column>();
    for (const [bureau] of this.#shape.groupOf.entries())
      for (const year of this.#years())
        for (const column of this.#columnsOf(bureau, year)) {
          const row = this.#rowOf(bureau, year);
          const key = `${row} → ${column.name}`;
          const cell = cells.get(key) ?? {arc: arcOf(row, column.name), bureaus: [], ...column};
          cell.bureaus.push(bureau);
          cells.set(key, cell);
        }
    return cells;
  }

  #layOut(counts: number[][][]): void {
    const cells = this.#cellsWith((row, column) =>
      this.#network.arc(row, column, {there: Number.POSITIVE_INFINITY}),
    );
    for (const [key, {arc, bureaus, year, halves}] of cells) {
      const count = sum(bureaus.map((bureau) => this.#inHalves(counts, {bureau, year, halves})));
      this.#network.narrow(arc, {there: Number.POSITIVE_INFINITY, back: count});
      this.#cells.set(key, {arc, bureaus});
    }
  }

  #inHalves(counts: number[][][], {bureau, year, halves}: {bureau: number; year: number; halves: number[]}) {
    const quarters = counts[bureau]?.[year] ?? [];
    return sum(halves.flatMap((half) => (HALVES[half] ?? []).map((quarter) => quarters[quarter] ?? 0)));
  }

  /** Puts the target's own counts behind the node "moved", and says which node they are taken from. */
  #partOut(target: ProgrammeTarget): string {
    const {bureaus, year} = target;
    const [bureau = 0] = bureaus;
    const isOne = bureaus.length === 1;
    const years = year === null ? this.#years().filter((each) => !this.#told.years[bureau]?.[each]) : [year];
    const inner = isOne ? this.#rowOf(bureau, years[0] ?? 0) : "inner";
    for (const each of years) {
      const columns = this.#columnsOf(bureau, each);
      const taken = columns.map((column) => this.#take(target, column));
      const shares = columns.flatMap(({halves}, index) =>
        this.#shared(target, {year: each, halves, counts: taken[index] ?? []}),
      );
      if (!isOne) this.#gather(target, {year: each, taken, shares});
      for (const [index, column] of columns.entries())
        this.#spread(target, {
          column,
          shares: shares.filter(({half}) => column.halves.includes(half)),
          other: isOne ? inner : "other",
          isFree: year === null,
          count: sum(taken[index] ?? []),
        });
    }
    return inner;
  }

  /** Takes the target's counts out of the cells of a column; how many each of its bureaus has there. */
  #take({bureaus}: ProgrammeTarget, {name, year, halves}: Column): number[] {
    return bureaus.map((bureau) => {
      const cell = this.#cells.get(`${this.#rowOf(bureau, year)} → ${name}`);
      const count = this.#inHalves(this.#counts ?? [], {bureau, year, halves});
      if (!cell) return count;
      const isShared = cell.bureaus.some((other) => !bureaus.includes(other));
      const left = this.#network.pushedAlong(cell.arc) - count;
      this.#network.narrow(cell.arc, {there: isShared ? Number.POSITIVE_INFINITY : 0, back: left});
      return count;
    });
  }

  /** The target's counts of the quarters of a column. */
  #shared(
    {bureaus}: ProgrammeTarget,
    {year, halves, counts}: {year: number; halves: number[]; counts: number[]},
  ): Share[] {
    const room = (quarter: number) => this.#sums.city[year]?.[quarter] ?? 0;
    if (this.#isTrue)
      return halves.flatMap((half) =>
        (HALVES[half] ?? []).map((quarter) => ({
          half,
          quarter,
          room: room(quarter),
          count: sum(bureaus.map((bureau) => this.#sums.added[bureau]?.[year]?.[quarter] ?? 0)),
        })),
      );
    let left = sum(counts);
    return halves.flatMap((half) => {
      const isLast = half === halves.at(-1);
      let ofHalf = isLast ? left : Math.min(left, this.#leftInHalf(year, half));
      left -= ofHalf;
      return (HALVES[half] ?? []).map((quarter) => {
        const count = Math.min(ofHalf, room(quarter));
        ofHalf -= count;
        return {half, quarter, room: room(quarter), count};
      });
    });
  }

  /** What the city has in a half beside the groups that tell theirs. */
  #leftInHalf(year: number, half: number): number {
    const told = this.#told.halves.flatMap((years, group) => {
      if (!years[year]) return [];
      const first = this.#sums.firstHalves[group]?.[year] ?? 0;
      return [half === 0 ? first : (this.#sums.groupYears[group]?.[year] ?? 0) - first];
    });
    return sum((HALVES[half] ?? []).map((quarter) => this.#sums.city[year]?.[quarter] ?? 0)) - sum(told);
  }

  /** Of several bureaus: their rows flow into the target, and into what they have in the rest of the year. */
  #gather(
    {bureaus, from, to}: ProgrammeTarget,
    {year, taken, shares}: {year: number; taken: number[][]; shares: Share[]},
  ): void {
    let inside = sum(shares.flatMap(({quarter, count}) => (from <= quarter && quarter <= to ? [count] : [])));
    for (const [index, bureau] of bureaus.entries()) {
      const count = sum(taken.map((counts) => counts[index] ?? 0));
      const own = Math.min(count, inside);
      inside -= own;
      const row = this.#rowOf(bureau, year);
      this.#network.arc(row, "inner", {there: Number.POSITIVE_INFINITY, back: own});
      this.#network.arc(row, "other", {there: Number.POSITIVE_INFINITY, back: count - own});
    }
  }

  #spread({from, to}: ProgrammeTarget, {column, shares, other, isFree, count: all}: Spread): void {
    if (isFree) {
      this.#network.arc("moved", column.name, {there: Number.POSITIVE_INFINITY, back: all});
      return;
    }
    for (const half of column.halves) {
      const own = shares.filter((share) => share.half === half);
      const count = sum(own.map((share) => share.count));
      const room =
        column.halves.length === 1 ? Number.POSITIVE_INFINITY : this.#leftInHalf(column.year, half) - count;
      const node = `half ${half}`;
      this.#network.arc(node, column.name, {there: room, back: count});
      for (const share of own) {
        const isInside = from <= share.quarter && share.quarter <= to;
        this.#network.arc(isInside ? "moved" : other, node, {
          there: share.room - share.count,
          back: share.count,
        });
      }
    }
  }
}

interface Share {
  half: number;
  quarter: number;
  /** What the city has. */
  room: number;
  count: number;
}

interface Spread {
  column: Column;
  shares: Share[];
  other: string;
  /** Whether the quarters do not matter. */
  isFree: boolean;
  count: number;
}

export function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The smallest of what the rule asks for, what the city has and the told sums that the target is part of. */
export function barOf(
  {shape, sums, told}: {shape: Shape; sums: ProgrammeSums; told: ProgrammeTold},
  {bureaus, year, from, to}: ProgrammeTarget,
  least: number,
): number {
  const [bureau = 0] = bureaus;
  const group = shape.groupOf[bureau] ?? 0;
  const isOne = bureaus.length === 1;
  const bounds = [2 * least];
  if (isOne && told.whole[bureau]) bounds.push(sums.whole[bureau] ?? 0);
  if (year === null) return smallest([...bounds, sum(sums.city.map(sum))]);
  bounds.push(sum((sums.city[year] ?? []).slice(from, to + 1)));
  if (isOne && told.years[bureau]?.[year]) bounds.push(sums.years[bureau]?.[year] ?? 0);
  const ofGroup = sums.groupYears[group]?.[year] ?? 0;
  if (told.groupYears[group]?.[year]) bounds.push(ofGroup);
  const first = sums.firstHalves[group]?.[year] ?? 0;
  if (told.halves[group]?.[year] && to < 2) bounds.push(first);
  if (told.halves[group]?.[year] && from > 1) bounds.push(ofGroup - first);
  return smallest(bounds);
}
