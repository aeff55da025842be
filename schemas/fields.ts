import {z} from "zod";
import {type CodePattern, codePattern, hasShape} from "./code-pattern.ts";
import * as read from "./read-value.ts";

/**
 * How a column's text becomes a value. Each kind has one reader in read-value.ts (JavaScript, the oracle)
 * and one macro in sql/functions/duckdb.sql (whole columns).
 */
export type FieldKind =
  | "text"
  | "choice"
  | "day"
  | "month"
  | "quarter"
  | "fiscal_year"
  | "integer"
  | "decimal"
  | "duration"
  | "staff_number";

/** What a contract says about one column: all that the schema of its value is made from. */
export interface FieldMeta {
  kind: FieldKind;
  /** Column headings as they appear in files, the preferred one first. */
  headings: string[];
  /** For people: what a right cell looks like. */
  example: string;
  /** A blank cell is allowed and means "none". */
  optional: boolean;
  /** A file may come without this column, and what holds then; null where nothing can be said without it. */
  absent: Absent | null;
  /** integer: 「－」 means zero in this column; elsewhere a dash is refused. */
  dashIsZero: boolean;
  /** choice: label in the file → value in the warehouse. */
  choices: Record<string, string>;
  /** choice: the values in the order in which the ledger counts them. */
  values: string[];
  /** choice: a city may have values of its own, with identifiers of its own. */
  isOpen: boolean;
  /**
   * Units that may stand behind the number, in the heading or above the table, in sizes of what a number alone counts
   * (integer: powers of ten; duration: hours).
   */
  units: Record<string, number>;
  /** integer: what to do with a fraction (半日 …); "" for nothing special. */
  fractionHint: string;
  /** text: dashes and waves of other systems (〜 − —) become those of Windows (～ － ―), so that one name is one name. */
  oneDash: boolean;
  /** text: what a city calls otherwise in its files → how it is kept. */
  renames: Record<string, string>;
  /** text: the only words that it may say, where a city has a list of them; empty for any. */
  onlyWords: string[];
  /** text and staff_number: the shape of a code; null for free text. */
  code: CodePattern | null;
  /** integer, decimal and duration (minutes): the least and the most that a cell may say. */
  range: {min: number; max: number} | null;
  /**
   * What rows have that were accepted before the contract had this column, as the warehouse holds it ("other", 0,
   * "2022-04-01"). Null: nothing is stated, so only an optional column can be added to a source that has rows.
   */
  valueBefore: string | number | null;
  /** duration: a row may correct another one by a time below zero; elsewhere that is refused. */
  signed: boolean;
  /** staff_number: a number that lost its leading zeros in a spreadsheet gets them back; elsewhere it is refused. */
  zerosRestored: boolean;
}

/** What holds in a file without a column. */
export interface Absent {
  /** What each of its cells would say; "" for nothing, ROW_NUMBER for the place of its row, LIKE_FIRST for what the row's first column says. */
  says: string;
  /** For people: what cannot be told then. "" for nothing. */
  costs: string;
  /** Whether the city has said it, or the contract. */
  by: "city" | "program";
  /** Few cities have it: that it is not there is told where something asks for it, and not with every file. */
  isRare: boolean;
}

/** The first row of a file is 1. */
export const ROW_NUMBER = "行の順";

/** A bureau without a code is called by its name alone. */
export const LIKE_FIRST = "最初の列と同じ";

/** For a column that may be left out. */
export function absent(says: string, costs = ""): Absent {
  return {says, costs, by: "program", isRare: false};
}

/** For a column that few cities have: who has it can measure more. */
export function rarely(costs: string): Absent {
  return {says: "", costs, by: "program", isRare: true};
}

declare module "zod" {
  interface GlobalMeta {
    field?: FieldMeta;
  }
}

type Settings = Partial<Omit<FieldMeta, "kind" | "headings" | "example" | "code" | "range" | "values">> & {
  example: string;
};

const DEFAULTS = {
  optional: false,
  absent: null,
  dashIsZero: false,
  choices: {},
  values: [],
  isOpen: false,
  units: {},
  fractionHint: "",
  oneDash: false,
  renames: {},
  onlyWords: [],
  code: null,
  range: null,
  valueBefore: null,
  signed: false,
  zerosRestored: false,
};

type Said = Partial<FieldMeta> & Pick<FieldMeta, "kind" | "headings" | "example">;

function field(said: Said) {
  return fieldOf({...DEFAULTS, ...said});
}

/** The schema of a column's cells: everything that it does follows from what is said of the column. */
export function fieldOf(meta: FieldMeta): z.ZodType {
  const reader = readerOf(meta);
  const value = valueSchema(meta);
  const schema = z.preprocess(
    (cell) => {
      const text = read.trimmed(String(cell ?? ""));
      if (text === "" && !isBlankSaid(meta)) return null;
      if (meta.dashIsZero && /^[-－―−—]$/.test(text)) return 0;
      return reader(text);
    },
    meta.optional ? value.nullable() : value,
  );
  return schema.meta({field: meta});
}

/** A city may have a word for a blank cell, too. */
export function isBlankSaid({choices, renames}: Pick<FieldMeta, "choices" | "renames">): boolean {
  return Object.hasOwn(choices, "") || Object.hasOwn(renames, "");
}

function readerOf(meta: FieldMeta): (text: string) => unknown {
  switch (meta.kind) {
    case "text":
      return (cell) =>
        said(meta.renames, cell) ?? read.text(meta.code ? read.oneWidth(cell) : cell, meta.oneDash);
    case "choice":
      return (cell) => said(meta.choices, cell);
    case "integer":
      return (cell) => read.quantity(cell, meta.units);
    case "decimal":
      return read.decimal;
    case "duration":
      return meta.signed ? read.signedDuration : read.duration;
    case "staff_number":
      return (cell) => read.staffNumber(cell, zerosOf(meta));
    case "day":
      return read.day;
    case "month":
      return read.month;
    case "quarter":
      return read.quarter;
    case "fiscal_year":
      return read.fiscalYear;
    default:
      return meta.kind satisfies never;
  }
}

function said(words: Record<string, string>, cell: string): string | undefined {
  return Object.hasOwn(words, cell) ? words[cell] : undefined;
}

/** The staff number of a text in a column of them, with the zeros that it may have lost; undefined for what is none. */
export function staffNumberIn({code}: FieldMeta, text: string): string | undefined {
  const number = read.staffNumber(read.trimmed(text), code?.digits ?? null);
  return code && hasShape(code, number) ? number : undefined;
}

/** How many digits a staff number is filled up to with zeros; null where it stays as it stands. */
export function zerosOf({zerosRestored, code}: FieldMeta): number | null {
  return zerosRestored ? (code?.digits ?? null) : null;
}

function valueSchema({kind, code, values, range, onlyWords}: FieldMeta): z.ZodType {
  switch (kind) {
    case "text":
      if (onlyWords.length > 0) return z.string().regex(oneOf(onlyWords));
      return code ? z.string().regex(new RegExp(code.pattern)) : z.string();
    case "staff_number":
      return code ? z.string().regex(new RegExp(code.pattern)) : z.string();
    case "choice":
      return z.enum(values);
    case "decimal":
    case "integer":
    case "duration":
      return z
        .int()
        .min(range?.min ?? 0)
        .max(range?.max ?? 0);
    default:
      return dateValue;
  }
}

/** A regular expression that JavaScript and the engine read alike. */
function oneOf(words: string[]): RegExp {
  return new RegExp(`^(?:${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})$`);
}

/** Free text, kept as it stands (but see oneDash); `code` gives it a shape. An error value of Excel (#REF!) is no text. */
export function text(headings: string[], {code, ...settings}: Settings & {code?: string}) {
  return field({kind: "text", headings, code: code === undefined ? null : shape(code), ...settings});
}

function shape(text: string): CodePattern {
  const pattern = codePattern(text);
  if (!pattern) throw new Error(`${text} is no shape of a code`);
  return pattern;
}

/** One of a closed list of labels; the warehouse holds the English value. */
export function choice(
  headings: string[],
  choices: Record<string, string>,
  settings: Pick<Partial<Settings>, "optional" | "absent" | "valueBefore" | "isOpen"> = {},
) {
  const [example = ""] = Object.keys(choices);
  const values = [...new Set(Object.values(choices))];
  return field({kind: "choice", headings, choices, values, example, ...settings});
}

/** A calendar day between 1900 and 2100, ISO text in JavaScript, DATE in the warehouse. */
export function day(headings: string[], settings: Partial<Settings> = {}) {
  return field({kind: "day", headings, example: "令和4年4月1日、2022/4/1", ...settings});
}

/** A month, held as its first day. */
export function month(headings: string[], settings: Partial<Settings> = {}) {
  return field({kind: "month", headings, example: "令和4年4月、2022-04", ...settings});
}

/** A fiscal quarter, held as its first day. */
export function quarter(headings: string[], settings: Partial<Settings> = {}) {
  return field({kind: "quarter", headings, example: "令和4年度第1四半期、R4Q1", ...settings});
}

/** A fiscal year, held as its first day. */
export function fiscalYear(headings: string[] = ["年度"], settings: Partial<Settings> = {}) {
  return field({kind: "fiscal_year", headings, example: "令和4年度、R4", ...settings});
}

/** A whole number within the range; with units also 106.3千枚 (→ 106,300). */
export function integer(headings: string[], {min, max, ...settings}: Settings & {min: number; max: number}) {
  return field({kind: "integer", headings, range: {min, max}, ...settings});
}

/** A number with at most four decimals, held as ten-thousandths; a sign of percent behind it says nothing more. */
export function decimal(headings: string[], {min, max, ...settings}: Settings & {min: number; max: number}) {
  const range = {min: min * 10 ** read.DECIMAL_PLACES, max: max * 10 ** read.DECIMAL_PLACES};
  return field({kind: "decimal", headings, range, ...settings});
}

/** A length of time in minutes; `max` in hours. With `signed` also one to be taken off (▲3:00). */
export function duration(headings: string[], {maxHours, ...settings}: Settings & {maxHours: number}) {
  const max = maxHours * 60;
  const range = {min: settings.signed ? -max : 0, max};
  return field({kind: "duration", headings, range, units: TIME_UNITS, ...settings});
}

const TIME_UNITS = {時間: 1, 分: 1 / 60};

/** Staff number: six digits, or as the city has it. Never stored; the warehouse holds a keyed hash named staff_key (design: privacy). */
export function staffNumber({zerosRestored = false} = {}) {
  const said = {headings: ["職員番号"], example: "012345", code: shape("数字6桁"), zerosRestored};
  return field({kind: "staff_number", ...said});
}

const dateValue = z.iso.date().refine((date) => date >= "1900-01-01" && date < "2100-01-01");
