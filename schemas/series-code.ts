import {parseFiscalYear} from "./fiscal-time.ts";
import type {MartName, MartRow} from "./marts.ts";

/** One number of a published relation (or a sum of its rows) under its code. */
export interface SeriesCell {
  code: string;
  /** What the parts of the code say, in their order. */
  keys: {name: string; text: string}[];
  value: number | null;
  unit: string;
  decimals: number;
  /** Rows of the relation that are summed; 1 for a number that stands there by itself. */
  rowCount: number;
  /** Fiscal year that the number is of, or up to which it is summed; null for what has no year. */
  fiscalYear: number | null;
  /** Whether earlier years are in the number, too. */
  isCumulative: boolean;
}

/** What the parts of a code are made of besides the row. */
interface SeriesContext {
  /** Appointing authority group of each bureau code. */
  groups: Map<string, string>;
  /** Latest fiscal year up to which increments are summed. */
  lastYear: number;
}

/** A published relation whose numbers have codes: "T-overtime_counts-R2-1010-480". */
export interface CodedSeries {
  name: string;
  relation: MartName;
  title: string;
  /** "年度-局区-時間数": what stands where in a code. */
  pattern: string;
  cells(rows: object[], context: SeriesContext): SeriesCell[];
}

/** A part of a code; a row may stand in several ("1010", "MAYOR", "ALL"), and numbers under the same code are summed. */
export interface SeriesKey<Row> {
  name: string;
  of(row: Row, context: SeriesContext): string[];
  /** Japanese of parts that do not speak for themselves. */
  words?: Record<string, string>;
}

interface Measure<Row> {
  title: string;
  unit: string;
  decimals: number | ((row: Row) => number);
  value(row: Row): number | null;
  isCumulative?: boolean;
}

export interface SeriesDefinition<Name extends MartName> {
  name: string;
  relation: Name;
  title: string;
  keeps?(row: MartRow<Name>): boolean;
  keys: SeriesKey<MartRow<Name>>[];
  /** The last part of the code; left out where there is only one. */
  measures: Record<string, Measure<MartRow<Name>>>;
}

/** The code of a number: empty parts are left out. */
export function seriesCode(series: string, parts: string[]): string {
  return ["T", series, ...parts.filter((part) => part !== "")].join("-");
}

/** Whether a text is meant as the code of a number of a series, rather than of an indicator. */
export function isSeriesCode(text: string): boolean {
  return folded(text).startsWith("t-");
}

/** Two codes are the same in any letter case, in full-width signs, with any hyphen (ー counts as one, in names too). */
export function sameCode(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

function folded(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[‐‑‒–—―−ー]/g, "-")
    .replace(/\s/g, "")
    .toLowerCase();
}

/** Binds a definition to its row type. */
export function codedSeries<Name extends MartName>(definition: SeriesDefinition<Name>): CodedSeries {
  const {name, relation, title, keys, measures} = definition;
  const measureNames = Object.values(measures).map((measure) => measure.title);
  const names = [
    ...keys.map((key) => key.name),
    ...(measureNames.length > 1 ? [measureNames.join("／")] : []),
  ];
  return {
    name,
    relation,
    title,
    pattern: names.join("-"),
    cells: (rows, context) => cellsOf(definition, rows as MartRow<Name>[], context),
  };
}

function cellsOf<Name extends MartName>(
  {name, keeps = () => true, keys, measures}: SeriesDefinition<Name>,
  rows: MartRow<Name>[],
  context: SeriesContext,
): SeriesCell[] {
  const cells = new Map<string, SeriesCell>();
  const hasOneMeasure = Object.keys(measures).length === 1;
  for (const row of rows.filter(keeps))
    for (const parts of combinations(keys.map((key) => key.of(row, context))))
      for (const [id, measure] of Object.entries(measures)) {
        const code = seriesCode(name, hasOneMeasure ? parts : [...parts, id]);
        const value = measure.value(row);
        const before = cells.get(code);
        if (before) {
          before.value = before.value === null || value === null ? null : before.value + value;
          before.rowCount += 1;
        } else cells.set(code, {code, value, ...aboutCell(keys, parts, {row, measure, hasOneMeasure})});
      }
  return [...cells.values()];
}

function aboutCell<Row extends object>(
  keys: SeriesKey<Row>[],
  parts: string[],
  {row, measure, hasOneMeasure}: {row: Row; measure: Measure<Row>; hasOneMeasure: boolean},
): Omit<SeriesCell, "code" | "value"> {
  const named = keys.map(({name, words}, index) => ({name, text: partText(parts[index] ?? "", words)}));
  const year = "fiscal_year" in row ? Number(row.fiscal_year) : null;
  const upTo = parts.map((part) => /^to([RH]\d+)$/.exec(part)?.[1]).find((code) => code !== undefined);
  return {
    keys: [
      ...named.filter(({text}) => text !== ""),
      ...(hasOneMeasure ? [] : [{name: "数値", text: measure.title}]),
    ],
    unit: measure.unit,
    decimals: typeof measure.decimals === "number" ? measure.decimals : measure.decimals(row),
    rowCount: 1,
    fiscalYear: upTo === undefined ? year : parseFiscalYear(upTo),
    isCumulative: upTo !== undefined || measure.isCumulative === true,
  };
}

function partText(part: string, words: Record<string, string> = {}): string {
  const upTo = /^to([RH]\d+)$/.exec(part)?.[1];
  if (upTo !== undefined) return `${upTo}までの累計`;
  return words[part] === undefined ? part : `${words[part]}（${part}）`;
}

/** Every way to take one of each: [["a", "b"], ["1"]] → [["a", "1"], ["b", "1"]]. */
function combinations(choices: string[][]): string[][] {
  return choices.reduce<string[][]>(
    (made, options) => made.flatMap((parts) => options.map((option) => [...parts, option])),
    [[]],
  );
}
