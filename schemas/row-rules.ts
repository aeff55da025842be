import type {z} from "zod";
import {type Contract, fieldsOf, type RowRule} from "./contract.ts";
import type {FieldKind} from "./fields.ts";
import {periodName} from "./period-name.ts";

/** Values of a row as the schema reads them, by field. */
type RowValues = Record<string, unknown>;

/** How many months a period covers, by the kind of its field. */
const PERIOD_MONTHS: Record<string, number> = {month: 1, quarter: 3, fiscal_year: 12};

/** The contract's row with its rules: an issue names the column that is told as wrong, and says why in Japanese. */
export function ruledRow(contract: Contract): z.ZodType<RowValues> {
  const fields = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta]));
  const sayOther = ({other}: RowRule, row: RowValues) => {
    const {headings = [], kind} = fields.get(other) ?? {};
    return `「${headings[0]}」${valueText(row[other], kind)}`;
  };
  return contract.row.superRefine((row, {addIssue}) => {
    for (const rule of contract.rules ?? [])
      if (!isKept(rule, row, monthsIn(contract)))
        addIssue({code: "custom", path: [rule.column], message: messageOf(rule, sayOther(rule, row))});
  });
}

function valueText(value: unknown, kind: FieldKind | undefined): string {
  if (typeof value !== "string") return "";
  return `（${periodName(PERIOD_MONTHS[kind ?? ""] ?? null, value)}）`;
}

/** How many months the period covers that a column of the contract holds. */
export function monthsIn(contract: Contract): (column: string) => number {
  const kinds = new Map(fieldsOf(contract).map(({name, meta}) => [name, meta.kind]));
  return (column) => {
    const months = PERIOD_MONTHS[kinds.get(column) ?? ""];
    if (months === undefined) throw new Error(`${contract.source}.${column} is no period`);
    return months;
  };
}

/** A cell without a value contradicts nothing. Days and first days of periods are ISO texts. */
function isKept(rule: RowRule, row: RowValues, months: (column: string) => number): boolean {
  const {kind} = rule;
  const [day, other] = [row[rule.column], row[rule.other]];
  if (kind === "either") return typeof day === "string" || typeof other === "string";
  if (typeof day !== "string" || typeof other !== "string") return true;
  switch (kind) {
    case "not_before":
      return day >= other;
    case "not_after":
      return day <= other;
    case "not_after_period":
      return day < dayAfter(other, months(rule.other));
    case "within":
      return day >= other && day < dayAfter(other, months(rule.other));
    default:
      return kind satisfies never;
  }
}

/** First day after a period that begins on the first of a month. */
function dayAfter(first: string, months: number): string {
  const [year = 0, month = 0] = first.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

function messageOf({kind}: RowRule, other: string): string {
  const MENDED = "どちらかの日付が違います。確かめて直してください";
  switch (kind) {
    case "not_before":
      return `${other}より前です。${MENDED}`;
    case "not_after":
      return `${other}より後です。${MENDED}`;
    case "not_after_period":
      return `${other}が終わった後です。${MENDED}`;
    case "within":
      return `${other}の外です。${MENDED}`;
    case "either":
      return `空欄で、${other}も空欄です。どちらかに期間を入れてください`;
    default:
      return kind satisfies never;
  }
}
