import type {SumBefore} from "../../schemas/kept-readings.ts";
import type {Cell, Numbers} from "./cells.ts";
import {
  chooseProgramme,
  isTold as isRowTold,
  keyOf,
  type ProgrammeChoice,
  type SumRow,
} from "./choose-programme.ts";
import type {Choice, Refusal} from "./choose-told.ts";
import {isOfYear, ProgrammeBlock} from "./programme-block.ts";
import {correctionsOf, trueCount} from "./programme-corrections.ts";
import type {ProgrammeSums} from "./programme-table.ts";
import type {Member} from "./sums-before.ts";
import {Block, isClosed, ruleOf, type Verdict, verdictsOfYear} from "./verdicts.ts";

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
  /** What it is in truth; null where what was told speaks of bureaus as they were before. It never leaves with a release. */
  truth: Numbers | null;
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
  const chosen = blocks.map(chosenIn);
  // Sums that were withheld in the bureaus of that time must not be told by those of today either.
  const isInGroups = (year: number) =>
    isAsked &&
    members.some(
      ({first_fiscal_year, last_fiscal_year}) => first_fiscal_year <= year && year <= last_fiscal_year,
    );
  const isSettled = (year: number, each: Cell[]) =>
    own.some((row) => isOfYear(row, year)) || (isInGroups(year) && each.some(isClosed));
  const byYear = [...years].flatMap(([year, each]) =>
    isSettled(year, each) ? asToldBefore(each) : verdictsOfYear(each),
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
    truth: null,
  };
}

function asToldBefore(cells: Cell[]): Verdict[] {
  return [...Map.groupBy(cells, ({scope_id}) => scope_id).values()].flatMap((table) =>
    new Block(table).asToldBefore(),
  );
}

const NO_NUMBERS: Numbers = {value: null, numerator: null, denominator: null};

/** What is chosen of all years together. */
function chosenIn(programme: ProgrammeBlock): Verdicts {
  const rule = ruleOf(programme.cells[0] as Cell);
  const asked = {shape: programme.shape, known: programme.known()};
  const corrections = chooseProgramme(
    {...asked, parts: programme.sums(new Set()), candidates: [], corrections: correctionsOf(programme)},
    rule,
  ).corrected;
  const parts = programme.sums(corrections);
  const choice = {
    ...chooseProgramme({...asked, parts, candidates: programme.candidates(parts), corrections: []}, rule),
    corrected: corrections,
  };
  const figures = programme.blocks.flatMap((block, year) =>
    block.verdictsBy(choiceOf(choice, {programme, block, year})),
  );
  const twins = [
    ...Map.groupBy(programme.twins, ({fiscal_year, scope_id}) => `${fiscal_year} ${scope_id}`).values(),
  ];
  return {
    figures: [...figures, ...twins.flatMap((table) => new Block(table).verdicts(true))],
    sums: sumVerdicts(programme, choice, parts),
  };
}

/** Of one year of the programme. */
function choiceOf(
  {told, refusals, corrected}: ProgrammeChoice,
  {programme, block, year}: {programme: ProgrammeBlock; block: Block; year: number},
): Choice {
  const known = block.known();
  const end = block.ends.indexOf(programme.endOf(programme.years[year] ?? 0));
  const grid = <Value>(atEnd: (bureau: number) => Value, before: (isKnown: boolean) => Value) =>
    block.units.map((unit, index) =>
      block.ends.map((_, step) =>
        step === end ? atEnd(programme.units.indexOf(unit)) : before(known[index]?.[step] === true),
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

function sumVerdicts(
  programme: ProgrammeBlock,
  choice: ProgrammeChoice,
  parts: ProgrammeSums[],
): SumVerdict[] {
  return programme.rows().flatMap((row) => {
    if (row.kind === "year") return [];
    const {kind, from, to} = programme.periodOf(row);
    const refusal = isRowTold(choice.told, row) ? null : (choice.refusals.get(keyOf(row)) ?? "period");
    const [one] = programme.cells as [Cell];
    const who = {
      group_code: "group" in row ? (programme.groups[row.group] ?? null) : null,
      bureau_code: "bureau" in row ? (programme.units[row.bureau] ?? null) : null,
      cell: one,
      refusal,
      period_kind: kind,
    };
    const now = (of: SumRow) => programme.parts.map((part) => trueCount(programme, part, of));
    const verdict = (counts: number[], truth: number[], period: {from: string; to: string}) => ({
      ...who,
      ...period,
      people: counts[1] ?? counts[0] ?? 0,
      numbers: refusal === null ? inNumbers(programme.cells, counts) : NO_NUMBERS,
      truth: inNumbers(programme.cells, truth),
    });
    if (row.kind === "whole")
      return [
        verdict(
          parts.map((part) => part.whole[row.bureau] ?? 0),
          now(row),
          {from, to},
        ),
      ];
    const years = parts.map((part) => part.groupYears[row.group]?.[row.year] ?? 0);
    if (row.kind === "group") return [verdict(years, now(row), {from, to})];
    const firsts = parts.map((part) => part.firstHalves[row.group]?.[row.year] ?? 0);
    const firstsNow = now(row);
    const year = programme.years[row.year] ?? 0;
    return [
      verdict(firsts, firstsNow, {from, to}),
      verdict(
        years.map((count, part) => count - (firsts[part] ?? 0)),
        now({...row, kind: "group"}).map((count, part) => count - (firstsNow[part] ?? 0)),
        {from: `${year}-10-01`, to: programme.endOf(year)},
      ),
    ];
  });
}

/** A rate in whatever unit those of the bureaus are (a share, a percentage). */
function inNumbers(cells: Cell[], [above = 0, all]: number[]): Numbers {
  if (all === undefined) return {value: above, numerator: null, denominator: null};
  const like = cells.find(
    (one) => one.value !== null && (one.numerator ?? 0) > 0 && (one.denominator ?? 0) > 0,
  );
  const unit = like ? ((like.value ?? 0) * (like.denominator ?? 0)) / (like.numerator ?? 1) : 1;
  return {value: all === 0 ? null : (unit * above) / all, numerator: above, denominator: all};
}
