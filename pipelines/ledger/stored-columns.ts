import {z} from "zod";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import {type FieldMeta, isBlankSaid, zerosOf} from "../../schemas/fields.ts";
import {unitsLongestFirst} from "../../schemas/read-value.ts";
import {quoted} from "../engine/quoted.ts";

/** A contract's column as the engine judges and stores it. All SQL here is made from the contract's JSON schema. */
export interface JudgedField {
  name: string;
  meta: FieldMeta;
  /** Column of the raw table: staff numbers are stored as staff_key only. */
  storedName: string;
  storedType: string;
  /** Values of a choice, as its enumeration counts them; empty for other kinds. */
  choiceValues: string[];
  /** SQL over `cell` (trimmed text) that yields the value or null. */
  value: string;
  /** SQL over `cell` and `value` that is true where the contract accepts. */
  isGood: string;
  limits: Limits;
  schema: z.ZodType;
}

/** What z.toJSONSchema says about the value. */
interface Limits {
  minimum?: number;
  maximum?: number;
  pattern?: string;
  enum?: string[];
}

const STORED_TYPES: Record<Exclude<FieldMeta["kind"], "choice">, string> = {
  text: "varchar",
  day: "date",
  month: "date",
  quarter: "date",
  fiscal_year: "date",
  integer: "bigint",
  decimal: "bigint",
  duration: "integer",
  staff_number: "bigint",
};

/** A choice is stored as an enumeration: a byte a row instead of a text. */
function storedType(meta: FieldMeta): string {
  if (meta.kind !== "choice") return STORED_TYPES[meta.kind];
  return `enum(${meta.values.map(quoted).join(", ")})`;
}

const fieldsIn = new WeakMap<Contract["row"], JudgedField[]>();

export function judgedFields(contract: Contract): JudgedField[] {
  const fields = fieldsIn.get(contract.row) ?? madeFields(contract);
  fieldsIn.set(contract.row, fields);
  return fields;
}

function madeFields(contract: Contract): JudgedField[] {
  return fieldsOf(contract).map(({name, meta, schema}) => {
    const limits = limitsOf(schema);
    return {
      name,
      meta,
      storedName: meta.kind === "staff_number" ? "staff_key" : name,
      storedType: storedType(meta),
      choiceValues: meta.values,
      value: valueSql(meta),
      isGood: isGoodSql(meta, limits),
      limits,
      schema,
    };
  });
}

function limitsOf(schema: z.ZodType): Limits {
  const json = z.toJSONSchema(schema, {io: "output"}) as Limits & {anyOf?: Limits[]};
  return json.anyOf?.[0] ?? json;
}

function valueSql(meta: FieldMeta): string {
  const readers: Record<FieldMeta["kind"], string> = {
    text: textSql(meta),
    choice: wordsSql(meta.choices, "null"),
    day: "read_day(cell)",
    month: "read_month(cell)",
    quarter: "read_quarter(cell)",
    fiscal_year: "read_fiscal_year(cell)",
    integer: integerSql(meta.units),
    decimal: "read_decimal(cell)",
    duration: meta.signed ? "read_signed_duration(cell)" : "read_duration(cell)",
    staff_number: staffNumberSql(meta),
  };
  const reader = readers[meta.kind];
  return meta.dashIsZero ? `case when regexp_full_match(cell, '[-－―−—]') then 0 else ${reader} end` : reader;
}

function integerSql(units: Record<string, number>): string {
  const cases = unitsLongestFirst(units).map(
    (unit) => `when suffix(cell, ${quoted(unit)}) then read_scaled(cell, ${quoted(unit)}, ${units[unit]})`,
  );
  return cases.length === 0 ? "read_integer(cell)" : `case ${cases.join(" ")} else read_integer(cell) end`;
}

function textSql({code, oneDash, renames}: FieldMeta): string {
  const text = `read_text(${code ? "one_width(cell)" : "cell"})`;
  return wordsSql(renames, oneDash ? `one_dash(${text})` : text);
}

function staffNumberSql(meta: FieldMeta): string {
  const digits = zerosOf(meta);
  return digits === null ? "plain_code(cell)" : `restored_zeros(cell, ${digits})`;
}

/** What each word means, and what any other does. */
function wordsSql(words: Record<string, string>, otherwise: string): string {
  const cases = Object.entries(words).map(([word, value]) => `when ${quoted(word)} then ${quoted(value)}`);
  return cases.length === 0 ? otherwise : `case cell ${cases.join(" ")} else ${otherwise} end`;
}

function isGoodSql(meta: FieldMeta, limits: Limits): string {
  const tests = ["value is not null"];
  if (isDate(meta)) tests.push("value >= date '1900-01-01'", "value < date '2100-01-01'");
  if (limits.minimum !== undefined) tests.push(`value >= ${limits.minimum}`);
  if (limits.maximum !== undefined) tests.push(`value <= ${limits.maximum}`);
  if (limits.pattern && !isDate(meta)) tests.push(`regexp_matches(value, ${quoted(limits.pattern)})`);
  const isGood = tests.join(" and ");
  if (isBlankSaid(meta)) return `coalesce(${isGood}, false)`;
  return `coalesce(case when cell = '' then ${meta.optional} else ${isGood} end, false)`;
}

function isDate({kind}: FieldMeta): boolean {
  return kind === "day" || kind === "month" || kind === "quarter" || kind === "fiscal_year";
}
