import {smallest} from "../../schemas/extremes.ts";
import type {Facts, Solve} from "./solver.ts";

/** What readers are told of one indicator, scope and fiscal year: sums from the year's beginning to a day, of a unit or (null) the city. */
export interface ToldSum {
  unit: string | null;
  /** ISO date on which the sum ends. */
  end: string;
  count: number;
}

/** Whom a row of a release speaks of: a bureau, or one with those of before that it counts, too. */
export interface Unit {
  name: string;
  bureaus: string[];
  /** The days to which a release has a row of it, told or not. */
  ends: string[];
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

/** A count that is not told as such: of a unit, from after one day (null: the year's beginning) to another. */
interface Secret {
  unit: string;
  bureaus: string[];
  after: string | null;
  end: string;
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

/** Widths and counts are compared with this much room for the solver's last digits. */
const ALMOST = 1e-6;

/**
 * Attacks a picture as a reader with a computer would: what each bureau adds in each step is unknown, each told sum is an
 * equation, and for each secret the least and the greatest value that agree with all of them is looked for. Knows nothing of
 * how was chosen what is told. Null where the told sums contradict each other.
 */
export function attack(picture: Picture, few: Few, solve: Solve): Attack | null {
  const search = new Search(picture, solve);
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
  return solve(factsOf(picture), {least: true, of: [0]}) !== null;
}

type Range = Pick<Sighting, "low" | "high">;

/** Looks for tables that agree with all that is told; each that is found shows of every secret what it can be, too. */
class Search {
  programmes = 0;
  readonly #sights: Map<string, Range & {of: number[]}>;
  /** Bureaus of which, or with which, something is told. */
  readonly #told: Set<string>;
  readonly #facts: Facts;
  readonly #solve: Solve;

  constructor(picture: Picture, solve: Solve) {
    this.#told = new Set(picture.sums.flatMap(({unit}) => (unit === null ? [] : bureausOf(picture, unit))));
    this.#facts = factsOf(picture);
    this.#solve = solve;
    this.#sights = new Map(
      secretsOf(picture).map((secret) => [
        this.#nameOf(secret),
        {low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, of: unknownsOf(picture, secret)},
      ]),
    );
  }

  /** Bureaus of which nothing at all is told can change places in any table: what one of them can be, all can be. */
  #nameOf({unit, bureaus, after, end}: Secret): string {
    const isAny = bureaus.length === 1 && !bureaus.some((bureau) => this.#told.has(bureau));
    return `${isAny ? "any" : unit} ${after} ${end}`;
  }

  /** What the secret can be, as far as it takes to see that it is as wide as the bar; null where nothing agrees with what is told. */
  sightOf(secret: Secret, bar: number): Range | null {
    const sight = this.#sights.get(this.#nameOf(secret));
    if (!sight) throw new Error(`no secret: ${JSON.stringify(secret)}`);
    for (const least of [true, false]) {
      if (sight.high - sight.low >= bar - ALMOST) break;
      const found = this.#solve(this.#facts, {least, of: sight.of});
      this.programmes += 1;
      if (found === null) return null;
      this.#learnFrom(found);
    }
    return {low: sight.low, high: sight.high};
  }

  #learnFrom(found: number[]): void {
    for (const sight of this.#sights.values()) {
      const value = sight.of.reduce((sum, unknown) => sum + (found[unknown] ?? 0), 0);
      sight.low = Math.min(sight.low, value);
      sight.high = Math.max(sight.high, value);
    }
  }
}

function factsOf(picture: Picture): Facts {
  const {bureaus, ends, sums} = picture;
  const equations = sums.map(({unit, end, count}) => ({
    unknowns: unknownsOf(picture, {bureaus: bureausOf(picture, unit), after: null, end}),
    sum: count,
  }));
  return {unknowns: bureaus.length * ends.length, equations};
}

/** Of the city (null): all. */
function bureausOf({bureaus, units}: Picture, name: string | null): string[] {
  return name === null ? bureaus : (units.find((unit) => unit.name === name)?.bureaus ?? []);
}

/** The unknowns that a secret is the sum of: one for each of its bureaus and steps. */
function unknownsOf(
  {bureaus, ends}: Pick<Picture, "bureaus" | "ends">,
  secret: Pick<Secret, "bureaus" | "after" | "end">,
): number[] {
  const first = secret.after === null ? 0 : ends.indexOf(secret.after) + 1;
  const last = ends.indexOf(secret.end);
  return secret.bureaus.flatMap((bureau) => {
    const start = bureaus.indexOf(bureau) * ends.length;
    return ends.flatMap((_, step) => (first <= step && step <= last ? [start + step] : []));
  });
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

/** Of which a release has rows: what it never spoke of is no secret of it. */
function spansOf({ends, units}: Picture): Secret[] {
  return units.flatMap(({name: unit, bureaus, ends: own}) =>
    own.flatMap((end) => {
      const before = ends[ends.indexOf(end) - 1];
      const whole = {unit, bureaus, after: null, end};
      return before === undefined || !own.includes(before) ? [whole] : [whole, {...whole, after: before}];
    }),
  );
}

/** What a unit, or the city (null), has from after one day to another, where both are told. */
function toldCount(picture: Picture, whose: string | null, {after, end}: Pick<Secret, "after" | "end">) {
  const [before, until] = [after === null ? 0 : toldTo(picture, whose, after), toldTo(picture, whose, end)];
  return before === undefined || until === undefined ? undefined : until - before;
}

/**
 * Also what was told to the day before, where the city has nobody since: everybody knows that a bureau has not. Of a bureau that counts
 * others by now also where all of them were told by themselves.
 */
function toldTo(picture: Picture, whose: string | null, day: string): number | undefined {
  const {sums, outdated = []} = picture;
  const isIt = (sum: ToldSum) => sum.unit === whose && sum.end === day;
  const own = sums.find(isIt) ?? outdated.find(isIt);
  if (own) return own.count;
  const unmoved = toldUnmoved(picture, whose, day);
  if (unmoved !== undefined) return unmoved;
  const bureaus = whose === null ? [] : bureausOf(picture, whose);
  if (bureaus.length < 2) return undefined;
  const each = bureaus.map((bureau) => toldTo(picture, bureau, day));
  return each.includes(undefined) ? undefined : each.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** What was told last of a bureau, and is no fact of before a correction, where the city has nobody from then to the day. */
function toldUnmoved({sums}: Picture, whose: string | null, day: string): number | undefined {
  const sumTo = (unit: string | null, end: string) =>
    sums.find((sum) => sum.unit === unit && sum.end === end)?.count;
  const last = sums
    .filter(({unit, end}) => unit === whose && end < day)
    .reduce<ToldSum | undefined>((latest, sum) => (latest && latest.end > sum.end ? latest : sum), undefined);
  const [since, until] = [last && sumTo(null, last.end), sumTo(null, day)];
  if (whose === null || since === undefined || until === undefined) return undefined;
  return Math.abs(until - since) < ALMOST ? last?.count : undefined;
}

/** Twice the least count, or the smallest told one that the secret is part of: nobody can be less sure than that. */
function barOf(picture: Picture, secret: Secret, least: number): number {
  const wholes = picture.sums.flatMap(({unit, end, count}) => {
    const isPart = unit !== null && end >= secret.end && isWithin(secret.bureaus, bureausOf(picture, unit));
    return isPart ? [count] : [];
  });
  const step = toldCount(picture, null, secret);
  return smallest([2 * least, ...wholes, ...(step === undefined ? [] : [step])]);
}

function isWithin(bureaus: string[], whole: string[]): boolean {
  return bureaus.every((bureau) => whole.includes(bureau));
}
