import {createRandom, type Random} from "../../sample/random.ts";

/** What a city knows on the day of a release of its people over a monthly limit, by bureaus of today. */
export interface MonthsEdition {
  /** People of a bureau on 1 April of a fiscal year. */
  rosters: {fiscal_year: number; bureau_code: string; people: number}[];
  months: {fiscal_year: number; month: string; bureau_code: string; staff_count: number}[];
  /** Former bureau → the one that took its place. */
  successors: Map<string, string>;
  bureaus: string[];
}

export interface RandomMonths {
  /** min_cell of the city's rule: 0 of one that publishes a year's counts. */
  least: number;
  editions: MonthsEdition[];
}

const FIRST_YEAR = 2020;
const QUARTERS = 16;
const SIZES = [3, 8, 8, 20, 30, 45, 48, 49, 50, 51, 53, 60, 90, 200];

interface Bureau {
  code: string;
  /** On 1 April of each year. */
  people: number[];
  /** Over the limit in each month. */
  over: number[];
}

/**
 * A city over four years with a release every quarter: bureaus that grow over and shrink below what the city asks for, counts and rosters
 * that are corrected later, people who turn out to be of another bureau, often two bureaus that become one, sometimes one that is parted,
 * also in the files of before. The same seed gives the same city.
 */
export function randomMonths(seed: number): RandomMonths {
  const random = createRandom(`months ${seed}`);
  const city = new GrowingMonths(random);
  const least = random.pick([0, 0, 5]);
  return {least, editions: Array.from({length: QUARTERS}, () => city.next())};
}

class GrowingMonths {
  readonly #random: Random;
  readonly #bureaus: Bureau[];
  readonly #successors = new Map<string, string>();
  readonly #mergesIn: number;
  readonly #partsIn: number;
  #done = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#bureaus = Array.from({length: random.between(5, 11)}, (_, index) => ({
      code: String.fromCharCode(65 + index),
      people: [],
      over: [],
    }));
    this.#mergesIn = random.pick([3, 6, 9, 12, QUARTERS]);
    this.#partsIn = random.pick([5, 10, QUARTERS, QUARTERS, QUARTERS]);
  }

  next(): MonthsEdition {
    if (this.#done === this.#mergesIn) this.#merge();
    if (this.#done === this.#partsIn) this.#part();
    if (this.#random.chance(0.5)) this.#correct();
    if (this.#random.chance(0.3)) this.#move();
    for (const bureau of this.#bureaus) this.#goOn(bureau);
    this.#done += 1;
    return this.#edition();
  }

  #goOn({people, over}: Bureau): void {
    if (this.#done % 4 === 0)
      people.push(Math.max(0, (people.at(-1) ?? this.#random.pick(SIZES)) + this.#random.between(-3, 3)));
    const size = people.at(-1) ?? 0;
    for (let month = 0; month < 3; month += 1)
      over.push(this.#random.chance(0.05) ? size : Math.min(size, this.#random.pick([0, 0, 1, 1, 2, 5, 9])));
  }

  /** One person more or fewer over the limit, or on a roster. */
  #correct(): void {
    const {people, over} = this.#random.pick(this.#bureaus);
    const numbers = this.#random.chance(0.5) ? people : over;
    if (numbers.length === 0) return;
    const at = this.#random.between(0, numbers.length - 1);
    numbers[at] = Math.max(0, (numbers[at] ?? 0) + this.#random.pick([-2, -1, 1, 2]));
  }

  /** Somebody who is over the limit turns out to be of another bureau. */
  #move(): void {
    const [from, to] = this.#random.shuffled(this.#bureaus);
    if (!from || !to || from.over.length === 0) return;
    const month = this.#random.between(0, from.over.length - 1);
    if ((from.over[month] ?? 0) === 0) return;
    for (const [bureau, more] of [
      [from, -1],
      [to, 1],
    ] as const) {
      bureau.over[month] = (bureau.over[month] ?? 0) + more;
      const year = Math.floor(month / 12);
      bureau.people[year] = Math.max(0, (bureau.people[year] ?? 0) + more);
    }
  }

  #merge(): void {
    const [from, to] = this.#random.shuffled(this.#bureaus);
    if (from && to) this.#successors.set(from.code, to.code);
  }

  /** Some of a bureau's people are of a new one, in all files. */
  #part(): void {
    const whole = this.#random.pick(this.#bureaus.filter(({code}) => !this.#successors.has(code)));
    const code = String.fromCharCode(65 + this.#bureaus.length);
    const taken = (numbers: number[]) => numbers.map((number) => this.#random.between(0, number));
    const part = {code, people: taken(whole.people), over: taken(whole.over)};
    for (const kind of ["people", "over"] as const)
      for (const [index, number] of part[kind].entries())
        whole[kind][index] = (whole[kind][index] ?? 0) - number;
    this.#bureaus.push(part);
  }

  #edition(): MonthsEdition {
    const bureaus = this.#bureaus.flatMap(({code}) => (this.#successors.has(code) ? [] : [code]));
    const sumsOf = (bureau: string, kind: "people" | "over") => {
      const own = this.#bureaus.filter(({code}) => (this.#successors.get(code) ?? code) === bureau);
      return (own[0]?.[kind] ?? []).map((_, index) =>
        own.reduce((sum, one) => sum + (one[kind][index] ?? 0), 0),
      );
    };
    return {
      bureaus,
      successors: new Map(this.#successors),
      rosters: bureaus.flatMap((bureau_code) =>
        sumsOf(bureau_code, "people").map((people, year) => ({
          fiscal_year: FIRST_YEAR + year,
          bureau_code,
          people,
        })),
      ),
      months: bureaus.flatMap((bureau_code) =>
        sumsOf(bureau_code, "over").map((staff_count, index) => ({
          fiscal_year: FIRST_YEAR + Math.floor(index / 12),
          month: monthOf(index),
          bureau_code,
          staff_count,
        })),
      ),
    };
  }
}

function monthOf(index: number): string {
  const [year, month] = [FIRST_YEAR + Math.floor((index + 3) / 12), ((index + 3) % 12) + 1];
  return `${year}-${String(month).padStart(2, "0")}-01`;
}
