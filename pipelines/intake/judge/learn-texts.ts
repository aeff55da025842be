import {type Contract, periodColumns} from "../../../schemas/contract.ts";
import {DAY_MS} from "../../../schemas/fiscal-time.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import {memoryOf} from "../../engine/memory-of.ts";
import type {Warehouse} from "../../engine/open.ts";
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
  const judge = words.length > FEW ? judgedByEngine : judgedByContract;
  const judged = await judge(words, {ledger, sql, field, contract});
  const stored = storing(field, secret);
  for (const [index, found] of judged.entries()) {
    const answer = answerOf(found, stored);
    note(learnt, unknown[index] as number, answer);
    if (known.size < MOST_KEPT) known.set(words[index] as string, answer);
  }
}

/** So few texts are judged by the contract itself, which says the same (a test holds the two together): a statement is dearer. */
const FEW = 256;

/** What is found out about a text. */
interface Judged {
  isGood: boolean;
  isBlank: boolean;
  /** As text, a day as the days from 1970; null where the text is not good or says nothing. */
  value: string | null;
  /** Days from 1970 to the first day of the period that it says; null in other columns. */
  period: number | null;
}

interface Judging {
  ledger: Warehouse;
  sql: string;
  field: JudgedField;
  contract: Contract;
}

async function judgedByEngine(words: string[], {ledger, sql}: Judging): Promise<Judged[]> {
  const {rows} = await ledger.table(sql, [JSON.stringify(words)]);
  return rows.map(([isGood, isBlank, value = null, period = null]) => ({
    isGood: isGood === true,
    isBlank: isBlank === true,
    value: value === null ? null : String(value),
    period: period === null ? null : Number(period),
  }));
}

async function judgedByContract(words: string[], {field, contract}: Judging): Promise<Judged[]> {
  return words.map((text) => {
    const {success, data} = field.schema.safeParse(text);
    const said = success && data !== null ? String(data) : null;
    return {
      isGood: success,
      isBlank: trimmed(text) === "",
      value: said !== null && field.storedType === "date" ? String(daysTo(said)) : said,
      period: said === null ? null : periodOf(said, field, contract),
    };
  });
}

function periodOf(day: string, {name}: JudgedField, {period}: Contract): number | null {
  if (period === "whole" || !periodColumns({period}).includes(name)) return null;
  return daysTo(period.by === "month" ? `${day.slice(0, 8)}01` : day);
}

function daysTo(day: string): number {
  return Date.parse(day) / DAY_MS;
}

/** What was said of a text, as it is kept. */
interface Answer {
  verdict: number;
  stored: number | bigint | Buffer | undefined;
  /** Days from 1970. */
  period: number;
}

/** What was said of texts, by the statement that would ask: the same words stand in every file of a kind. */
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
    select is_good, cell = '', case when is_good then ${daysOf(field, "value")} end,
      case when is_good then ${periodSql(field, contract)} end
    from judged_texts`;
}

function daysOf({storedType}: JudgedField, value: string): string {
  return storedType === "date" ? `(${value} - date '1970-01-01')` : value;
}

function periodSql({name}: JudgedField, {period}: Contract): string {
  if (period === "whole" || !periodColumns({period}).includes(name)) return "null";
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

function answerOf({isGood, isBlank, value, period}: Judged, stored: Storing): Answer {
  const verdict = (isGood ? GOOD : 0) | (isBlank ? BLANK : 0) | (isGood && value === null ? NOTHING : 0);
  return {verdict, stored: value === null ? undefined : stored(value), period: period ?? 0};
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
