import type {Contract} from "../../../schemas/contract.ts";
import {memoryOf} from "../../engine/memory-of.ts";
import type {Cell, Warehouse} from "../../engine/open.ts";
import type {JudgedField} from "../../ledger/stored-columns.ts";
import type {FieldTexts} from "../read/cell-blocks.ts";
import {staffKey} from "./staff-key.ts";

/** Bits of a verdict. */
export const GOOD = 1;
export const BLANK = 2;
/** A good text without a value: a blank where the contract allows one. */
export const NOTHING = 4;

/** What is known of one field's texts: the engine judged each of them once. */
export interface LearntField {
  field: JudgedField;
  texts: FieldTexts;
  /** How many texts are judged. */
  count: number;
  /** By number of the text. */
  verdicts: Uint8Array;
  /** By number of the text, as the ledger keeps it; zero or empty where there is none. */
  values: StoredValues | Buffer[];
  /** By number of the text: days from 1970 to the period's first day. Only where the field says the period. */
  periods: Int32Array;
}

type StoredValues = Uint8Array | Int32Array | BigInt64Array;

export function nothingLearnt(field: JudgedField, texts: FieldTexts): LearntField {
  return {
    field,
    texts,
    count: 0,
    verdicts: new Uint8Array(0),
    values: emptyValues(field),
    periods: new Int32Array(0),
  };
}

function emptyValues({meta, storedType}: JudgedField): LearntField["values"] {
  if (meta.kind === "choice") return new Uint8Array(0);
  if (storedType === "varchar") return [];
  return storedType === "bigint" ? new BigInt64Array(0) : new Int32Array(0);
}

/** Judges the texts that have come since the last time. Staff numbers become keys here and go no further. */
export async function learn(
  ledger: Warehouse,
  learnt: LearntField,
  {contract, secret}: {contract: Contract; secret: Buffer},
): Promise<void> {
  const {field, texts, count} = learnt;
  if (texts.count === count) return;
  makeRoom(learnt, texts.count);
  const sql = judgingSql(field, contract);
  const known = answersTo(ledger, sql);
  const unknown: number[] = [];
  for (let number = count; number < texts.count; number += 1) {
    const answer = known.get(texts.textAt(number));
    if (answer === undefined) unknown.push(number);
    else note(learnt, number, answer);
  }
  learnt.count = texts.count;
  if (unknown.length === 0) return;
  const words = unknown.map((number) => texts.textAt(number));
  const {rows} = await ledger.table(sql, [JSON.stringify(words)]);
  const stored = storing(field, secret);
  for (const [index, row] of rows.entries()) {
    const answer = answerOf(row, stored);
    note(learnt, unknown[index] as number, answer);
    if (known.size < MOST_KEPT) known.set(words[index] as string, answer);
  }
}

/** What the engine said of a text, as it is kept. */
interface Answer {
  verdict: number;
  stored: number | bigint | Buffer | undefined;
  /** Days from 1970. */
  period: number;
}

/** What the engine said of texts, by the statement that asked: the same words stand in every file of a kind. */
const answersIn = memoryOf(() => new Map<string, Map<string, Answer>>());

/** Texts whose answers are kept for each statement: as many as a large city has people. */
const MOST_KEPT = 100_000;

function answersTo(ledger: Warehouse, sql: string): Map<string, Answer> {
  const answers = answersIn(ledger);
  const known = answers.get(sql) ?? new Map<string, Answer>();
  answers.set(sql, known);
  return known;
}

function judgingSql(field: JudgedField, contract: Contract): string {
  return `
    with texts as (select unnest(from_json($1, '["varchar"]')) as text),
    trimmed_texts as (select trimmed(text) as cell from texts),
    read_texts as (select cell, ${field.value} as value from trimmed_texts),
    judged_texts as (select cell, value, ${field.isGood} as is_good from read_texts)
    select is_good, cell = '', case when is_good then ${daysOf(field, "value")} end, ${periodSql(field, contract)}
    from judged_texts`;
}

function daysOf({storedType}: JudgedField, value: string): string {
  return storedType === "date" ? `(${value} - date '1970-01-01')` : value;
}

function periodSql({name}: JudgedField, {period}: Contract): string {
  if (period === "whole" || period.column !== name) return "null";
  return `(${period.by === "month" ? "month_start(value)" : "value"} - date '1970-01-01')`;
}

function makeRoom(learnt: LearntField, wanted: number): void {
  if (wanted <= learnt.verdicts.length) return;
  const capacity = Math.max(wanted, learnt.verdicts.length * 2);
  learnt.verdicts = grown(learnt.verdicts, capacity);
  learnt.periods = grown(learnt.periods, capacity);
  if (!Array.isArray(learnt.values)) learnt.values = grown(learnt.values, capacity);
}

function grown<Values extends StoredValues>(values: Values, capacity: number): Values {
  const larger = new (values.constructor as new (length: number) => Values)(capacity);
  larger.set(values as never);
  return larger;
}

/** From whether it is good, whether it is blank, its value, and its period's first day. */
function answerOf([isGood, isBlank, value = null, period = null]: Cell[], stored: Storing): Answer {
  const verdict = (isGood ? GOOD : 0) | (isBlank ? BLANK : 0) | (isGood && value === null ? NOTHING : 0);
  return {
    verdict,
    stored: value === null ? undefined : stored(String(value)),
    period: Number(period ?? 0),
  };
}

function note({verdicts, values, periods}: LearntField, number: number, answer: Answer): void {
  verdicts[number] = answer.verdict;
  periods[number] = answer.period;
  if (answer.stored !== undefined) values[number] = answer.stored;
  else if (Array.isArray(values)) values[number] = NO_TEXT;
}

const NO_TEXT = Buffer.alloc(0);

type Storing = (value: string) => number | bigint | Buffer;

/** How a value of the field is kept in the ledger. */
function storing({meta, storedType, choiceValues}: JudgedField, secret: Buffer): Storing {
  if (meta.kind === "staff_number") return (value) => staffKey(value, secret);
  if (meta.kind === "choice") return (value) => choiceValues.indexOf(value);
  if (storedType === "varchar") return (value) => Buffer.from(value);
  return storedType === "bigint" ? BigInt : Number;
}
