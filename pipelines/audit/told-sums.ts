import {z} from "zod";
import type {Row} from "../engine/open.ts";
import type {Picture, ToldSum, Unit} from "./attack.ts";

const amount = z.number().nullable();
const saidRow = z.strictObject({
  /** Null: of people over 480 hours, by marts that are no indicator's. */
  kpi_id: z.string().nullable(),
  scope_id: z.string().nullable(),
  fiscal_year: z.int(),
  period_end: z.iso.date(),
  bureau_code: z.string().nullable(),
  value: amount,
  numerator: amount,
  denominator: amount,
  is_withheld: z.boolean(),
});

export const saidCount = saidRow.extend({countsAlso: z.array(z.string())});

/** A count as a reader sees it, with the bureaus of before that the release counts as this one. */
export type SaidCount = z.infer<typeof saidCount>;

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

/** The counts of indicators; `over480`: those of people over 480 hours, of whom other marts speak, too. */
export function ofIndicators(counts: SaidCount[], over480: string[]): ToldRow[] {
  return counts.flatMap((row) =>
    (row.kpi_id === null ? over480 : [row.kpi_id]).map((kpiId) => ({...row, kpi_id: kpiId})),
  );
}

/** Which people a number counts: those in question, all of them, or the others. */
export type Part = "above" | "all" | "others";

/** One indicator's counts in one scope and fiscal year: nothing outside it is tied to them. */
export interface Block {
  kpiId: string;
  scopeId: string | null;
  fiscalYear: number;
  pictures: Map<Part, Picture>;
}

/**
 * What all releases together tell, the newest first: of a count that several tell, the newest word; of one that a later release withholds,
 * the last that was said.
 */
export function blocksIn(releases: ToldRow[][]): Block[] {
  const rows = releases.flat();
  const blocks = Map.groupBy(rows, ({kpi_id, scope_id, fiscal_year}) =>
    JSON.stringify([kpi_id, scope_id, fiscal_year]),
  );
  return [...blocks.values()].flatMap((found) => {
    const [first] = found;
    if (!first?.kpi_id || found.every(({bureau_code}) => bureau_code === null)) return [];
    const {kpi_id, scope_id, fiscal_year} = first;
    return [{kpiId: kpi_id, scopeId: scope_id, fiscalYear: fiscal_year, pictures: picturesOf(found)}];
  });
}

function picturesOf(rows: ToldRow[]): Map<Part, Picture> {
  const bureaus = distinct(rows.flatMap(({bureau_code}) => bureau_code ?? []));
  const ends = distinct(rows.map(({period_end}) => period_end));
  const nameOf = nameIn(new Set(bureaus));
  const units = unitsOf(rows, nameOf);
  const told = newestOf(
    rows.filter(({is_withheld}) => !is_withheld),
    nameOf,
  );
  const pictures = (Object.entries(PARTS) as [Part, CountOf][]).map(
    ([part, countOf]) => [part, {bureaus, ends, units, sums: sumsOf(told, {countOf, nameOf})}] as const,
  );
  // Where more are counted than there are (two groups that only resemble each other), nobody is left over to be worked out.
  return new Map(pictures.filter(([, {sums}]) => sums.length > 0 && sums.every(({count}) => count >= 0)));
}

type CountOf = (row: ToldRow) => number | null;

interface Reading {
  countOf: CountOf;
  nameOf: (row: ToldRow) => string | null;
}

function sumsOf(told: ToldRow[], {countOf, nameOf}: Reading): ToldSum[] {
  if (told.every((row) => countOf(row) === null)) return [];
  return told.flatMap((row) => {
    // A bureau's row that is not withheld and has no number says that there is nobody.
    const count = countOf(row) ?? (row.bureau_code === null ? null : 0);
    return count === null ? [] : [{unit: nameOf(row), end: row.period_end, count}];
  });
}

/** "A", or "A+B" where a release counts as A also B, of which another release has rows. */
function nameIn(known: Set<string>): (row: ToldRow) => string | null {
  return ({bureau_code, countsAlso}) =>
    bureau_code === null
      ? null
      : [bureau_code, ...countsAlso.filter((code) => code !== bureau_code && known.has(code)).sort()].join(
          AND,
        );
}

const AND = "+";

function unitsOf(rows: ToldRow[], nameOf: (row: ToldRow) => string | null): Unit[] {
  const units = Map.groupBy(rows, nameOf);
  return [...units].flatMap(([name, own]) =>
    name === null
      ? []
      : [{name, bureaus: name.split(AND), ends: distinct(own.map(({period_end}) => period_end))}],
  );
}

const PARTS: Record<Part, CountOf> = {
  above: ({value, numerator}) => numerator ?? value,
  all: ({denominator}) => denominator,
  others: ({numerator, denominator}) =>
    numerator === null || denominator === null ? null : denominator - numerator,
};

function newestOf(rows: ToldRow[], nameOf: (row: ToldRow) => string | null): ToldRow[] {
  const newest = new Map<string, ToldRow>();
  for (const row of rows) {
    const place = `${nameOf(row)} ${row.period_end}`;
    if (!newest.has(place)) newest.set(place, row);
  }
  return [...newest.values()];
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
