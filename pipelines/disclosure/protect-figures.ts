import {isDeepStrictEqual} from "node:util";
import {z} from "zod";
import {statement} from "../catalog/sql-files.ts";
import {insertRows} from "../engine/insert-rows.ts";
import type {Warehouse} from "../engine/open.ts";
import {type Choice, chooseTold, isFew, type Refusal, type Rule} from "./choose-told.ts";
import type {Counts, Told} from "./intervals.ts";

const amount = z.number().nullable();

/** A bureau's count of a period, with its rule and what an earlier release last told of it. */
const cell = z.strictObject({
  kpi_id: z.string(),
  display_order: z.int(),
  own_scope: z.string().nullable(),
  least: z.int(),
  zero_small: z.boolean(),
  complement: z.boolean(),
  periods: z.enum(["quarter", "year"]),
  scope_id: z.string().nullable(),
  fiscal_year: z.int(),
  period_kind: z.string(),
  period_start: z.iso.date(),
  period_end: z.iso.date(),
  bureau_code: z.string(),
  value: amount,
  numerator: amount,
  denominator: amount,
  is_provisional: z.boolean(),
  told_status: z.enum(["provisional", "final"]).nullable(),
  told_value: amount,
  told_numerator: amount,
  told_denominator: amount,
});

type Cell = z.infer<typeof cell>;
type Numbers = Pick<Cell, "value" | "numerator" | "denominator">;

const FIGURES = {
  kpi_id: "varchar",
  fiscal_year: "integer",
  period_kind: "varchar",
  period_start: "date",
  period_end: "date",
  scope_id: "varchar",
  bureau_code: "varchar",
  is_told: "boolean",
  value: "double",
  numerator: "double",
  denominator: "double",
};

/** A bureau's count of a period with what may be told of it. */
export interface Verdict {
  cell: Cell;
  /** Why it is not told; null where it is. */
  refusal: Refusal | null;
}

/**
 * What may be told of every count of a bureau, chosen for each indicator and fiscal year over all its bureaus and quarters at once. What
 * an earlier release told stays told. The warehouse has the ledger attached as `ledger` and metrics.kpi_values built.
 */
export async function verdictsIn(warehouse: Warehouse): Promise<Verdict[]> {
  const cells = z.array(cell).parse(await warehouse.rows(statement("disclosure.cells")));
  const years = Map.groupBy(cells, (one) => JSON.stringify([one.kpi_id, one.fiscal_year]));
  return [...years.values()].flatMap(verdictsOfYear);
}

/** In another scope than the indicator's own, bureaus are told only where the numbers are the same: else they differ by a few people. */
function verdictsOfYear(cells: Cell[]): Verdict[] {
  const scopes = Map.groupBy(cells, ({scope_id}) => scope_id);
  const own = scopes.get(cells[0]?.own_scope ?? null);
  return [...scopes.values()].flatMap((table) =>
    own === undefined || isDeepStrictEqual(table.map(countOf), own.map(countOf))
      ? verdictsOf(table)
      : table.map((one) => ({cell: one, refusal: isKnown(one) ? null : "twin"})),
  );
}

function countOf(one: Cell) {
  const {bureau_code, period_kind, period_end} = one;
  return {bureau_code, period_kind, period_end, parts: PARTS.map((part) => part(one))};
}

/** Another rule instead of the city's, in this warehouse alone; what is null stays. */
export async function tryRule(
  warehouse: Warehouse,
  rule: {least: number | null; periods: string | null; zero_small: boolean | null},
): Promise<void> {
  await warehouse.run(statement("disclosure.other_rule"), rule);
}

/** Fills disclosure.figures with what may be told, and by which numbers. */
export async function protectFigures(warehouse: Warehouse): Promise<void> {
  const verdicts = await verdictsIn(warehouse);
  await warehouse.run(statement("disclosure.tables"));
  await insertRows(warehouse, {table: "disclosure.figures", columns: FIGURES, rows: verdicts.map(figureOf)});
}

function figureOf({cell: one, refusal}: Verdict) {
  const {kpi_id, fiscal_year, period_kind, period_start, period_end, scope_id, bureau_code} = one;
  const place = {kpi_id, fiscal_year, period_kind, period_start, period_end, scope_id, bureau_code};
  const isTold = refusal === null;
  const {value, numerator, denominator} = isTold ? numbersOf(one) : NO_NUMBERS;
  return {...place, is_told: isTold, value, numerator, denominator};
}

const NO_NUMBERS: Numbers = {value: null, numerator: null, denominator: null};

/**
 * The numbers to tell: those of before while they differ by fewer people than may be told, since the difference between two
 * releases would speak of just these people; the true ones as soon as more have changed, or once the period is settled.
 */
function numbersOf(one: Cell): Numbers {
  const {told_status, is_provisional, least} = one;
  const told = toldOf(one);
  if (told_status === null || (told_status === "provisional" && !is_provisional)) return one;
  const moved = PARTS.reduce((sum, part) => sum + Math.abs(part(told) - part(one)), 0);
  return moved < least ? told : one;
}

function toldOf({told_value, told_numerator, told_denominator}: Cell): Numbers {
  return {value: told_value, numerator: told_numerator, denominator: told_denominator};
}

/** The people counted: those above the line, or the value itself where there is no line; and all of them. */
const PARTS = [
  ({value, numerator}: Numbers) => numerator ?? value ?? 0,
  ({denominator}: Numbers) => denominator ?? 0,
] as const;

/** What is left of all. */
function others(numbers: Numbers): number {
  return PARTS[1](numbers) - PARTS[0](numbers);
}

/** Of the cells of one indicator and fiscal year. */
function verdictsOf(cells: Cell[]): Verdict[] {
  const [first] = cells;
  if (!first) return [];
  const units = [...new Set(cells.map(({bureau_code}) => bureau_code))];
  const ends = [...new Set(cells.map(({period_end}) => period_end))].sort();
  const at = new Map(cells.map((one) => [`${one.bureau_code} ${one.period_end}`, one]));
  const sums = PARTS.map((part) =>
    units.map((unit) => ends.map((end) => partAt(at.get(`${unit} ${end}`), part))),
  );
  // Where the city has nobody, everybody knows that a bureau has not.
  const isOfNobody = ends.map((_, step) => sums.every((part) => part.every((steps) => steps[step] === 0)));
  const known = units.map((unit) =>
    ends.map((end, step) => isOfNobody[step] === true || isKnown(at.get(`${unit} ${end}`))),
  );
  const rule = {least: first.least, isZeroSmall: first.zero_small};
  const steps = stepsToTell(cells, ends);
  const {refusals} = chosen({sums, known, steps, hasComplement: first.complement}, rule);
  return cells.map((one) => ({
    cell: one,
    refusal: refusals[units.indexOf(one.bureau_code)]?.[ends.indexOf(one.period_end)] ?? null,
  }));
}

function partAt(one: Cell | undefined, part: (numbers: Numbers) => number): number {
  return one ? part(numbersOf(one)) : 0;
}

/** Readers have it, unless it was corrected since to one that is few: the new number is told to nobody yet. */
function isKnown(one: Cell | undefined): boolean {
  if (!one || one.told_status === null) return false;
  const [now, told] = [numbersOf(one), toldOf(one)];
  const rule = {least: one.least, isZeroSmall: one.zero_small};
  const counts = [
    PARTS[0],
    ...(one.denominator === null ? [] : [PARTS[1], ...(one.complement ? [others] : [])]),
  ];
  return counts.every((part) => part(now) === part(told) || !isFew(part(now), rule));
}

/** The year first: a quarter that is told early can make the step to the year too small to tell. */
function stepsToTell(cells: Cell[], ends: string[]): number[] {
  const years = new Set(
    cells.filter(({period_kind}) => period_kind === "year").map(({period_end}) => period_end),
  );
  const latestFirst = ends.map((_, step) => step).reverse();
  const isYear = (step: number) => years.has(ends[step] ?? "");
  const quarters = cells[0]?.periods === "quarter" ? latestFirst.filter((step) => !isYear(step)) : [];
  return [...latestFirst.filter(isYear), ...quarters];
}

interface Sums {
  /** sums[part][unit][step]: to the end of the step. */
  sums: number[][][];
  known: Told;
  steps: number[];
  hasComplement: boolean;
}

function chosen({sums, known, steps, hasComplement}: Sums, rule: Rule): Choice {
  const [above = [], below = []] = sums;
  const rest = below.map((units, unit) => units.map((sum, step) => sum - (above[unit]?.[step] ?? 0)));
  const isCounted = below.flat().some((sum) => sum > 0);
  const parts = [above, ...(isCounted ? [below] : []), ...(isCounted && hasComplement ? [rest] : [])];
  return chooseTold({parts: parts.map(addedIn), known, steps}, rule);
}

/** What each unit adds in each step. */
function addedIn(sums: number[][]): Counts {
  return sums.map((steps) => steps.map((sum, step) => sum - (steps[step - 1] ?? 0)));
}
