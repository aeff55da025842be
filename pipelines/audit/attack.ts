import {smallest} from "../../schemas/extremes.ts";
import type {Facts, Solve} from "./solver.ts";

/** From after one day (null: the first that is counted) to another. */
export interface Span {
  after: string | null;
  /** ISO date. */
  end: string;
}

/** What readers are told of one indicator and scope: sums of a span, of a unit or (null) the city. */
export interface ToldSum extends Span {
  unit: string | null;
  count: number;
}

/** Whom a row of a release speaks of: a bureau, one with those of before that it counts, too, or a group of bureaus. */
export interface Unit {
  name: string;
  bureaus: string[];
  /** Of which a release has a row of it, told or not. */
  spans: Span[];
}

/** What readers are told and of whom: every bureau that any release tells apart and every day, also those of which nothing is told. */
export interface Picture {
  bureaus: string[];
  ends: string[];
  units: Unit[];
  /** What was said last comes first. */
  sums: ToldSum[];
  /** What was said, too, and agrees with the others no more: no facts, and no secrets either. */
  outdated?: ToldSum[];
}

/** Which counts the city's rule takes for few. */
export interface Few {
  least: number;
  /** Whether nothing counts as few. */
  isZeroSmall: boolean;
}

/** A count that is not told as such. */
interface Secret extends Span {
  unit: string;
  bureaus: string[];
}

/** How closely a secret can be told from the picture, and how closely the rule lets it be told. */
export interface Sighting extends Secret {
  low: number;
  high: number;
  bar: number;
}

export interface Attack {
  /** Secrets that can be told more closely than the rule lets. */
  undone: Sighting[];
  /** The smallest of all widths found; null where nothing is hidden. */
  narrowest: number | null;
  secrets: number;
  /** Linear programmes that were solved. */
  programmes: number;
}

const STEPS_OF_A_YEAR = 4;

/** Widths and counts are compared with this much room for the solver's last digits. */
const ALMOST = 1e-6;

/**
 * Attacks a picture as a reader with a computer would: what each bureau adds in each step is unknown, each told sum is an
 * equation, and for each secret the least and the greatest value that agree with all of them is looked for. Knows nothing of
 * how was chosen what is told. Null where the told sums contradict each other.
 */
export function attack(picture: Picture, few: Few, solve: Solve): Attack | null {
  const search = new Search(picture, solve);
  if (picture.ends.length > STEPS_OF_A_YEAR) search.lookAround();
  const sightings: Sighting[] = [];
  for (const secret of secretsOf(picture)) {
    const bar = barOf(picture, secret, few.least);
    const sight = search.sightOf(secret, bar);
    if (sight === null) return null;
    sightings.push({...secret, ...sight, bar});
  }
  // That there is nobody is a secret where nothing counts as few.
  const isSecret = ({high}: Sighting) => few.isZeroSmall || high > ALMOST;
  // Where the city has nobody, it is no secret that a bureau has not.
  const widths = sightings.flatMap(({low, high, bar}) => (bar > ALMOST ? [high - low] : []));
  return {
    undone: [
      ...toldThoughFew(picture, few),
      ...sightings.filter((sight) => isSecret(sight) && sight.high - sight.low < sight.bar - ALMOST),
    ],
    narrowest: widths.length === 0 ? null : smallest(widths),
    secrets: sightings.length,
    programmes: search.programmes,
  };
}

/**
 * Of sums that contradict each other because some were corrected, those that a reader can keep: the city's, then the others from the
 * newest to the oldest, each as far as it agrees with the ones before.
 */
export function agreeing(picture: Picture, solve: Solve): Picture {
  const kept: ToldSum[] = [];
  const outdated: ToldSum[] = [];
  const ordered = [
    ...picture.sums.filter(({unit}) => unit === null),
    ...picture.sums.filter(({unit}) => unit !== null),
  ];
  for (const sum of ordered) (agrees({...picture, sums: [...kept, sum]}, solve) ? kept : outdated).push(sum);
  return {...picture, sums: kept, outdated};
}

/** Whether there can be people of whom everything is true that is told. */
export function agrees(picture: Picture, solve: Solve): boolean {
  return solve(new Unknowns(picture).facts, {least: true, of: [0]}) !== null;
}

type Range = Pick<Sighting, "low" | "high">;

/**
 * What is unknown: one number for each step of bureaus that are in the same told sums. Among them a count can lie with any, so that each
 * has between nothing and all of it.
 */
class Unknowns {
  readonly facts: Facts;
  readonly #ends: string[];
  /** Bureau → which of the lots it is in. */
  readonly #lotOf = new Map<string, number>();
  readonly #sizes: number[];

  constructor(picture: Picture) {
    const {bureaus, ends, sums} = picture;
    this.#ends = ends;
    const units = [...new Set(sums.flatMap(({unit}) => unit ?? []))].map(
      (unit) => new Set(bureausOf(picture, unit)),
    );
    const lots = Map.groupBy(bureaus, (bureau) =>
      units.flatMap((unit, index) => (unit.has(bureau) ? [index] : [])).join(),
    );
    this.#sizes = [...lots.values()].map(({length}) => length);
    for (const [lot, members] of [...lots.values()].entries())
      for (const bureau of members) this.#lotOf.set(bureau, lot);
    this.facts = {
      unknowns: lots.size * ends.length,
      equations: sums.map((sum) => ({
        unknowns: this.of({...sum, bureaus: bureausOf(picture, sum.unit)}).all,
        sum: sum.count,
      })),
    };
  }

  /** Those that a count is the sum of, and those of them that it has all of. */
  of({bureaus, after, end}: Pick<Secret, "bureaus" | "after" | "end">): {all: number[]; sure: number[]} {
    const [first, last] = [after === null ? 0 : this.#ends.indexOf(after) + 1, this.#ends.indexOf(end)];
    const lots = Map.groupBy(bureaus, (bureau) => this.#lotOf.get(bureau) ?? -1);
    const stepsOf = (lot: number) =>
      this.#ends.flatMap((_, step) =>
        first <= step && step <= last ? [lot * this.#ends.length + step] : [],
      );
    const whole = [...lots].filter(([lot, members]) => members.length === this.#sizes[lot]);
    return {all: [...lots.keys()].flatMap(stepsOf), sure: whole.flatMap(([lot]) => stepsOf(lot))};
  }

  get lots(): number {
    return this.#sizes.length;
  }

  get steps(): number {
    return this.#ends.length;
  }

  those(isOne: (lot: number, step: number) => boolean): number[] {
    return this.#sizes.flatMap((_, lot) =>
      this.#ends.flatMap((__, step) => (isOne(lot, step) ? [lot * this.#ends.length + step] : [])),
    );
  }

  /** Secrets of the same name have the same bounds. */
  nameOf({bureaus, after, end}: Secret): string {
    const {all, sure} = this.of({bureaus, after, end});
    return `${all.join()} ${sure.join()}`;
  }
}

/** Looks for tables that agree with all that is told; each that is found shows of every secret what it can be, too. */
class Search {
  programmes = 0;
  readonly #sights = new Map<string, Range & {all: number[]; sure: number[]}>();
  readonly #unknowns: Unknowns;
  readonly #solve: Solve;

  constructor(picture: Picture, solve: Solve) {
    this.#unknowns = new Unknowns(picture);
    this.#solve = solve;
    for (const secret of secretsOf(picture))
      this.#sights.set(this.#unknowns.nameOf(secret), {
        low: Number.POSITIVE_INFINITY,
        high: Number.NEGATIVE_INFINITY,
        ...this.#unknowns.of(secret),
      });
  }

  /**
   * Looks for tables that lie far from each other in many secrets at once: half of the lots with as much or as little as can be in every
   * fourth step, whichever half. Each spares a programme for every secret that it shows to be wide.
   */
  lookAround(): void {
    const {lots, steps} = this.#unknowns;
    for (let half = 1; half < lots; half *= 2)
      for (let first = 0; first < Math.min(4, steps); first += 1) {
        const of = this.#unknowns.those((lot, step) => (lot & half) !== 0 && step % 4 === first);
        for (const least of [true, false]) {
          const found = this.#solve(this.#unknowns.facts, {least, of});
          this.programmes += 1;
          if (found) this.#learnFrom(found);
        }
      }
  }

  /** What the secret can be, as far as it takes to see that it is as wide as the bar; null where nothing agrees with what is told. */
  sightOf(secret: Secret, bar: number): Range | null {
    const sight = this.#sights.get(this.#unknowns.nameOf(secret));
    if (!sight) throw new Error(`no secret: ${JSON.stringify(secret)}`);
    for (const least of [true, false]) {
      if (sight.high - sight.low >= bar - ALMOST) break;
      // That others can have all of it is known without asking, but not whether anything agrees.
      if (least && sight.sure.length === 0 && this.programmes > 0) continue;
      const of = least && sight.sure.length > 0 ? sight.sure : sight.all;
      const found = this.#solve(this.#unknowns.facts, {least, of});
      this.programmes += 1;
      if (found === null) return null;
      this.#learnFrom(found);
    }
    return {low: sight.low, high: sight.high};
  }

  #learnFrom(found: number[]): void {
    const sumOf = (unknowns: number[]) => unknowns.reduce((sum, unknown) => sum + (found[unknown] ?? 0), 0);
    for (const sight of this.#sights.values()) {
      sight.low = Math.min(sight.low, sumOf(sight.sure));
      sight.high = Math.max(sight.high, sumOf(sight.all));
    }
  }
}

/** Of the city (null): all. */
function bureausOf({bureaus, units}: Pick<Picture, "bureaus" | "units">, name: string | null): string[] {
  return name === null ? bureaus : (units.find((unit) => unit.name === name)?.bureaus ?? []);
}

/** Each sum to a day, and what each unit adds from each day to the next, as far as it is not told. */
function secretsOf(picture: Picture): Secret[] {
  return spansOf(picture).filter((span) => toldCount(picture, span.unit, span) === undefined);
}

/** What is told, also by two sums together, and is few. */
function toldThoughFew(picture: Picture, {least, isZeroSmall}: Few): Sighting[] {
  return spansOf(picture).flatMap((span) => {
    const count = toldCount(picture, span.unit, span);
    if (count === undefined || count >= least - ALMOST || (count === 0 && !isZeroSmall)) return [];
    const isOfNobody = toldCount(picture, null, span) === 0;
    return isOfNobody ? [] : [{...span, low: count, high: count, bar: least}];
  });
}

/** Of which a release has rows (what it never spoke of is no secret of it), and what lies between two of them that begin together. */
function spansOf({ends, units}: Picture): Secret[] {
  return units.flatMap(({name: unit, bureaus, spans}) =>
    spans.flatMap((span) => {
      const before = ends[ends.indexOf(span.end) - 1];
      const whole = {unit, bureaus, ...span};
      const isStep =
        before !== undefined && spans.some(({after, end}) => after === span.after && end === before);
      return isStep ? [whole, {...whole, after: before}] : [whole];
    }),
  );
}

/** What a unit, or the city (null), has from after one day to another, where that is told or follows from two told sums or all their parts. */
function toldCount(picture: Picture, whose: string | null, {after, end}: Span): number | undefined {
  const own = toldIn(picture, whose, {after, end});
  if (own !== undefined) return own;
  const starts = new Set(picture.sums.map((sum) => sum.after));
  for (const start of starts) {
    if (after === null || (start !== null && start >= after)) continue;
    const [until, before] = [
      toldIn(picture, whose, {after: start, end}),
      toldIn(picture, whose, {after: start, end: after}),
    ];
    if (until !== undefined && before !== undefined) return until - before;
  }
  return ofParts(picture, whose, {after, end});
}

/** Of several years where each was told. */
function ofParts(picture: Picture, whose: string | null, {after, end}: Span): number | undefined {
  const starts = [...new Set(picture.sums.map((sum) => sum.after))].filter(
    (start) => start !== after && start !== null && (after === null || start > after) && start < end,
  );
  if (starts.length === 0) return undefined;
  const days = [after, ...starts.sort(), end];
  const counts = days
    .slice(1)
    .map((day, index) => toldIn(picture, whose, {after: days[index] ?? null, end: day ?? end}));
  return counts.includes(undefined)
    ? undefined
    : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/**
 * Also what was told to the day before, where the city has nobody since: everybody knows that a bureau has not. Of several bureaus also
 * where all of them were told by themselves.
 */
function toldIn(picture: Picture, whose: string | null, span: Span): number | undefined {
  const {sums, outdated = []} = picture;
  const isIt = (sum: ToldSum) => sum.unit === whose && sum.after === span.after && sum.end === span.end;
  const own = sums.find(isIt) ?? outdated.find(isIt);
  if (own) return own.count;
  const unmoved = toldUnmoved(picture, whose, span);
  if (unmoved !== undefined) return unmoved;
  const bureaus = whose === null ? [] : bureausOf(picture, whose);
  if (bureaus.length < 2) return undefined;
  const each = bureaus.map((bureau) => toldIn(picture, bureau, span));
  return each.includes(undefined) ? undefined : each.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** What was told last of a bureau, and is no fact of before a correction, where the city has nobody from then to the day. */
function toldUnmoved({sums}: Picture, whose: string | null, {after, end: day}: Span): number | undefined {
  const sumTo = (unit: string | null, end: string) =>
    sums.find((sum) => sum.unit === unit && sum.after === after && sum.end === end)?.count;
  const last = sums
    .filter((sum) => sum.unit === whose && sum.after === after && sum.end < day)
    .reduce<ToldSum | undefined>((latest, sum) => (latest && latest.end > sum.end ? latest : sum), undefined);
  const [since, until] = [last && sumTo(null, last.end), sumTo(null, day)];
  if (whose === null || since === undefined || until === undefined) return undefined;
  return Math.abs(until - since) < ALMOST ? last?.count : undefined;
}

/** Twice the least count, or the smallest told one that the secret is part of: nobody can be less sure than that. */
function barOf(picture: Picture, secret: Secret, least: number): number {
  const wholes = picture.sums.flatMap(({unit, count, ...span}) => {
    const isPart =
      unit !== null && isAround(span, secret) && isWithin(secret.bureaus, bureausOf(picture, unit));
    return isPart ? [count] : [];
  });
  const step = toldCount(picture, null, secret);
  return smallest([2 * least, ...wholes, ...(step === undefined ? [] : [step])]);
}

function isAround(span: Span, {after, end}: Span): boolean {
  return end <= span.end && (span.after === null || (after !== null && span.after <= after));
}

function isWithin(bureaus: string[], whole: string[]): boolean {
  return bureaus.every((bureau) => whole.includes(bureau));
}
