import {largest} from "../../schemas/extremes.ts";
import {fiscalYearOf} from "../../schemas/fiscal-time.ts";
import {type Cell, type Numbers, PARTS, partsOf, toldOf} from "./cells.ts";
import {
  chooseProgramme,
  isTold as isRowTold,
  keyOf,
  type Programme,
  type ProgrammeChoice,
  type SumRow,
} from "./choose-programme.ts";
import type {Choice, Refusal} from "./choose-told.ts";
import {type ProgrammeSums, type ProgrammeTold, type Shape, sum} from "./programme-table.ts";
import type {Member, SumBefore} from "./sums-before.ts";
import {Block, isTold, ruleOf, type Verdict, verdictsOfYear} from "./verdicts.ts";

/** A group's count of a year or half of it, or a bureau's of several years, with what may be told of it. */
export interface SumVerdict {
  group_code: string | null;
  bureau_code: string | null;
  period_kind: "year" | "half" | "programme";
  /** The first and the last day. */
  from: string;
  to: string;
  /** Of it, also what is not told: whose it is and how much. */
  cell: Pick<Cell, "kpi_id" | "scope_id">;
  people: number;
  refusal: Refusal | null;
  numbers: Numbers;
}

export interface Verdicts {
  figures: Verdict[];
  sums: SumVerdict[];
}

/** Of all cells of one indicator: by fiscal year, and together where bureaus are told in groups. */
export function verdictsOf(cells: Cell[], members: Member[], before: SumBefore[]): Verdicts {
  const [first] = cells;
  const own = before.filter(({kpi_id}) => kpi_id === first?.kpi_id);
  const isAsked = first !== undefined && (first.groups !== "none" || own.length > 0);
  const programmes = Map.groupBy(
    members,
    ({first_fiscal_year, last_fiscal_year}) => `${first_fiscal_year} ${last_fiscal_year}`,
  );
  const blocks = [...programmes.values()]
    .map((group) => new ProgrammeBlock(cells, group, own))
    .filter(({isUsable}) => isAsked && isUsable);
  const covered = new Set(blocks.flatMap(({years}) => years));
  const years = Map.groupBy(
    cells.filter(({fiscal_year}) => !covered.has(fiscal_year)),
    ({fiscal_year}) => fiscal_year,
  );
  const chosen = blocks.map((block) => block.verdicts());
  const byYear = [...years].flatMap(([year, each]) =>
    own.some((row) => isOfYear(row, year)) ? asToldBefore(each) : verdictsOfYear(each),
  );
  const stays = own.filter((row) => ![...covered].some((year) => isOfYear(row, year)));
  return {
    figures: [...chosen.flatMap(({figures}) => figures), ...byYear],
    sums: [...chosen.flatMap(({sums}) => sums), ...stays.map(asTold)],
  };
}

/** What was told of bureaus that are others by now, or of years that are told otherwise, stays as it was said. */
function asTold({period_start: from, period_end: to, ...row}: SumBefore): SumVerdict {
  const {kpi_id, scope_id, group_code, bureau_code, period_kind, value, numerator, denominator} = row;
  return {
    ...{group_code, bureau_code, period_kind, from, to, cell: {kpi_id, scope_id}, refusal: null},
    people: denominator ?? numerator ?? value ?? 0,
    numbers: {value, numerator, denominator},
  };
}

function isOfYear({period_start, period_end}: SumBefore, year: number): boolean {
  return fiscalYearOf(period_start) <= year && year <= fiscalYearOf(period_end);
}

function asToldBefore(cells: Cell[]): Verdict[] {
  return [...Map.groupBy(cells, ({scope_id}) => scope_id).values()].flatMap((table) =>
    new Block(table).asToldBefore(),
  );
}

const NO_NUMBERS: Numbers = {value: null, numerator: null, denominator: null};
const QUARTER_MONTHS = ["06", "09", "12", "03"];
const QUARTERS = 4;

/** The fiscal years in which bureaus are told in the same groups, of one indicator. */
class ProgrammeBlock {
  readonly years: number[];
  readonly #first: number;
  readonly #last: number;
  readonly #cells: Cell[];
  readonly #twins: Cell[];
  readonly #blocks: Block[];
  readonly #units: string[];
  readonly #members: Member[];
  readonly #groups: string[];
  readonly #before: SumBefore[];
  readonly #partsOf: ReturnType<typeof partsOf>;
  readonly #shape: Shape;

  constructor(cells: Cell[], members: Member[], before: SumBefore[]) {
    this.#members = members;
    this.#first = members[0]?.first_fiscal_year ?? 0;
    this.#last = members[0]?.last_fiscal_year ?? 0;
    const within = cells.filter(({fiscal_year}) => this.#first <= fiscal_year && fiscal_year <= this.#last);
    this.#cells = within.filter(({scope_id, own_scope}) => scope_id === own_scope);
    this.#twins = within.filter(({scope_id, own_scope}) => scope_id !== own_scope);
    this.years = [...new Set(this.#cells.map(({fiscal_year}) => fiscal_year))].sort(
      (one, other) => one - other,
    );
    this.#blocks = this.years.map(
      (year) => new Block(this.#cells.filter(({fiscal_year}) => fiscal_year === year)),
    );
    this.#units = (this.#blocks[0]?.units ?? []).filter(
      (unit) => this.#groupOf(unit) || !this.#isEmpty(unit),
    );
    const present = members.filter(({bureau_code}) => this.#units.includes(bureau_code));
    this.#groups = [...new Set(present.map(({group_code}) => group_code))];
    this.#before = before.filter(
      (row) =>
        row.scope_id === (this.#cells[0]?.own_scope ?? null) &&
        this.years.some((year) => isOfYear(row, year)),
    );
    this.#partsOf = partsOf(this.#cells);
    this.#shape = {
      groupOf: this.#units.map((unit) => this.#groups.indexOf(this.#groupOf(unit) ?? "")),
      groups: this.#groups.length,
      quarters: this.#blocks.map(({ends}) => ends.length),
    };
  }

  /**
   * Not where a bureau has no group, what was told speaks of other bureaus than those of today, a bureau was told in the midst of a
   * year, or quarters are missing: then years are looked at one by one.
   */
  get isUsable(): boolean {
    const sameUnits = this.#blocks.every(({units}) => units.join() === this.#blocks[0]?.units.join());
    const quarters = this.#blocks.every(({ends}) =>
      ends.every((end, index) => end.slice(5, 7) === QUARTER_MONTHS[index]),
    );
    const wholeYears = this.#cells.every(
      (one) => !isTold(one) || one.period_end === this.#endOf(one.fiscal_year),
    );
    const known = this.#before.every(({group_code, bureau_code}) =>
      group_code === null ? this.#units.includes(bureau_code ?? "") : this.#groups.includes(group_code),
    );
    return (
      this.#blocks.length > 0 &&
      sameUnits &&
      quarters &&
      wholeYears &&
      known &&
      this.#blocks.every(({isOfToday}) => isOfToday) &&
      this.#shape.groupOf.every((group) => group >= 0)
    );
  }

  verdicts(): Verdicts {
    const rule = ruleOf(this.#cells[0] as Cell);
    const asked = {shape: this.#shape, known: this.#known()};
    const corrections = chooseProgramme(
      {...asked, parts: this.#sums(new Set()), candidates: [], corrections: this.#corrections()},
      rule,
    ).corrected;
    const parts = this.#sums(corrections);
    const choice = {
      ...chooseProgramme({...asked, parts, candidates: this.#candidates(parts), corrections: []}, rule),
      corrected: corrections,
    };
    const figures = this.#blocks.flatMap((block, year) =>
      block.verdictsBy(this.#choiceOf(choice, {block, year})),
    );
    const twins = [
      ...Map.groupBy(this.#twins, ({fiscal_year, scope_id}) => `${fiscal_year} ${scope_id}`).values(),
    ];
    return {
      figures: [...figures, ...twins.flatMap((table) => new Block(table).verdicts(true))],
      sums: this.#sumVerdicts(choice, parts),
    };
  }

  #groupOf(unit: string): string | undefined {
    return this.#members.find(({bureau_code}) => bureau_code === unit)?.group_code;
  }

  /** A bureau that came later, or is no more: nobody was counted in it. */
  #isEmpty(unit: string): boolean {
    const own = this.#cells.filter(({bureau_code}) => bureau_code === unit);
    return own.every((one) => !isTold(one) && PARTS.every((part) => part(one) === 0));
  }

  #endOf(year: number): string {
    return `${year + 1}-03-31`;
  }

  #isOver(year: number): boolean {
    return this.#cells.some(
      ({fiscal_year, period_kind}) => fiscal_year === this.years[year] && period_kind === "year",
    );
  }

  get #isAllOver(): boolean {
    return (
      this.years.length === this.#last - this.#first + 1 && this.years.every((_, year) => this.#isOver(year))
    );
  }

  #yearCell(bureau: number, year: number): Cell | undefined {
    const block = this.#blocks[year];
    return block?.cellAt(this.#units[bureau] ?? "", this.#endOf(this.years[year] ?? 0));
  }

  /** Every sum that the rules let be asked for. */
  #rows(): SumRow[] {
    const [rule] = this.#cells;
    const over = this.years.flatMap((_, year) => (this.#isOver(year) ? [year] : []));
    const groups = this.#groups.map((_, group) => group);
    const bureaus = this.#units.map((_, bureau) => bureau);
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
  #candidates(parts: ProgrammeSums[]): SumRow[][] {
    const size = (row: SumRow) =>
      "bureau" in row ? largest(parts.map((part) => part.whole[row.bureau] ?? 0)) : 0;
    const steps = Map.groupBy(this.#rows(), (row) =>
      row.kind === "whole" ? "whole" : `${row.kind} ${row.year}`,
    );
    return [...steps.values()].flatMap((rows) => [
      rows,
      ...rows.toSorted((one, other) => size(other) - size(one)).map((row) => [row]),
    ]);
  }

  #known(): ProgrammeTold {
    const years = this.#units.map((unit, bureau) =>
      this.years.map((year, index) => this.#isKnownYear({unit, bureau, year, index})),
    );
    const groupYears = this.#groups.map((_, group) =>
      this.years.map((__, year) => {
        const [alone, ...others] = this.#membersOf(group);
        const isKnownAlone = alone !== undefined && others.length === 0 && years[alone]?.[year] === true;
        return isKnownAlone || this.#toldBefore({kind: "group", group, year}) !== undefined;
      }),
    );
    return {
      years,
      groupYears,
      whole: this.#units.map((_, bureau) => this.#toldBefore({kind: "whole", bureau}) !== undefined),
      halves: this.#groups.map((_, group) =>
        this.years.map((__, year) => this.#toldBefore({kind: "halves", group, year}) !== undefined),
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
    const block = this.#blocks[index];
    const step = block?.ends.indexOf(this.#endOf(year)) ?? -1;
    if (step >= 0 && block?.known()[block.units.indexOf(unit)]?.[step]) return true;
    const group = this.#shape.groupOf[bureau] ?? 0;
    return (
      this.#membersOf(group).length === 1 &&
      this.#toldBefore({kind: "group", group, year: index}) !== undefined
    );
  }

  #membersOf(group: number): number[] {
    return this.#shape.groupOf.flatMap((own, bureau) => (own === group ? [bureau] : []));
  }

  /** What an earlier release told of a sum; of a group's halves, of the first. */
  #toldBefore(row: SumRow): SumBefore | undefined {
    const {kind, from, to} = this.#periodOf(row);
    return this.#before.find(
      (one) =>
        one.period_kind === kind &&
        one.period_start === from &&
        one.period_end === to &&
        ("bureau" in row
          ? one.bureau_code === this.#units[row.bureau]
          : one.group_code === this.#groups[row.group]),
    );
  }

  #periodOf(row: SumRow): {kind: SumVerdict["period_kind"]; from: string; to: string} {
    if (row.kind === "whole")
      return {kind: "programme", from: `${this.#first}-04-01`, to: this.#endOf(this.#last)};
    const year = this.years[row.year] ?? 0;
    if (row.kind === "halves") return {kind: "half", from: `${year}-04-01`, to: `${year}-09-30`};
    return {kind: "year", from: `${year}-04-01`, to: this.#endOf(year)};
  }

  /** By part. What was told counts by the number that was, as long as its correction is not told. */
  #sums(corrected: Set<string>): ProgrammeSums[] {
    return this.#partsOf.map((part) => {
      const added = this.#units.map((unit) =>
        this.#blocks.map(({ends}, year) => {
          const toDate = ends.map((end) => this.#partAt(part, {unit, end, year}));
          return Array.from({length: QUARTERS}, (_, step) =>
            step < toDate.length ? (toDate[step] ?? 0) - (toDate[step - 1] ?? 0) : 0,
          );
        }),
      );
      const toldOr = (row: SumRow, number: number): number => {
        const before = corrected.has(keyOf(row)) ? undefined : this.#toldBefore(row);
        return before ? part(before) : number;
      };
      const years = this.#units.map((_, bureau) =>
        this.years.map((__, year) => this.#knownYear(part, {bureau, year, corrected, added})),
      );
      const ofGroup = (group: number, countOf: (bureau: number) => number) =>
        sum(this.#membersOf(group).map(countOf));
      return {
        added,
        years,
        city: this.years.map((_, year) =>
          Array.from({length: QUARTERS}, (__, step) => sum(added.map((own) => own[year]?.[step] ?? 0))),
        ),
        whole: years.map((own, bureau) => toldOr({kind: "whole", bureau}, sum(own))),
        groupYears: this.#groups.map((_, group) =>
          this.years.map((__, year) =>
            toldOr(
              {kind: "group", group, year},
              ofGroup(group, (bureau) => years[bureau]?.[year] ?? 0),
            ),
          ),
        ),
        firstHalves: this.#groups.map((_, group) =>
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

  #partAt(
    part: (numbers: Numbers) => number,
    {unit, end, year}: {unit: string; end: string; year: number},
  ): number {
    const one = this.#blocks[year]?.cellAt(unit, end);
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
    const one = this.#yearCell(bureau, year);
    if (one && isTold(one) && !corrected.has(keyOf({kind: "year", bureau, year}))) return part(toldOf(one));
    const group = this.#shape.groupOf[bureau] ?? 0;
    const row: SumRow = {kind: "group", group, year};
    const alone =
      this.#membersOf(group).length === 1 && !corrected.has(keyOf(row)) ? this.#toldBefore(row) : undefined;
    return alone ? part(alone) : sum(added[bureau]?.[year] ?? []);
  }

  /** Told sums that give way to the true ones: of bureaus, then of groups and of several years. */
  #corrections(): Programme["corrections"] {
    const now = this.#partsOf.map((part) => (row: SumRow) => this.#trueCount(part, row));
    const numbersOf = (row: SumRow) => ({
      row,
      numbers: now.map((countOf) => countOf(row)),
      firstHalves: now.map((countOf) =>
        "group" in row ? countOf({kind: "halves", group: row.group, year: row.year}) : 0,
      ),
    });
    return this.#rows()
      .filter((row) => this.#isDue(row))
      .map(numbersOf);
  }

  #trueCount(part: (numbers: Numbers) => number, row: SumRow): number {
    const at = (bureau: number, year: number, step: number) => {
      const block = this.#blocks[year];
      const end = block?.ends[step];
      return end ? this.#partAt(part, {unit: this.#units[bureau] ?? "", end, year}) : 0;
    };
    if (row.kind === "whole") return sum(this.years.map((_, year) => at(row.bureau, year, QUARTERS - 1)));
    if (row.kind === "year") return at(row.bureau, row.year, QUARTERS - 1);
    return sum(
      this.#membersOf(row.group).map((bureau) =>
        at(bureau, row.year, row.kind === "halves" ? 1 : QUARTERS - 1),
      ),
    );
  }

  #isDue(row: SumRow): boolean {
    const [rule] = this.#cells;
    if (row.kind === "year") {
      const one = this.#yearCell(row.bureau, row.year);
      return one !== undefined && this.#blocks[row.year]?.isDue(one) === true;
    }
    const before = this.#toldBefore(row);
    if (!before) return false;
    const moved = sum(PARTS.map((part) => Math.abs(part(before) - this.#trueCount(part, row))));
    const isSettled = before.observation_status === "provisional" && !this.#isProvisional(before);
    return moved > 0 && (moved >= (rule?.least ?? 0) || isSettled);
  }

  #isProvisional({period_start, period_end}: Pick<SumBefore, "period_start" | "period_end">): boolean {
    return this.#cells.some(
      (one) => one.is_provisional && period_start <= one.period_end && one.period_end <= period_end,
    );
  }

  #choiceOf(
    {told, refusals, corrected}: ProgrammeChoice,
    {block, year}: {block: Block; year: number},
  ): Choice {
    const known = block.known();
    const end = block.ends.indexOf(this.#endOf(this.years[year] ?? 0));
    const grid = <Value>(atEnd: (bureau: number) => Value, before: (isKnown: boolean) => Value) =>
      block.units.map((unit, index) =>
        block.ends.map((_, step) =>
          step === end ? atEnd(this.#units.indexOf(unit)) : before(known[index]?.[step] === true),
        ),
      );
    const row = (bureau: number): SumRow => ({kind: "year", bureau, year});
    return {
      told: grid(
        (bureau) => isRowTold(told, row(bureau)),
        (isKnown) => isKnown,
      ),
      refusals: grid<Refusal | null>(
        (bureau) => (isRowTold(told, row(bureau)) ? null : (refusals.get(keyOf(row(bureau))) ?? "period")),
        (isKnown) => (isKnown ? null : "period"),
      ),
      corrected: grid(
        (bureau) => corrected.has(keyOf(row(bureau))),
        () => false,
      ),
    };
  }

  #sumVerdicts(choice: ProgrammeChoice, parts: ProgrammeSums[]): SumVerdict[] {
    return this.#rows().flatMap((row) => {
      if (row.kind === "year") return [];
      const {kind, from, to} = this.#periodOf(row);
      const refusal = isRowTold(choice.told, row) ? null : (choice.refusals.get(keyOf(row)) ?? "period");
      const [one] = this.#cells as [Cell];
      const who = {
        group_code: "group" in row ? (this.#groups[row.group] ?? null) : null,
        bureau_code: "bureau" in row ? (this.#units[row.bureau] ?? null) : null,
        cell: one,
        refusal,
        period_kind: kind,
      };
      const verdict = (counts: number[], period: {from: string; to: string}) => ({
        ...who,
        ...period,
        people: counts[1] ?? counts[0] ?? 0,
        numbers: refusal === null ? this.#inNumbers(counts) : NO_NUMBERS,
      });
      if (row.kind === "whole")
        return [
          verdict(
            parts.map((part) => part.whole[row.bureau] ?? 0),
            {from, to},
          ),
        ];
      const years = parts.map((part) => part.groupYears[row.group]?.[row.year] ?? 0);
      if (row.kind === "group") return [verdict(years, {from, to})];
      const firsts = parts.map((part) => part.firstHalves[row.group]?.[row.year] ?? 0);
      const year = this.years[row.year] ?? 0;
      return [
        verdict(firsts, {from, to}),
        verdict(
          years.map((count, part) => count - (firsts[part] ?? 0)),
          {from: `${year}-10-01`, to: this.#endOf(year)},
        ),
      ];
    });
  }

  /** A rate in whatever unit those of the bureaus are (a share, a percentage). */
  #inNumbers([above = 0, all]: number[]): Numbers {
    if (all === undefined) return {value: above, numerator: null, denominator: null};
    const like = this.#cells.find(
      (one) => one.value !== null && (one.numerator ?? 0) > 0 && (one.denominator ?? 0) > 0,
    );
    const unit = like ? ((like.value ?? 0) * (like.denominator ?? 0)) / (like.numerator ?? 1) : 1;
    return {value: all === 0 ? null : (unit * above) / all, numerator: above, denominator: all};
  }
}
