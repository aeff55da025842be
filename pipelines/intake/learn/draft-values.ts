import {arguedLabel} from "../../../schemas/argued-label.ts";
import {NO_WORDS, type SourceWords} from "../../../schemas/city-source.ts";
import {type Contract, fieldsOf} from "../../../schemas/contract.ts";
import {codeColumn} from "../../../schemas/contract-in-words.ts";
import {plainCode} from "../../../schemas/read-value.ts";
import type {UsualWords} from "../../../schemas/usual-words.ts";
import type {FieldTexts} from "./file-texts.ts";
import {shapeOfCodes} from "./shape-of-codes.ts";

/** A word of the city that no choice knows. */
export interface NewWord {
  column: string;
  heading: string;
  word: string;
  count: number;
  /** What it was taken for and why; null where only a person can say it. */
  taken: {label: string; why: string} | null;
  /** What it may be. */
  labels: string[];
  /** Whether the city may have a value of its own. */
  isOpen: boolean;
}

/** A column whose different texts are too many, or look like numbers of people, for words of a choice. */
interface OddChoice {
  heading: string;
  different: number;
}

/** Codes of which the file does not tell the shape. */
export interface UnknownShape {
  column: string;
  heading: string;
  lengths: number[];
  /** The shape that the city has said, in whatever file: what looks otherwise is told, and changes nothing. */
  said: string | null;
  /** How often codes of another shape stand in the file. */
  count: number;
}

export interface ValueDraft {
  words: SourceWords;
  newWords: NewWord[];
  odd: OddChoice[];
  unknownShapes: UnknownShape[];
}

const MOST_WORDS = 40;

/** Words and shapes of codes in a file that the contract does not know, with what can be argued of them. */
export function valueDraft(contract: Contract, texts: FieldTexts, usual: UsualWords): ValueDraft {
  const draft: ValueDraft = {
    words: {...NO_WORDS, values: {}, patterns: {}},
    newWords: [],
    odd: [],
    unknownShapes: [],
  };
  for (const field of fieldsOf(contract)) {
    const unread = new Map(
      [...(texts.get(field.name) ?? [])].filter(
        ([text]) => (text !== "" || field.meta.kind === "choice") && !field.schema.safeParse(text).success,
      ),
    );
    if (unread.size === 0) continue;
    if (field.meta.kind === "choice") draftWords(draft, {field, unread, usual});
    else if (field.meta.code)
      draftShape(draft, {
        field,
        said: contract.words?.patterns[codeColumn(field.name)]?.pattern ?? null,
        unread,
        codes: texts.get(field.name) ?? new Map(),
      });
  }
  return draft;
}

type Field = ReturnType<typeof fieldsOf>[number];

function draftWords(
  draft: ValueDraft,
  {field: {name, meta}, unread, usual}: {field: Field; unread: Map<string, number>; usual: UsualWords},
): void {
  const heading = meta.headings[0] ?? name;
  if (unread.size > MOST_WORDS || [...unread.keys()].some(isOfPerson)) {
    draft.odd.push({heading, different: unread.size});
    return;
  }
  for (const [word, count] of [...unread].toSorted(([, one], [, other]) => other - one)) {
    const taken = (word !== "" && arguedLabel({name, meta}, word, usual)) || null;
    if (taken)
      draft.words.values[name] = {...draft.words.values[name], [word]: {as: taken.label, reason: ""}};
    draft.newWords.push({
      ...{column: name, heading, word, count, taken, isOpen: meta.isOpen},
      labels: labelsOf(meta.choices),
    });
  }
}

/** Each value by one word. */
function labelsOf(choices: Record<string, string>): string[] {
  return Object.keys(choices).filter(
    (label, index, all) =>
      label !== "" && all.findIndex((other) => choices[other] === choices[label]) === index,
  );
}

/** A number of somebody's, or something as long: it is not shown. */
function isOfPerson(text: string): boolean {
  return /^[A-Z]{0,2}[-_/.]?[0-9]{4,}$/.test(plainCode(text)) || text.length > 60;
}

function draftShape(
  draft: ValueDraft,
  {
    field: {name, meta},
    said,
    unread,
    codes,
  }: {field: Field; said: string | null; unread: Map<string, number>; codes: Map<string, number>},
): void {
  const column = codeColumn(name);
  if (draft.words.patterns[column]) return;
  const shape = shapeOfCodes(new Map([...codes].filter(([code]) => code !== "")));
  if (said === null && shape.kind === "shape") {
    if (shape.pattern !== meta.code?.name)
      draft.words.patterns[column] = {pattern: shape.pattern, example: ""};
    return;
  }
  draft.unknownShapes.push({
    ...{column, said, heading: meta.headings[0] ?? name},
    lengths: shape.kind === "uneven" ? shape.lengths : [],
    count: [...unread.values()].reduce((sum, times) => sum + times, 0),
  });
}
