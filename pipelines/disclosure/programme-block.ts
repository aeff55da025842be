import {largest} from "../../schemas/extremes.ts";
import {fiscalYearOf} from "../../schemas/fiscal-time.ts";
import type {SumBefore} from "../../schemas/kept-readings.ts";
import {type Cell, type Numbers, PARTS, partsOf, toldOf} from "./cells.ts";
import {keyOf, type SumRow} from "./choose-programme.ts";
import {type ProgrammeSums, type ProgrammeTold, type Shape, sum} from "./programme-table.ts";
import type {Member} from "./sums-before.ts";
import {Block, isTold} from "./verdicts.ts";

const QUARTER_MONTHS = ["06", "09", "12", "03"];
const QUARTERS = 4;

export function isOfYear({period_start, period_end}: SumBefore, year: number): boolean {
  return fiscalYearOf(period_start) <= year && year <= fiscalYearOf(period_end);
}

/** The fiscal years in which bureaus are told in the same groups, of one indicator. */
export class ProgrammeBlock {
  readonly years: number[];
  readonly #first: number;
  readonly #last: number;
  readonly cells: Cell[];
  readonly twins: Cell[];
  readonly blocks: Block[];
  readonly units: string[];
  readonly #members: Member[];
  readonly groups: string[];
  readonly #before: SumBefore[];
  readonly parts: ReturnType<typeof partsOf>;
  readonly shape: Shape;

  constructor(cells: Cell[], members: Member[], before: SumBefore[]) {
    this.#members = members;
    this.#first = members[0]?.first_fiscal_year ?? 0;
    this.#last = members[0]?.last_fiscal_year ?? 0;
    const within = cells.filter(({fiscal_year}) => this.#first <= fiscal_year && fiscal_year <= this.#last);
    this.cells = within.filter(({scope_id, own_scope}) => scope_id === own_scope);
    this.twins = within.filter(({scope_id, own_scope}) => scope_id !== own_scope);
    this.years = [...new Set(this.cells.map(({fiscal_year}) => fiscal_year))].sort(
      (one, other) => one - other,
    );
    this.blocks = this.years.map(
      (year) => new Block(this.cells.filter(({fiscal_year}) => fiscal_year === year)),
    );
    this.units = (this.blocks[0]?.units ?? []).filter((unit) => this.#groupOf(unit) || !this.#isEmpty(unit));
    const present = members.filter(({bureau_code}) => this.units.includes(bureau_code));
    this.groups = [...new Set(present.map(({group_code}) => group_code))];
    this.#before = before.filter(
      (row) =>
        row.scope_id === (this.cells[0]?.own_scope ?? null) && this.years.some((year) => isOfYear(row, year)),
    );
    this.parts = partsOf(this.cells);
    this.shape = {
      groupOf: this.units.map((unit) => this.groups.indexOf(this.#groupOf(unit) ?? "")),
      groups: this.groups.length,
      quarters: this.blocks.map(({ends}) => ends.length),
    };
  }

  /**
   * Not where a bureau has no group, what was told speaks of other bureaus than those of today, a bureau was told in the midst of a
   * year, or quarters are missing: then years are looked at one by one.
   */
  get isUsable(): boolean {
    const sameUnits = this.blocks.every(({units}) => units.join() === this.blocks[0]?.units.join());
    const quarters = this.blocks.every(({ends}) =>
      ends.every((end, index) => end.slice(5, 7) === QUARTER_MONTHS[index]),
    );
    const wholeYears = this.cells.every(
      (one) => !isTold(one) || one.period_end === this.endOf(one.fiscal_year),
    );
    const known = this.#before.every(({group_code, bureau_code}) =>
      group_code === null ? this.units.includes(bureau_code ?? "") : this.groups.includes(group_code),
    );
    return (
      this.blocks.length > 0 &&
      sameUnits &&
      quarters &&
      wholeYears &&
      known &&
      this.blocks.every(({isOfToday}) => isOfToday) &&
      this.shape.groupOf.every((group) => group >= 0)
    );
  }

  #groupOf(unit: string): string | undefined {
    return this.#members.find(({bureau_code}) => bureau_code === unit)?.group_code;
  }

  /** A bureau that came later, or is no more: nobody was counted in it. */
  #isEmpty(unit: string): boolean {
    const own = this.cells.filter(({bureau_code}) => bureau_code === unit);
    return own.every((one) => !isTold(one) && PARTS.every((part) => part(one) === 0));
  }

  endOf(year: number): string {
    return `${year + 1}-03-31`;
  }

  #isOver(year: number): boolean {
    return this.cells.some(
      ({fiscal_year, period_kind}) => fiscal_year === this.years[year] && period_kind === "year",
    );
  }

  get #isAllOver(): boolean {
    return (
      this.years.length === this.#last - this.#first + 1 && this.years.every((_, year) => this.#isOver(year))
    );
  }

  yearCell(bureau: number, year: number): Cell | undefined {
    const block = this.blocks[year];
    return block?.cellAt(this.units[bureau] ?? "", this.endOf(this.years[year] ?? 0));
  }

  /** Every sum that the rules let be asked for. */
  rows(): SumRow[] {
    const [rule] = this.cells;
    const over = this.years.flatMap((_, year) => (this.#isOver(year) ? [year] : []));
    const groups = this.groups.map((_, group) => group);
    const bureaus = this.units.map((_, bureau) => bureau);
    const rows = (year: number): SumRow[] => [
      ...(rule?.groups === "none" ? [] : groups.map((group): SumRow => ({kind: "group", group, year}))),
      ...(rule?.groups === "half" ? groups.map((group): SumRow => ({kind: "halves", group, year})) : []),
      ...bureaus.map((bureau): SumRow => ({kind: "year", bureau, year})),
    ];
    return [
      ...over.flatMap(rows),
      ...(rule?.several_years && this.#isAllOver
        ? bureaus.map((bureau): SumRow => ({kind: "whole", bureau}))
        : []),
    ];
  }

  /** In the order in which they are published: year by year groups before bureaus, the largest of these first; then the years together. */
  candidates(parts: ProgrammeSums[]): SumRow[][] {
    const size = (row: SumRow) =>
      "bureau" in row ? largest(parts.map((part) => part.whole[row.bureau] ?? 0)) : 0;
    const steps = Map.groupBy(this.rows(), (row) =>
      row.kind === "whole" ? "whole" : `${row.kind} ${row.year}`,
    );
    return [...steps.values()].flatMap((rows) => [
      rows,
      ...rows.toSorted((one, other) => size(other) - size(one)).map((row) => [row]),
    ]);
  }

  known(): ProgrammeTold {
    const years = this.units.map((unit, bureau) =>
      this.years.map((year, index) => this.#isKnownYear({unit, bureau, year, index})),
    );
    const groupYears = this.groups.map((_, group) =>
      this.years.map((__, year) => {
        const [alone, ...others] = this.membersOf(group);
        const isKnownAlone = alone !== undefined && others.length === 0 && years[alone]?.[year] === true;
        return isKnownAlone || this.toldBefore({kind: "group", group, year}) !== undefined;
      }),
    );
    return {
      years,
      groupYears,
      whole: this.units.map((_, bureau) => this.toldBefore({kind: "whole", bureau}) !== undefined),
      halves: this.groups.map((_, group) =>
        this.years.map((__, year) => this.toldBefore({kind: "halves", group, year}) !== undefined),
      ),
    };
  }

  /** Told, where the city has nobody, or as a group of its own. */
  #isKnownYear({
    unit,
    bureau,
    year,
    index,
  }: {
    unit: string;
    bureau: number;
    year: number;
    index: number;
  }): boolean {
    const block = this.blocks[index];
    const step = block?.ends.indexOf(this.endOf(year)) ?? -1;
    if (step >= 0 && block?.known()[block.units.indexOf(unit)]?.[step]) return true;
    const group = this.shape.groupOf[bureau] ?? 0;
    return (
      this.membersOf(group).length === 1 && this.toldBefore({kind: "group", group, year: index}) !== undefined
    );
  }

  membersOf(group: number): number[] {
    return this.shape.groupOf.flatMap((own, bureau) => (own === group ? [bureau] : []));
  }

  /** What an earlier release told of a sum; of a group's halves, of the first. */
  toldBefore(row: SumRow): SumBefore | undefined {
    const {kind, from, to} = this.periodOf(row);
    return this.#before.find(
      (one) =>
        one.period_kind === kind &&
        one.period_start === from &&
        one.period_end === to &&
        ("bureau" in row
          ? one.bureau_code === this.units[row.bureau]
          : one.group_code === this.groups[row.group]),
    );
  }

  periodOf(row: SumRow): {kind: SumBefore["period_kind"]; from: string; to: string} {
    if (row.kind === "whole")
      return {kind: "programme", from: `${this.#first}-04-01`, to: this.endOf(this.#last)};
    const year = this.years[row.year] ?? 0;
    if (row.kind === "halves") return {kind: "half", from: `${year}-04-01`, to: `${year}-09-30`};
    return {kind: "year", from: `${year}-04-01`, to: this.endOf(year)};
  }

  /** By part. What was told counts by the number that was, as long as its correction is not told. */
  sums(corrected: Set<string>): ProgrammeSums[] {
    return this.parts.map((part) => {
      const added = this.units.map((unit) =>
        this.blocks.map(({ends}, year) => {
          const toDate = ends.map((end) => this.partAt(part, {unit, end, year}));
          return Array.from({length: QUARTERS}, (_, step) =>
            step < toDate.length ? (toDate[step] ?? 0) - (toDate[step - 1] ?? 0) : 0,
          );
        }),
      );
      const toldOr = (row: SumRow, number: number): number => {
        const before = corrected.has(keyOf(row)) ? undefined : this.toldBefore(row);
        return before ? part(before) : number;
      };
      const years = this.units.map((_, bureau) =>
        this.years.map((__, year) => this.#knownYear(part, {bureau, year, corrected, added})),
      );
      const ofGroup = (group: number, countOf: (bureau: number) => number) =>
        sum(this.membersOf(group).map(countOf));
      return {
        added,
        years,
        city: this.years.map((_, year) =>
          Array.from({length: QUARTERS}, (__, step) => sum(added.map((own) => own[year]?.[step] ?? 0))),
        ),
        whole: years.map((own, bureau) => toldOr({kind: "whole", bureau}, sum(own))),
        groupYears: this.groups.map((_, group) =>
          this.years.map((__, year) =>
            toldOr(
              {kind: "group", group, year},
              ofGroup(group, (bureau) => years[bureau]?.[year] ?? 0),
            ),
          ),
        ),
        firstHalves: this.groups.map((_, group) =>
          this.years.map((__, year) =>
            toldOr(
              {kind: "halves", group, year},
              ofGroup(group, (bureau) => sum((added[bureau]?.[year] ?? []).slice(0, 2))),
            ),
          ),
        ),
      };
    });
  }

  partAt(
    part: (numbers: Numbers) => number,
    {unit, end, year}: {unit: string; end: string; year: number},
  ): number {
    const one = this.blocks[year]?.cellAt(unit, end);
    return one ? part(one) : 0;
  }

  /** A bureau's year as readers have it: also as a group of its own. */
  #knownYear(
    part: (numbers: Numbers) => number,
    {
      bureau,
      year,
      corrected,
      added,
    }: {bureau: number; year: number; corrected: Set<string>; added: number[][][]},
  ): number {
    const one = this.yearCell(bureau, year);
    if (one && isTold(one) && !corrected.has(keyOf({kind: "year", bureau, year}))) return part(toldOf(one));
    const group = this.shape.groupOf[bureau] ?? 0;
    const row: SumRow = {kind: "group", group, year};
    const alone =
      this.membersOf(group).length === 1 && !corrected.has(keyOf(row)) ? this.toldBefore(row) : undefined;
    return alone ? part(alone) : sum(added[bureau]?.[year] ?? []);
  }
}
