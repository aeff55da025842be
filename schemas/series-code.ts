import {parseFiscalYear} from "./fiscal-time.ts";
import type {MartName, MartRow} from "./marts.ts";

/** What a cell says: a number, a word ("achieved", "2026-03-31"), or nothing. */
export type Said = number | string | null;

/** What is said on the board: the figure itself, a line that it is judged by, or what follows from both. */
export type JudgedPart = "figure" | "line" | "outcome";

/** One number or word of a published relation (or a sum of its rows) under its code. */
export interface SeriesCell {
  code: string;
  /** What the parts of the code say, in their order. */
  keys: {name: string; text: string}[];
  value: Said;
  unit: string;
  decimals: number;
  /** Rows of the relation that are summed; 1 for a number that stands there by itself. */
  rowCount: number;
  /** Fiscal year that the number is of, or up to which it is summed; null for what has no year. */
  fiscalYear: number | null;
  /** Whether earlier years are in the number, too. */
  isCumulative: boolean;
  /** The indicator that it is said of; null for what is said of none. */
  kpiId: string | null;
  /** Of a judgement: which part of it, and the code that all parts of the same begin with. */
  judged: {part: JudgedPart; of: string} | null;
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
  /** The relation has the latest year only: what leaves it with the year is not missed. */
  isOfLatestYear: boolean;
  /** How indicators are judged, which is told as a judgement. */
  isJudgement: boolean;
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
  /** The part whose sum has numbers that are withheld (null) by another row. */
  whole?: string;
}

interface Measure<Row> {
  title: string;
  unit: string | ((row: Row) => string);
  decimals: number | ((row: Row) => number);
  /** Undefined: this row has nothing of the kind, and no code for it. */
  value(row: Row): Said | undefined;
  /** Whether earlier years are in it, too; a judgement rests on the years from the base on unless it says otherwise. */
  isCumulative?: boolean;
  /** Which part of a judgement; what follows from the others unless told. */
  part?: JudgedPart;
}

export interface SeriesDefinition<Name extends MartName> {
  name: string;
  relation: Name;
  title: string;
  isOfLatestYear?: boolean;
  isJudgement?: boolean;
  keeps?(row: MartRow<Name>): boolean;
  keys: SeriesKey<MartRow<Name>>[];
  /** The last part of the code; left out where there is only one. */
  measures: Record<string, Measure<MartRow<Name>>>;
  /** Numbers that stand beside the only measure; always named in the code. */
  others?: Record<string, Measure<MartRow<Name>>>;
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
  const {name, relation, title, keys, isOfLatestYear = false, isJudgement = false} = definition;
  const measureNames = measuresOf(definition).map(({measure}) => measure.title);
  const names = [
    ...keys.map((key) => key.name),
    ...(measureNames.length > 1 ? [measureNames.join("／")] : []),
  ];
  return {
    ...{name, relation, title, isOfLatestYear, isJudgement},
    pattern: names.join("-"),
    cells: (rows, context) => cellsOf(definition, rows as MartRow<Name>[], context),
  };
}

interface NamedMeasure<Row> {
  /** The last part of the code; "" for the only number of a series. */
  id: string;
  measure: Measure<Row>;
}

function measuresOf<Name extends MartName>({
  measures,
  others = {},
}: SeriesDefinition<Name>): NamedMeasure<MartRow<Name>>[] {
  const own = Object.entries(measures);
  return [
    ...own.map(([id, measure]) => ({id: own.length === 1 ? "" : id, measure})),
    ...Object.entries(others).map(([id, measure]) => ({id, measure})),
  ];
}

function cellsOf<Name extends MartName>(
  definition: SeriesDefinition<Name>,
  rows: MartRow<Name>[],
  context: SeriesContext,
): SeriesCell[] {
  const {name, keeps = () => true, keys, isJudgement = false} = definition;
  const cells = new Map<string, SeriesCell>();
  const measures = measuresOf(definition);
  for (const row of rows.filter(keeps)) {
    const choices = keys.map((key) => key.of(row, context));
    for (const parts of combinations(choices))
      for (const {id, measure} of measures) {
        const value = measure.value(row);
        // A column that an earlier program did not write, or what the row of the rest has.
        if (value === undefined || (value === null && isWhole(keys, parts, choices))) continue;
        const code = seriesCode(name, [...parts, id]);
        const before = cells.get(code);
        if (before) {
          before.value = sumOf(before.value, value);
          before.rowCount += 1;
        } else
          cells.set(code, {
            code,
            value,
            ...aboutCell(keys, parts, {
              row,
              measure: {isCumulative: isJudgement, ...measure},
              isNamed: id !== "",
            }),
            judged: isJudgement ? {part: measure.part ?? "outcome", of: seriesCode(name, parts)} : null,
          });
      }
  }
  return [...cells.values()];
}

/** The code is of the whole alone, and the row has another of its own. */
function isWhole<Row>(keys: SeriesKey<Row>[], parts: string[], choices: string[][]): boolean {
  return keys.some(
    ({whole}, index) => whole !== undefined && parts[index] === whole && (choices[index] ?? []).length > 1,
  );
}

/** Words do not add up: the last one stands. */
function sumOf(before: Said, value: Said): Said {
  if (before === null || value === null) return null;
  return typeof before === "number" && typeof value === "number" ? before + value : value;
}

function aboutCell<Row extends object>(
  keys: SeriesKey<Row>[],
  parts: string[],
  {row, measure, isNamed}: {row: Row; measure: Measure<Row>; isNamed: boolean},
): Omit<SeriesCell, "code" | "value" | "judged"> {
  const {title, unit, decimals} = measure;
  const named = keys.map(({name, words}, index) => ({name, text: partText(parts[index] ?? "", words)}));
  const upTo = parts.map((part) => /^to([RH]\d+)$/.exec(part)?.[1]).find((code) => code !== undefined);
  return {
    keys: [...named.filter(({text}) => text !== ""), ...(isNamed ? [{name: "数値", text: title}] : [])],
    unit: typeof unit === "string" ? unit : unit(row),
    decimals: typeof decimals === "number" ? decimals : decimals(row),
    rowCount: 1,
    fiscalYear: upTo === undefined ? yearIn(row) : parseFiscalYear(upTo),
    isCumulative: upTo !== undefined || measure.isCumulative === true,
    kpiId: "kpi_id" in row ? String(row.kpi_id) : null,
  };
}

function yearIn(row: object): number | null {
  if ("fiscal_year" in row) return Number(row.fiscal_year);
  return "as_of_fiscal_year" in row ? Number(row.as_of_fiscal_year) : null;
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
