import {isFew, LEAST_HIDDEN, type Refusal, type Rule} from "./choose-told.ts";
import {
  barOf,
  type ProgrammeSums,
  ProgrammeTable,
  type ProgrammeTarget,
  type ProgrammeTold,
  type Shape,
  sum,
} from "./programme-table.ts";

/** A sum that may be told: of a bureau in a year or in all, of a group in a year or in each half of it. */
export type SumRow =
  | {kind: "year"; bureau: number; year: number}
  | {kind: "whole"; bureau: number}
  | {kind: "group"; group: number; year: number}
  | {kind: "halves"; group: number; year: number};

/** Counts of several years that are told or withheld together. */
export interface Programme {
  shape: Shape;
  parts: ProgrammeSums[];
  /** What earlier publications told. */
  known: ProgrammeTold;
  /** What may be told at all, the dearest first; sums that stand together are told together first, where nobody has to hide. */
  candidates: SumRow[][];
  /** Told sums that were corrected since, with their new number in each part. */
  corrections: {row: SumRow; numbers: number[]; firstHalves: number[]}[];
}

export interface ProgrammeChoice {
  told: ProgrammeTold;
  /** Why not, of what may be told and is not; by `keyOf`. */
  refusals: Map<string, Refusal>;
  corrected: Set<string>;
}

export function keyOf(row: SumRow): string {
  return row.kind === "whole"
    ? `whole ${row.bureau}`
    : `${row.kind} ${"group" in row ? row.group : row.bureau} ${row.year}`;
}

/** What readers have: of each part the numbers, which of them are told, and what agrees with them. */
class Picture {
  readonly shape: Shape;
  readonly parts: ProgrammeSums[];
  readonly told: ProgrammeTold;
  readonly #tables = new Map<number, ProgrammeTable>();

  constructor(shape: Shape, parts: ProgrammeSums[], told: ProgrammeTold) {
    this.shape = shape;
    this.parts = parts;
    this.told = told;
  }

  table(part: number): ProgrammeTable {
    const known =
      this.#tables.get(part) ?? new ProgrammeTable(this.shape, this.parts[part] as ProgrammeSums, this.told);
    this.#tables.set(part, known);
    return known;
  }

  with(rows: SumRow[]): Picture {
    const told = structuredClone(this.told);
    for (const row of rows) mark(told, row, this.shape);
    return new Picture(this.shape, this.parts, told);
  }

  corrected({row, numbers, firstHalves}: Programme["corrections"][number]): Picture {
    const parts = this.parts.map((part, index) => {
      const copy = structuredClone(part);
      setNumber(copy, row, {number: numbers[index] ?? 0, firstHalf: firstHalves[index] ?? 0});
      return copy;
    });
    return new Picture(this.shape, parts, this.told);
  }
}

/** A group of one bureau is that bureau. */
function mark(told: ProgrammeTold, row: SumRow, {groupOf}: Shape): void {
  const set = (grid: boolean[][], unit: number, year: number) => {
    const years = grid[unit];
    if (years) years[year] = true;
  };
  if (row.kind === "whole") told.whole[row.bureau] = true;
  if (row.kind === "halves") set(told.halves, row.group, row.year);
  if (row.kind === "year" || row.kind === "group") {
    const group = row.kind === "group" ? row.group : (groupOf[row.bureau] ?? 0);
    const members = membersOf(group, groupOf);
    if (row.kind === "year") set(told.years, row.bureau, row.year);
    else set(told.groupYears, group, row.year);
    const [alone] = members;
    if (alone === undefined || members.length > 1) return;
    set(told.groupYears, group, row.year);
    set(told.years, alone, row.year);
  }
}

function setNumber(
  part: ProgrammeSums,
  row: SumRow,
  {number, firstHalf}: {number: number; firstHalf: number},
): void {
  const set = (grid: number[][], unit: number, year: number, count: number) => {
    const years = grid[unit];
    if (years) years[year] = count;
  };
  if (row.kind === "whole") part.whole[row.bureau] = number;
  if (row.kind === "year") set(part.years, row.bureau, row.year, number);
  if (row.kind === "group" || row.kind === "halves") {
    set(part.groupYears, row.group, row.year, number);
    set(part.firstHalves, row.group, row.year, firstHalf);
  }
}

function membersOf(group: number, groupOf: number[]): number[] {
  return groupOf.flatMap((own, bureau) => (own === group ? [bureau] : []));
}

/**
 * Which sums of bureaus and groups may be told over several years: one after another, only while no hidden sum or step can be told more
 * closely than as wide as the bar, unless it could before. The same whenever it is asked.
 */
export function chooseProgramme(
  {shape, parts, known, candidates, corrections}: Programme,
  rule: Rule,
): ProgrammeChoice {
  let picture = new Picture(shape, parts, known);
  const corrected = new Set<string>();
  for (const correction of corrections) {
    const after = picture.corrected(correction);
    if (refusalOf([correction.row], {before: picture, after}, rule) !== null) continue;
    picture = after;
    corrected.add(keyOf(correction.row));
  }
  const refusals = new Map<string, Refusal>();
  for (const rows of candidates) {
    const open = rows.filter((row) => !isTold(picture.told, row));
    if (open.length === 0) continue;
    const after = picture.with(open);
    const refusal = refusalOf(open, {before: picture, after}, rule);
    for (const row of open)
      if (refusal === null) refusals.delete(keyOf(row));
      else refusals.set(keyOf(row), refusal);
    if (refusal === null) picture = after;
  }
  return {told: picture.told, refusals, corrected};
}

export function isTold(told: ProgrammeTold, row: SumRow): boolean {
  if (row.kind === "whole") return told.whole[row.bureau] === true;
  if (row.kind === "year") return told.years[row.bureau]?.[row.year] === true;
  return (row.kind === "group" ? told.groupYears : told.halves)[row.group]?.[row.year] === true;
}

interface Change {
  before: Picture;
  after: Picture;
}

function refusalOf(rows: SumRow[], change: Change, rule: Rule): Refusal | null {
  for (const row of rows) {
    const refusal = whyNotTellable(change.after, row, rule);
    if (refusal !== null) return refusal;
  }
  return narrows(change, rule) ? "narrows" : null;
}

function whyNotTellable(picture: Picture, row: SumRow, rule: Rule): Refusal | null {
  if (
    picture.parts.some((part) => countsOf(part, row).some(({count, city}) => isFew(count, rule) && city > 0))
  )
    return "few";
  for (const {hidden, left, isSecret} of remaindersOf(picture, row)) {
    const secret = left.filter((_, part) => isSecret[part]);
    if (hidden === 0 || secret.length === 0) continue;
    if (hidden < LEAST_HIDDEN) return "few_hide";
    if (secret.some((count) => count < rule.least)) return "leaves_few";
  }
  return null;
}

/** The numbers that a row tells, each with the city's of the same time. */
function countsOf(part: ProgrammeSums, row: SumRow): {count: number; city: number}[] {
  if (row.kind === "whole") return [{count: part.whole[row.bureau] ?? 0, city: sum(part.city.map(sum))}];
  const city = part.city[row.year] ?? [];
  if (row.kind === "year") return [{count: part.years[row.bureau]?.[row.year] ?? 0, city: sum(city)}];
  const year = part.groupYears[row.group]?.[row.year] ?? 0;
  if (row.kind === "group") return [{count: year, city: sum(city)}];
  const first = part.firstHalves[row.group]?.[row.year] ?? 0;
  return [
    {count: first, city: sum(city.slice(0, 2))},
    {count: year - first, city: sum(city.slice(2))},
  ];
}

/** What is left of a told sum without the told ones in it. */
interface Remainder {
  /** How many bureaus hide in it. */
  hidden: number;
  /** Of each part. */
  left: number[];
  isSecret: boolean[];
}

/** Those that telling a row leaves: in its group, among the groups that are not told, and in the bureau's other years. */
function remaindersOf(picture: Picture, row: SumRow): Remainder[] {
  if (row.kind === "whole") return [otherYearsOf(picture, row.bureau)];
  const {shape, told} = picture;
  const {year} = row;
  const group = row.kind === "year" ? (shape.groupOf[row.bureau] ?? 0) : row.group;
  const open = told.groupYears.flatMap((years, each) => (years[year] ? [] : [each]));
  const ofGroups = [...(told.groupYears[group]?.[year] ? [[group]] : []), ...(open.length > 0 ? [open] : [])];
  const remainders = ofGroups.map((groups) => leftIn(picture, {groups, year}));
  return row.kind === "year" && told.whole[row.bureau]
    ? [...remainders, otherYearsOf(picture, row.bureau)]
    : remainders;
}

/** They are all the bureau's own: there is nobody to hide from, but they may not be few. */
function otherYearsOf({shape, parts, told}: Picture, bureau: number): Remainder {
  const isTold = (year: number) => told.years[bureau]?.[year] === true;
  const years = shape.quarters.map((_, year) => year);
  const toldSum = (part: ProgrammeSums) =>
    sum(years.filter(isTold).map((year) => part.years[bureau]?.[year] ?? 0));
  return {
    hidden: years.every(isTold) ? 0 : LEAST_HIDDEN,
    left: parts.map((part) => (part.whole[bureau] ?? 0) - toldSum(part)),
    isSecret: parts.map(() => true),
  };
}

/** Of one told group, or of all that are not told: what the city has beside the others. */
function leftIn({shape, parts, told}: Picture, {groups, year}: {groups: number[]; year: number}): Remainder {
  const bureaus = groups.flatMap((group) => membersOf(group, shape.groupOf));
  const isToldOf = (bureau: number) => told.years[bureau]?.[year] === true;
  const groupYear = (part: ProgrammeSums, group: number) => part.groupYears[group]?.[year] ?? 0;
  const others = told.groupYears.flatMap((years, group) => (years[year] ? [group] : []));
  const total = (part: ProgrammeSums) =>
    groups.every((group) => others.includes(group))
      ? sum(groups.map((group) => groupYear(part, group)))
      : sum(part.city[year] ?? []) - sum(others.map((group) => groupYear(part, group)));
  const toldSum = (part: ProgrammeSums) =>
    sum(bureaus.filter(isToldOf).map((bureau) => part.years[bureau]?.[year] ?? 0));
  return {
    hidden: bureaus.filter((bureau) => !isToldOf(bureau)).length,
    left: parts.map((part) => total(part) - toldSum(part)),
    isSecret: parts.map((part) => total(part) > 0),
  };
}

/** Whether telling more lets a reader come closer to a hidden count than the rule allows, or contradicts what is told. */
function narrows({before, after}: Change, rule: Rule): boolean {
  const {shape, parts, told} = after;
  return parts.some((part, index) => {
    const table = after.table(index);
    if (!table.isPossible) return true;
    return targetsOf(shape, told).some((target) => {
      if (target.bureaus.length === 1 && table.isLikeBefore(target.bureaus[0] ?? 0)) return false;
      const bar = barOf({shape, sums: part, told}, target, rule.least);
      if (table.surelyWide(target) >= bar) return false;
      const width = table.widthOf(target, bar);
      return width < bar && !wasAsClose(before, {part: index, target, width}, rule);
    });
  });
}

/** Whether the target was told at least as closely before, and already more closely than was asked then. */
function wasAsClose(before: Picture, {part, target, width}: Sight, {least}: Rule): boolean {
  const table = before.table(part);
  const sums = before.parts[part];
  if (!table.isPossible || !sums) return false;
  const bar = barOf({...before, sums}, target, least);
  const then = table.widthOf(target, bar);
  return then <= width && then < bar;
}

interface Sight {
  part: number;
  target: ProgrammeTarget;
  width: number;
}

/** Every sum to date and every single step that is not told, of bureaus and of groups; halves of groups, and bureaus over all years. */
function targetsOf({groupOf, groups, quarters}: Shape, told: ProgrammeTold): ProgrammeTarget[] {
  const ofGroups = Array.from({length: groups}, (_, group) => group).flatMap((group) => {
    const bureaus = membersOf(group, groupOf);
    // A group of one bureau is that bureau.
    return bureaus.length > 1 ? [{bureaus, years: told.groupYears[group] ?? [], group}] : [];
  });
  const ofBureaus = groupOf.map((group, bureau) => {
    const isAlone = membersOf(group, groupOf).length === 1;
    return {bureaus: [bureau], years: told.years[bureau] ?? [], group: isAlone ? group : NONE};
  });
  const parts = [...ofGroups, ...ofBureaus].flatMap(({bureaus, years, group}) =>
    quarters.flatMap((count, year) =>
      spansOf(count)
        .filter(({from, to}) => !(years[year] && from === 0 && to === 3))
        .filter((span) => !(told.halves[group]?.[year] && isHalf(span)))
        // Nobody tells a bureau's second half.
        .filter(({from, to}) => group !== NONE || from !== 2 || to !== 3)
        .map((span) => ({bureaus, year, ...span})),
    ),
  );
  const isWholeTold = (bureau: number) =>
    told.whole[bureau] === true || quarters.every((_, year) => told.years[bureau]?.[year]);
  const wholes = groupOf.flatMap((_, bureau) =>
    isWholeTold(bureau) ? [] : [{bureaus: [bureau], year: null, from: 0, to: 3}],
  );
  return [...parts, ...wholes];
}

const NONE = -1;

type Span = Pick<ProgrammeTarget, "from" | "to">;

function spansOf(quarters: number): Span[] {
  const ends = Array.from({length: quarters}, (_, to) => to);
  return [
    ...ends.map((to) => ({from: 0, to})),
    ...ends.slice(1).map((to) => ({from: to, to})),
    ...(quarters === 4 ? [{from: 2, to: 3}] : []),
  ];
}

function isHalf({from, to}: Span): boolean {
  return (from === 0 && to === 1) || (from === 2 && to === 3);
}
