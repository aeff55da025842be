import {isDeepStrictEqual} from "node:util";
import {type Cell, type Numbers, PARTS, partsOf, together, toldOf} from "./cells.ts";
import {type Choice, type Correction, chooseTold, isFew, type Refusal} from "./choose-told.ts";
import type {Told} from "./intervals.ts";
import type {Sums} from "./readers-table.ts";

/** A bureau's count of a period with what may be told of it. */
export interface Verdict {
  cell: Cell;
  /** Why it is not told; null where it is. */
  refusal: Refusal | null;
  /** What is told; without numbers where nothing is. */
  numbers: Numbers;
}

const NO_NUMBERS: Numbers = {value: null, numerator: null, denominator: null};

/**
 * Of the cells of one indicator and fiscal year. In another scope than the indicator's own, bureaus are told only where the numbers
 * are the same: else they differ by a few people.
 */
export function verdictsOfYear(cells: Cell[]): Verdict[] {
  const scopes = Map.groupBy(cells, ({scope_id}) => scope_id);
  const own = scopes.get(cells[0]?.own_scope ?? null);
  return [...scopes.values()].flatMap((table) =>
    new Block(table).verdicts(own !== undefined && !isDeepStrictEqual(countsOf(table), countsOf(own))),
  );
}

function countsOf(cells: Cell[]) {
  return cells
    .filter(({is_former}) => !is_former)
    .map((one) => {
      const {bureau_code, period_kind, period_end} = one;
      return {bureau_code, period_kind, period_end, parts: PARTS.map((part) => part(one))};
    });
}

/** One indicator, scope and fiscal year, by unit and day: bureaus of today and those that only earlier releases told of. */
export class Block {
  readonly #cells: Cell[];
  readonly #units: string[];
  readonly #ends: string[];
  readonly #at: Map<string, Cell>;
  readonly #parts: ReturnType<typeof partsOf>;
  /** What was told speaks of other units than those of today: it stays as it is. */
  readonly #isRegrouped: boolean;

  constructor(cells: Cell[]) {
    this.#cells = cells;
    this.#units = [...new Set(cells.map(({bureau_code}) => bureau_code))];
    this.#ends = [...new Set(cells.map(({period_end}) => period_end))].sort();
    this.#at = new Map(cells.map((one) => [placeOf(one), one]));
    this.#parts = partsOf(cells);
    this.#isRegrouped = cells.some(({is_new}) => is_new);
  }

  verdicts(isTwin: boolean): Verdict[] {
    const choice = chooseTold(
      {
        parts: this.#parts.map((part) => this.#sums(part)),
        known: this.known(),
        steps: isTwin ? [] : this.#stepsToTell(),
        corrections: isTwin ? [] : this.#corrections((one) => !this.#isFewNow(one)),
        toTakeBack: isTwin ? [] : this.#corrections((one) => this.#isFewNow(one)),
        closed: this.#units.map((unit) => this.#of(unit).some(isClosed)),
      },
      ruleOf(this.#cells[0] as Cell),
    );
    return this.verdictsBy(choice, isTwin);
  }

  /** What was told stays, and nothing else is told. */
  asToldBefore(): Verdict[] {
    const known = this.known();
    return this.verdictsBy({
      told: known,
      refusals: known.map((steps) => steps.map((isKnown) => (isKnown ? null : "regrouped"))),
      corrected: known.map((steps) => steps.map(() => false)),
    });
  }

  /** Of the bureaus of today, as it was chosen. */
  verdictsBy(choice: Choice, isTwin = false): Verdict[] {
    const ofToday = this.#cells.filter(({is_former}) => !is_former);
    return ofToday.map((one) => {
      const refusal = this.#refusal(one, choice);
      return refusal === null
        ? {cell: one, refusal, numbers: this.#numbers(one, choice)}
        : {cell: one, refusal: isTwin ? "twin" : refusal, numbers: NO_NUMBERS};
    });
  }

  #refusal(one: Cell, {refusals}: Choice): Refusal | null {
    if (one.absorbs) return this.#toldTogether(one) ? null : "regrouped";
    if (one.is_new) return "regrouped";
    return refusals[this.#units.indexOf(one.bureau_code)]?.[this.#ends.indexOf(one.period_end)] ?? null;
  }

  /** What was told stays, as long as its correction is not. */
  #numbers(one: Cell, choice: Choice): Numbers {
    if (one.absorbs) return this.#toldTogether(one) ?? NO_NUMBERS;
    if (isTold(one) && !this.#is(choice.corrected, one)) return toldOf(one);
    const {value, numerator, denominator} = one;
    return {value, numerator, denominator};
  }

  /** What was told of all the bureaus together that are one by now; null where one of them was not told. */
  #toldTogether(one: Cell): Numbers | null {
    const former = this.#cells.filter(
      ({counted_as, period_end, period_kind}) =>
        counted_as === one.bureau_code && period_end === one.period_end && period_kind === one.period_kind,
    );
    const all = [one, ...former];
    return all.every(isTold) ? together(all.map(toldOf)) : null;
  }

  /** Codes of the bureaus, in their order. */
  get units(): string[] {
    return this.#units;
  }

  /** Days to which it counts from the year's beginning. */
  get ends(): string[] {
    return this.#ends;
  }

  /** Whether everything was told of the bureaus of today, if anything. */
  get isOfToday(): boolean {
    return !this.#cells.some(isClosed);
  }

  cellAt(unit: string, end: string): Cell | undefined {
    return this.#at.get(`${unit} ${end}`);
  }

  #of(unit: string): Cell[] {
    return this.#ends.flatMap((end) => this.#at.get(`${unit} ${end}`) ?? []);
  }

  #is(grid: Told, one: Cell): boolean {
    return grid[this.#units.indexOf(one.bureau_code)]?.[this.#ends.indexOf(one.period_end)] === true;
  }

  /** By unit and day; what was told counts by the number that was. */
  #sums(part: (numbers: Numbers) => number): Sums {
    const numberAt = (unit: string, end: string) => {
      const one = this.#at.get(`${unit} ${end}`);
      if (one === undefined) return 0;
      return part(isTold(one) ? toldOf(one) : one);
    };
    return {
      units: this.#units.map((unit) => this.#ends.map((end) => numberAt(unit, end))),
      city: this.#ends.map((end) => this.#cityAt(part, end)),
    };
  }

  #cityAt(part: (numbers: Numbers) => number, end: string): number {
    return this.#units.reduce((sum, unit) => {
      const one = this.#at.get(`${unit} ${end}`);
      return sum + (one ? part(one) : 0);
    }, 0);
  }

  /** What was told; and where the city has nobody, everybody knows that a bureau has not. */
  known(): Told {
    const isOfNobody = this.#ends.map((end) => this.#parts.every((part) => this.#cityAt(part, end) === 0));
    return this.#units.map((unit) =>
      this.#ends.map((end, step) => {
        const one = this.#at.get(`${unit} ${end}`);
        return isOfNobody[step] === true || (one !== undefined && isTold(one));
      }),
    );
  }

  #corrections(isWanted: (one: Cell) => boolean): Correction[] {
    return this.#units.flatMap((unit, index) =>
      this.#ends.flatMap((end, step) => {
        const one = this.#at.get(`${unit} ${end}`);
        if (!one || isClosed(one) || !this.isDue(one) || !isWanted(one)) return [];
        return [{unit: index, step, numbers: this.#parts.map((part) => part(one))}];
      }),
    );
  }

  /**
   * Whether a told number gives way to the true one: not while they differ by fewer people than may be told, since the difference
   * between two releases would speak of just these people, unless the period is settled now.
   */
  isDue(one: Cell): boolean {
    if (!isTold(one) || this.#isRegrouped) return false;
    const moved = PARTS.reduce((sum, part) => sum + Math.abs(part(toldOf(one)) - part(one)), 0);
    if (moved === 0) return false;
    return moved >= one.least || (one.told_status === "provisional" && !one.is_provisional);
  }

  #isFewNow(one: Cell): boolean {
    const rule = ruleOf(one);
    return this.#parts.some((part) => part(one) !== part(toldOf(one)) && isFew(part(one), rule));
  }

  /** The year first: a quarter that is told early can make the step to the year too small to tell. */
  #stepsToTell(): number[] {
    const years = new Set(
      this.#cells.filter(({period_kind}) => period_kind === "year").map(({period_end}) => period_end),
    );
    const latestFirst = this.#ends.map((_, step) => step).reverse();
    const isYear = (step: number) => years.has(this.#ends[step] ?? "");
    const quarters = this.#cells[0]?.periods === "quarter" ? latestFirst.filter((step) => !isYear(step)) : [];
    return [...latestFirst.filter(isYear), ...quarters];
  }
}

function placeOf({bureau_code, period_end}: Cell): string {
  return `${bureau_code} ${period_end}`;
}

export function isTold({told_status}: Cell): boolean {
  return told_status !== null;
}

/** Not of the same people as when it was told of first. */
export function isClosed({is_former, absorbs, is_new}: Cell): boolean {
  return is_former || absorbs || is_new;
}

export function ruleOf({least, zero_small}: Cell) {
  return {least, isZeroSmall: zero_small};
}
