import {z} from "zod";
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
  | "duration"
  | "staff_number";

/** What a contract says about one column beside the schema of its value. */
export interface FieldMeta {
  kind: FieldKind;
  /** Column headings as they appear in files, the preferred one first. */
  headings: string[];
  /** For people: what a right cell looks like. */
  example: string;
  /** A blank cell is allowed and means "none". */
  optional: boolean;
  /** integer: 「－」 means zero in this column; elsewhere a dash is refused. */
  dashIsZero: boolean;
  /** choice: label in the file → value in the warehouse. */
  choices: Record<string, string>;
  /** integer: units that may stand behind the number, in the heading or above the table, as powers of ten of the stored one. */
  units: Record<string, number>;
  /** integer: what to do with a fraction (半日 …); "" for nothing special. */
  fractionHint: string;
  /** text: dashes and waves of other systems (〜 − —) become those of Windows (～ － ―), so that one name is one name. */
  oneDash: boolean;
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

declare module "zod" {
  interface GlobalMeta {
    field?: FieldMeta;
  }
}

type Settings = Partial<Omit<FieldMeta, "kind" | "headings" | "example">> & {example: string};

const DEFAULTS = {
  optional: false,
  dashIsZero: false,
  choices: {},
  units: {},
  fractionHint: "",
  oneDash: false,
  valueBefore: null,
  signed: false,
  zerosRestored: false,
};

function field(kind: FieldKind, headings: string[], settings: Settings, reader: Reader, value: z.ZodType) {
  const meta: FieldMeta = {...DEFAULTS, kind, headings, ...settings};
  const schema = z.preprocess(
    (cell) => {
      const text = read.trimmed(String(cell ?? ""));
      if (text === "") return null;
      if (meta.dashIsZero && /^[-－―−—]$/.test(text)) return 0;
      return reader(text);
    },
    meta.optional ? value.nullable() : value,
  );
  return schema.meta({field: meta});
}

type Reader = (text: string) => unknown;

/** Free text, kept as it stands (but see oneDash); `pattern` makes it a code. An error value of Excel (#REF!) is no text. */
export function text(headings: string[], {pattern, ...settings}: Settings & {pattern?: RegExp}) {
  const reader = (cell: string) => read.text(cell, settings.oneDash ?? false);
  return field("text", headings, settings, reader, pattern ? z.string().regex(pattern) : z.string());
}

/** One of a closed list of labels; the warehouse holds the English value. */
export function choice(
  headings: string[],
  choices: Record<string, string>,
  settings: Pick<Partial<Settings>, "optional" | "valueBefore"> = {},
) {
  const [example = ""] = Object.keys(choices);
  return field(
    "choice",
    headings,
    {choices, example, ...settings},
    (cell) => choices[cell],
    z.enum(Object.values(choices)),
  );
}

/** A calendar day between 1900 and 2100, ISO text in JavaScript, DATE in the warehouse. */
export function day(headings: string[], settings: Partial<Settings> = {}) {
  return field("day", headings, {example: "令和4年4月1日、2022/4/1", ...settings}, read.day, dateValue);
}

/** A month, held as its first day. */
export function month(headings: string[], settings: Partial<Settings> = {}) {
  return field("month", headings, {example: "令和4年4月、2022-04", ...settings}, read.month, dateValue);
}

/** A fiscal quarter, held as its first day. */
export function quarter(headings: string[], settings: Partial<Settings> = {}) {
  const example = "令和4年度第1四半期、R4Q1";
  return field("quarter", headings, {example, ...settings}, read.quarter, dateValue);
}

/** A fiscal year, held as its first day. */
export function fiscalYear(headings: string[] = ["年度"], settings: Partial<Settings> = {}) {
  return field("fiscal_year", headings, {example: "令和4年度、R4", ...settings}, read.fiscalYear, dateValue);
}

/** A whole number within the range; with units also 106.3千枚 (→ 106,300). */
export function integer(headings: string[], {min, max, ...settings}: Settings & {min: number; max: number}) {
  const reader = (text: string) => read.quantity(text, settings.units ?? {});
  return field("integer", headings, settings, reader, z.int().min(min).max(max));
}

/** A length of time in minutes; `max` in hours. With `signed` also one to be taken off (▲3:00). */
export function duration(headings: string[], {maxHours, ...settings}: Settings & {maxHours: number}) {
  const [reader, min] = settings.signed ? [read.signedDuration, -maxHours * 60] : [read.duration, 0];
  return field(
    "duration",
    headings,
    settings,
    reader,
    z
      .int()
      .min(min)
      .max(maxHours * 60),
  );
}

/** Staff number: six digits. Never stored; the warehouse holds a keyed hash named staff_key (design: privacy). */
export function staffNumber({zerosRestored = false} = {}) {
  const settings = {example: "012345", zerosRestored};
  const reader = (cell: string) => read.staffNumber(cell, zerosRestored);
  return field("staff_number", ["職員番号"], settings, reader, z.string().regex(/^[0-9]{6}$/));
}

const dateValue = z.iso.date().refine((date) => date >= "1900-01-01" && date < "2100-01-01");
