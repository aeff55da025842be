import {createRandom, type Random} from "../../sample/random.ts";

/** People of a bureau in a quarter: those who took leave, and all who could. */
interface Quarter {
  took: number;
  all: number;
}

/** A row of metrics.kpi_values, to the end of a quarter. */
export interface Value {
  fiscal_year: number;
  period_kind: "quarter" | "year";
  period_start: string;
  period_end: string;
  bureau_code: string;
  numerator: number;
  denominator: number;
}

/** What the city knows on the day of one of its quarterly releases. */
export interface Edition {
  values: Value[];
  /** Bureaus of today. */
  bureaus: string[];
  /** Former bureau → the one that took its place. */
  successors: Map<string, string>;
  /** Ends of the quarters that are still to be settled. */
  provisional: string[];
}

export interface RandomCity {
  rule: {
    least: number;
    zeroSmall: boolean;
    complement: boolean;
    periods: "year" | "quarter";
    groups: "none" | "half";
  };
  /** Bureau → the group that it is told in, all four years. */
  groups: Map<string, string>;
  editions: Edition[];
}

const FIRST_YEAR = 2020;
const QUARTERS = 16;
const QUARTER_ENDS = ["06-30", "09-30", "12-31", "03-31"];

/**
 * A city over four years with a release every quarter: few large bureaus and some in which nobody or one or two take leave, one that
 * becomes small, numbers that are corrected later, and often two bureaus that become one. The same seed gives the same city.
 */
export function randomCity(seed: number): RandomCity {
  const random = createRandom(`city ${seed}`);
  const groups = groupsOf(seed);
  const city = new GrowingCity(random, groups);
  const rule = {
    least: random.pick([3, 5, 5, 5, 10]),
    zeroSmall: random.chance(0.8),
    complement: random.chance(0.8),
    periods: random.pick(["year", "year", "quarter"] as const),
  };
  // Bureaus' quarters and sums of groups are not told together.
  const isGrouped = groups !== null && rule.periods === "year";
  return {
    rule: {...rule, groups: isGrouped ? "half" : "none"},
    groups: groups ?? new Map(),
    editions: Array.from({length: QUARTERS}, () => city.next()),
  };
}

/** Of every other city: which of three groups each bureau is in, often by itself. */
function groupsOf(seed: number): Map<string, string> | null {
  const random = createRandom(`groups ${seed}`);
  if (random.chance(0.5)) return null;
  return new Map([..."ABCDEFGHIJK"].map((bureau) => [bureau, `group ${random.pick([1, 1, 1, 2, 2, 3])}`]));
}

class GrowingCity {
  readonly #random: Random;
  readonly #bureaus: string[];
  /** Most who could take leave in a quarter, of each bureau. */
  readonly #sizes: number[];
  readonly #quarters: Quarter[][];
  readonly #successors = new Map<string, string>();
  readonly #mergesIn: number;
  readonly #groups: Map<string, string> | null;

  constructor(random: Random, groups: Map<string, string> | null) {
    this.#random = random;
    this.#groups = groups;
    this.#bureaus = Array.from({length: random.between(4, 11)}, (_, index) =>
      String.fromCharCode(65 + index),
    );
    this.#sizes = this.#bureaus.map(() => random.pick([0, 1, 2, 4, 8, 15, 40]));
    this.#quarters = this.#bureaus.map(() => []);
    this.#mergesIn = random.pick([4, 8, 12, QUARTERS, QUARTERS]);
  }

  next(): Edition {
    const done = (this.#quarters[0] ?? []).length;
    if (done === this.#mergesIn) this.#merge();
    if (this.#random.chance(0.5)) this.#correct();
    for (const [index, quarters] of this.#quarters.entries()) quarters.push(this.#quarter(index, done));
    const bureaus = this.#bureaus.filter((bureau) => !this.#successors.has(bureau));
    return {
      values: bureaus.flatMap((bureau) => this.#valuesOf(bureau)),
      bureaus,
      successors: new Map(this.#successors),
      provisional: [endOf(done)],
    };
  }

  #quarter(index: number, done: number): Quarter {
    // In the third quarter of some years nobody comes forward.
    const most = done % 4 === 2 && this.#random.chance(0.3) ? 1 : (this.#sizes[index] ?? 0);
    const all = this.#random.between(Math.floor(most / 3), most);
    return {all, took: Math.round(all * this.#random.unit())};
  }

  /** One or two people more or fewer in a quarter of before. */
  #correct(): void {
    const quarters = this.#random.pick(this.#quarters);
    const quarter = quarters.length === 0 ? undefined : this.#random.pick(quarters);
    if (!quarter) return;
    quarter.all = Math.max(0, quarter.all + this.#random.between(-2, 2));
    quarter.took = Math.min(quarter.all, Math.max(0, quarter.took + this.#random.between(-2, 2)));
  }

  #merge(): void {
    const [from, ...others] = this.#random.shuffled(this.#bureaus);
    const to = others.find((bureau) => this.#groups?.get(bureau) === this.#groups?.get(from ?? ""));
    if (from && to) this.#successors.set(from, to);
  }

  #valuesOf(bureau: string): Value[] {
    const own = this.#bureaus.flatMap((code, index) =>
      (this.#successors.get(code) ?? code) === bureau ? [this.#quarters[index] ?? []] : [],
    );
    const done = own[0]?.length ?? 0;
    return Array.from({length: done}, (_, quarter) => this.#valuesTo(bureau, own, quarter)).flat();
  }

  #valuesTo(bureau_code: string, own: Quarter[][], quarter: number): Value[] {
    const first = quarter - (quarter % 4);
    const added = own.flatMap((quarters) => quarters.slice(first, quarter + 1));
    const denominator = added.reduce((sum, {all}) => sum + all, 0);
    // A bureau that has had nobody so far has no row.
    if (denominator === 0) return [];
    const row = {
      fiscal_year: FIRST_YEAR + first / 4,
      period_start: `${FIRST_YEAR + first / 4}-04-01`,
      period_end: endOf(quarter),
      bureau_code,
      numerator: added.reduce((sum, {took}) => sum + took, 0),
      denominator,
    };
    const kinds = quarter % 4 === 3 ? (["quarter", "year"] as const) : (["quarter"] as const);
    return kinds.map((period_kind) => ({...row, period_kind}));
  }
}

function endOf(quarter: number): string {
  const year = FIRST_YEAR + Math.floor(quarter / 4) + (quarter % 4 === 3 ? 1 : 0);
  return `${year}-${QUARTER_ENDS[quarter % 4]}`;
}
