import {z} from "zod";
import type {Row} from "../engine/open.ts";
import type {Picture, ToldSum} from "./attack.ts";

const amount = z.number().nullable();
const toldRow = z.strictObject({
  kpi_id: z.string(),
  scope_id: z.string().nullable(),
  fiscal_year: z.int(),
  period_end: z.iso.date(),
  bureau_code: z.string().nullable(),
  value: amount,
  numerator: amount,
  denominator: amount,
  is_withheld: z.boolean(),
});

/** A row of fct_kpi_values as a reader sees it. */
export type ToldRow = z.infer<typeof toldRow>;

export const toldRows = (rows: Row[]): ToldRow[] => z.array(toldRow).parse(rows);

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
  const told = newestOf(rows.filter(({is_withheld}) => !is_withheld));
  const pictures = (Object.entries(PARTS) as [Part, (row: ToldRow) => number | null][]).map(
    ([part, countOf]) => {
      const sums = told.flatMap((row): ToldSum[] => {
        const count = countOf(row);
        return count === null ? [] : [{bureau: row.bureau_code, end: row.period_end, count}];
      });
      return [part, {bureaus, ends, sums}] as const;
    },
  );
  // Where more are counted than there are (two groups that only resemble each other), nobody is left over to be worked out.
  return new Map(pictures.filter(([, {sums}]) => sums.length > 0 && sums.every(({count}) => count >= 0)));
}

const PARTS: Record<Part, (row: ToldRow) => number | null> = {
  above: ({value, numerator}) => numerator ?? value,
  all: ({denominator}) => denominator,
  others: ({numerator, denominator}) =>
    numerator === null || denominator === null ? null : denominator - numerator,
};

function newestOf(rows: ToldRow[]): ToldRow[] {
  const newest = new Map<string, ToldRow>();
  for (const row of rows) {
    const place = `${row.bureau_code} ${row.period_end}`;
    if (!newest.has(place)) newest.set(place, row);
  }
  return [...newest.values()];
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
