import {smallest} from "../../schemas/extremes.ts";
import type {Facts, Solve} from "./solver.ts";

/** What readers are told of one indicator, scope and fiscal year: sums from the year's beginning to a day, of a bureau or (null) the city. */
export interface ToldSum {
  bureau: string | null;
  /** ISO date on which the sum ends. */
  end: string;
  count: number;
}

/** What readers are told and of whom: every bureau and every day, also those of which nothing is told. */
export interface Picture {
  bureaus: string[];
  ends: string[];
  sums: ToldSum[];
}

/** A count that is not told as such: of a bureau, from after one day (null: the year's beginning) to another. */
interface Secret {
  bureau: string;
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
export function attack(picture: Picture, least: number, solve: Solve): Attack | null {
  const search = new Search(picture, solve);
  const sightings: Sighting[] = [];
  for (const secret of secretsOf(picture)) {
    const bar = barOf(picture, secret, least);
    const sight = search.sightOf(secret, bar);
    if (sight === null) return null;
    sightings.push({...secret, ...sight, bar});
  }
  // Where the city has nobody, it is no secret that a bureau has not.
  const widths = sightings.flatMap(({low, high, bar}) => (bar > ALMOST ? [high - low] : []));
  return {
    undone: [
      ...toldThoughFew(picture, least),
      ...sightings.filter(({low, high, bar}) => high - low < bar - ALMOST),
    ],
    narrowest: widths.length === 0 ? null : smallest(widths),
    secrets: sightings.length,
    programmes: search.programmes,
  };
}

type Range = Pick<Sighting, "low" | "high">;

/** Looks for tables that agree with all that is told; each that is found shows of every secret what it can be, too. */
class Search {
  programmes = 0;
  readonly #sights: Map<string, Range & {of: number[]}>;
  readonly #picture: Picture;
  readonly #facts: Facts;
  readonly #solve: Solve;

  constructor(picture: Picture, solve: Solve) {
    this.#picture = picture;
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
  #nameOf({bureau, after, end}: Secret): string {
    const isTold = this.#picture.sums.some((sum) => sum.bureau === bureau);
    return `${isTold ? bureau : "any"} ${after} ${end}`;
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

function factsOf({bureaus, ends, sums}: Picture): Facts {
  const equations = sums.map(({bureau, end, count}) => ({
    unknowns: (bureau === null ? bureaus : [bureau]).flatMap((one) =>
      unknownsOf({bureaus, ends}, {bureau: one, after: null, end}),
    ),
    sum: count,
  }));
  return {unknowns: bureaus.length * ends.length, equations};
}

/** The unknowns that a secret is the sum of: one for each of its steps. */
function unknownsOf(
  {bureaus, ends}: Pick<Picture, "bureaus" | "ends">,
  {bureau, after, end}: Secret,
): number[] {
  const first = after === null ? 0 : ends.indexOf(after) + 1;
  const start = bureaus.indexOf(bureau) * ends.length;
  return ends.flatMap((_, step) => (first <= step && step <= ends.indexOf(end) ? [start + step] : []));
}

/** Each sum to a day, and what each bureau adds from each day to the next, as far as it is not told. */
function secretsOf(picture: Picture): Secret[] {
  return spansOf(picture).filter((span) => toldCount(picture, span.bureau, span) === undefined);
}

/** What is told, also by two sums together, and is few. */
function toldThoughFew(picture: Picture, least: number): Sighting[] {
  return spansOf(picture).flatMap((span) => {
    const count = toldCount(picture, span.bureau, span);
    const isOfNobody = toldCount(picture, null, span) === 0;
    return count === undefined || count >= least - ALMOST || isOfNobody
      ? []
      : [{...span, low: count, high: count, bar: least}];
  });
}

function spansOf({bureaus, ends}: Picture): Secret[] {
  return bureaus.flatMap((bureau) =>
    ends.flatMap((end, step) => {
      const whole = {bureau, after: null, end};
      return step === 0 ? [whole] : [whole, {bureau, after: ends[step - 1] ?? null, end}];
    }),
  );
}

/** What a bureau, or the city (null), has from after one day to another, where both are told. */
function toldCount({sums}: Picture, whose: string | null, {after, end}: Pick<Secret, "after" | "end">) {
  const at = (day: string) => sums.find((sum) => sum.bureau === whose && sum.end === day)?.count;
  const [before, until] = [after === null ? 0 : at(after), at(end)];
  return before === undefined || until === undefined ? undefined : until - before;
}

/** Twice the least count, or the smallest told one that the secret is part of: nobody can be less sure than that. */
function barOf(picture: Picture, secret: Secret, least: number): number {
  const {bureau, end} = secret;
  const wholes = picture.sums.flatMap((sum) => (sum.bureau === bureau && sum.end >= end ? [sum.count] : []));
  const step = toldCount(picture, null, secret);
  return smallest([2 * least, ...wholes, ...(step === undefined ? [] : [step])]);
}
