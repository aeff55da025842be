import {z} from "zod";
import {fiscalYearOf, shiftedDay} from "../../schemas/fiscal-time.ts";
import {type SaidCount, saidRow} from "../../schemas/kept-readings.ts";
import type {Row} from "../engine/open.ts";
import type {Picture, Span, ToldSum, Unit} from "./attack.ts";

/** The same, of an indicator. */
export interface ToldRow extends SaidCount {
  kpi_id: string;
}

/** `former`: bureau of today → those of before that are counted as it. */
export function saidCounts(rows: Row[], former: Map<string, string[]>): SaidCount[] {
  return z
    .array(saidRow)
    .parse(rows)
    .map((row) => ({...row, countsAlso: former.get(row.bureau_code ?? "") ?? []}));
}

const saidSum = saidRow.omit({bureau_code: true}).extend({
  bureaus: z.array(z.string()),
  period_start: z.iso.date(),
});

/** Rows of fct_kpi_sums, each with the bureaus that it is the sum of. */
export function saidSums(rows: Row[], former: Map<string, string[]>): SaidCount[] {
  return z
    .array(saidSum)
    .parse(rows)
    .map(({bureaus, period_start, ...row}) => ({
      ...row,
      bureau_code: bureaus[0] ?? null,
      countsAlso: bureaus.flatMap((bureau) => former.get(bureau) ?? []),
      sum: {bureaus, period_start},
    }));
}

/** The counts of indicators; `over480`: those of people over 480 hours, of whom other marts speak, too. */
export function ofIndicators(counts: SaidCount[], over480: string[]): ToldRow[] {
  return counts.flatMap((row) =>
    (row.kpi_id === null ? over480 : [row.kpi_id]).map((kpiId) => ({...row, kpi_id: kpiId})),
  );
}

/** Which people a number counts: those in question, all of them, or the others. */
export type Part = "above" | "all" | "others";

/** One indicator's counts in one scope and the fiscal years that are told together: nothing outside it is tied to them. */
export interface Block {
  kpiId: string;
  scopeId: string | null;
  /** The last of them. */
  fiscalYear: number;
  pictures: Map<Part, Picture>;
}

/**
 * What all releases together tell, the newest first: of a count that several tell, the newest word; of one that a later release withholds,
 * the last that was said. Years are together that any of `tying` tells a sum of.
 */
export function blocksIn(releases: ToldRow[][], tying: ToldRow[][] = releases): Block[] {
  const ties = tying.flat().filter(({sum}) => sum !== undefined);
  const indicators = Map.groupBy(releases.flat(), ({kpi_id, scope_id}) => JSON.stringify([kpi_id, scope_id]));
  return [...indicators.values()].flatMap((rows) => {
    const {kpi_id, scope_id} = rows[0] ?? {};
    const togetherWith = yearsTogether(
      ties.filter((row) => row.kpi_id === kpi_id && row.scope_id === scope_id),
    );
    const blocks = Map.groupBy(rows, ({fiscal_year}) => togetherWith(fiscal_year));
    return [...blocks].flatMap(([fiscalYear, found]) => {
      const [first] = found;
      if (!first?.kpi_id || found.every(({bureau_code}) => bureau_code === null)) return [];
      return [{kpiId: first.kpi_id, scopeId: first.scope_id, fiscalYear, pictures: picturesOf(found)}];
    });
  });
}

/** Of each fiscal year, the last of those that are told together with it: a sum of several years ties them. */
function yearsTogether(rows: ToldRow[]): (year: number) => number {
  const spans = rows.flatMap(({sum, period_end}) =>
    sum ? [{first: fiscalYearOf(sum.period_start), last: fiscalYearOf(period_end)}] : [],
  );
  const lastOf = (year: number): number => {
    const last = spans.reduce(
      (most, span) => (span.first <= year && most < span.last ? span.last : most),
      year,
    );
    return last === year ? year : lastOf(last);
  };
  return lastOf;
}

function picturesOf(rows: ToldRow[]): Map<Part, Picture> {
  const bureaus = distinct(rows.flatMap(({bureau_code, sum}) => sum?.bureaus ?? bureau_code ?? []));
  const ends = distinct(rows.map(({period_end}) => period_end));
  const reading = {nameOf: nameIn(new Set(bureaus)), spanOf: spanIn(ends)};
  const units = unitsOf(rows, reading);
  const told = newestOf(
    rows.filter(({is_withheld}) => !is_withheld),
    reading,
  );
  const pictures = (Object.entries(PARTS) as [Part, CountOf][]).map(
    ([part, countOf]) => [part, {bureaus, ends, units, sums: sumsOf(told, countOf, reading)}] as const,
  );
  // Where more are counted than there are (two groups that only resemble each other), nobody is left over to be worked out.
  return new Map(pictures.filter(([, {sums}]) => sums.length > 0 && sums.every(({count}) => count >= 0)));
}

type CountOf = (row: ToldRow) => number | null;

interface Reading {
  nameOf: (row: ToldRow) => string | null;
  spanOf: (row: ToldRow) => Span;
}

/** Rows count from the beginning of their year, sums from their own first day. */
function spanIn(ends: string[]): (row: ToldRow) => Span {
  return ({sum, fiscal_year, period_end}) => {
    const day = shiftedDay(sum?.period_start ?? `${fiscal_year}-04-01`, -1);
    return {after: ends.includes(day) ? day : null, end: period_end};
  };
}

function sumsOf(told: ToldRow[], countOf: CountOf, {nameOf, spanOf}: Reading): ToldSum[] {
  if (told.every((row) => countOf(row) === null)) return [];
  return told.flatMap((row) => {
    // A bureau's row that is not withheld and has no number says that there is nobody.
    const count = countOf(row) ?? (row.bureau_code === null ? null : 0);
    return count === null ? [] : [{unit: nameOf(row), ...spanOf(row), count}];
  });
}

/** "A", or "A+B" where a release counts as A also B, of which another release has rows, or tells them together. */
function nameIn(known: Set<string>): (row: ToldRow) => string | null {
  return ({bureau_code, countsAlso, sum}) => {
    if (bureau_code === null) return null;
    const own = sum?.bureaus ?? [bureau_code];
    const others = countsAlso.filter((code) => !own.includes(code) && known.has(code)).sort();
    return (sum ? [...own, ...others].sort() : [...own, ...others]).join(AND);
  };
}

const AND = "+";

function unitsOf(rows: ToldRow[], {nameOf, spanOf}: Reading): Unit[] {
  const units = Map.groupBy(rows, nameOf);
  return [...units].flatMap(([name, own]) => {
    if (name === null) return [];
    const spans = new Map(own.map(spanOf).map((span) => [`${span.after} ${span.end}`, span]));
    return [
      {
        name,
        bureaus: name.split(AND),
        spans: [...spans].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, span]) => span),
      },
    ];
  });
}

const PARTS: Record<Part, CountOf> = {
  above: ({value, numerator}) => numerator ?? value,
  all: ({denominator}) => denominator,
  others: ({numerator, denominator}) =>
    numerator === null || denominator === null ? null : denominator - numerator,
};

function newestOf(rows: ToldRow[], {nameOf, spanOf}: Reading): ToldRow[] {
  const newest = new Map<string, ToldRow>();
  for (const row of rows) {
    const {after, end} = spanOf(row);
    const place = `${nameOf(row)} ${after} ${end}`;
    if (!newest.has(place)) newest.set(place, row);
  }
  return [...newest.values()];
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
