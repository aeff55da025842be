import type {z} from "zod";
import type {FieldMeta} from "../../../schemas/fields.ts";
import type {AmountRow} from "./control-totals.ts";
import {plain} from "./grid.ts";
import {type TotalWord, totalWord} from "./total-words.ts";

/** A column that says what a row is about. */
export interface KeyField {
  name: string;
  meta: FieldMeta;
  schema: z.ZodType;
}

/** What a row says of being a total. */
export interface Label {
  /** Without spaces. */
  text: string;
  word: TotalWord;
  /** The column takes any text: the label could be the name of something. */
  isFree: boolean;
}

const STRONGEST_FIRST: TotalWord[] = ["exact", "beside", "phrase", "hint"];

/** Finds the strongest word for a total among the keys of a row; each text of a column is looked at once. */
export function labelling(fields: KeyField[]): (row: AmountRow) => Label | undefined {
  const known = fields.map(() => new Map<string, Label | undefined>());
  const labelIn = (text: string, key: number) => {
    const labels = known[key] as Map<string, Label | undefined>;
    if (!labels.has(text)) labels.set(text, labelOf(text, fields[key] as KeyField));
    return labels.get(text);
  };
  return ({keys, amounts}) => {
    const found = keys.flatMap((text, key) => (text === "" ? [] : (labelIn(text, key) ?? [])));
    const fitting = amounts.length === 0 ? found.filter(({isFree}) => !isFree) : found;
    return STRONGEST_FIRST.flatMap((word) => fitting.filter((label) => label.word === word))[0];
  };
}

/** A row that lacks a key is no record: there a column that is not read may say that it is a total. */
export function labelBeside({keys}: AmountRow, fields: KeyField[], beside: string[]): Label | undefined {
  const isWhole = keys.every((key, at) => key !== "" || fields[at]?.meta.optional || fields[at]?.meta.absent);
  if (isWhole) return undefined;
  const text = beside.find((cell) => ["exact", "phrase"].includes(totalWord(cell) ?? ""));
  return text === undefined ? undefined : {text: plain(text), word: "exact", isFree: false};
}

function isTotalWord(word: TotalWord | undefined): boolean {
  return word !== undefined && word !== "hint";
}

/** A choice of the contract is no word for a total; a hint only counts where the text could be the name of something. */
export function labelOf(text: string, {meta, schema}: KeyField): Label | undefined {
  const word = totalWord(text, meta.headings);
  if (word === undefined) return undefined;
  const isFree = schema.safeParse(text).success;
  if (isFree ? meta.kind !== "text" : word === "hint") return undefined;
  return {text: plain(text), word, isFree};
}

export function isTotal(label: Label | undefined): boolean {
  return isTotalWord(label?.word);
}
